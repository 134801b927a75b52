/// What a command found or did: shown as text for people, or as one JSON document with stable keys.
enum AdminReport: Codable, Sendable {
    /// One thing: what people read, and its fields.
    case one(String, [AdminField])
    /// Several things done, each with a line of its own.
    case several([AdminReport])
    /// A list; in JSON an array of objects.
    case table([AdminColumn], rows: [[AdminValue]])
}

/// One named value of a report.
struct AdminField: Codable, Sendable {
    let key: String
    let value: AdminValue

    init(_ key: String, _ value: AdminValue) {
        self.key = key
        self.value = value
    }
}

/// A column of a list: its name in JSON and its title for people.
struct AdminColumn: Codable, Sendable {
    let key: String
    let title: String
    /// May be cut short so that the table fits. Never an id or a secret, which one wants to copy.
    let shrinks: Bool

    init(_ key: String, _ title: String, shrinks: Bool = false) {
        self.key = key
        self.title = title
        self.shrinks = shrinks
    }
}

enum AdminValue: Codable, Sendable, Equatable {
    case text(String)
    case integer(Int)
    /// Shown with two places.
    case number(Double)
    case flag(Bool)
    case texts([String])
    case records([[AdminField]])
    case none

    static func optional(_ text: String?) -> AdminValue { text.map { .text($0) } ?? .none }

    static func == (left: AdminValue, right: AdminValue) -> Bool { left.cell == right.cell }
}

extension AdminReport {
    /// A table's rows as fields, to stand in another report.
    var records: AdminValue {
        guard case .table(let columns, let rows) = self else { return .none }
        return .records(rows.map { row in zip(columns, row).map { AdminField($0.key, $1) } })
    }
}
