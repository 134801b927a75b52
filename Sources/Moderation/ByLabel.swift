/// One value for each label.
package struct ByLabel<Value> {
    package var spam: Value
    package var abuse: Value

    package init(spam: Value, abuse: Value) {
        self.spam = spam
        self.abuse = abuse
    }

    package init(_ value: (Label) throws -> Value) rethrows {
        spam = try value(.spam)
        abuse = try value(.abuse)
    }

    package subscript(label: Label) -> Value {
        get {
            switch label {
            case .spam: spam
            case .abuse: abuse
            }
        }
        set {
            switch label {
            case .spam: spam = newValue
            case .abuse: abuse = newValue
            }
        }
    }
}

extension ByLabel: Sendable where Value: Sendable {}
extension ByLabel: Equatable where Value: Equatable {}
