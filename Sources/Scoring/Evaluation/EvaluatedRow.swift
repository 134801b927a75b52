package import Moderation

/// What people said of a comment in a labelled set.
package enum GoldLabel: String, Sendable, CaseIterable {
    case spam, abuse, clean

    /// The label of comments that do this harm.
    package init(_ label: Label) {
        switch label {
        case .spam: self = .spam
        case .abuse: self = .abuse
        }
    }
}

/// One labelled comment and what the engine made of it: all that measuring keeps of a row.
package struct EvaluatedRow: Sendable {
    package var id: String
    /// BCP 47, as the set says; `und` when it says nothing.
    package var language: String
    package var label: GoldLabel
    /// The finer label of the source; empty when there is none.
    package var sublabel: String
    /// Probabilities, 0…1.
    package var scores: ByLabel<Double>
    package var decision: Decision

    package init(
        id: String, language: String, label: GoldLabel, sublabel: String, scores: ByLabel<Double>, decision: Decision
    ) {
        self.id = id
        self.language = language
        self.label = label
        self.sublabel = sublabel
        self.scores = scores
        self.decision = decision
    }
}

/// The rows of one source.
package struct EvaluatedSet: Sendable {
    package var name: String
    package var rows: [EvaluatedRow]

    package init(name: String, rows: [EvaluatedRow]) {
        self.name = name
        self.rows = rows
    }
}

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
