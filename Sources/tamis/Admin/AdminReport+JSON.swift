import Foundation

extension AdminReport {
    /// One JSON document, keys in the order of the alphabet.
    var json: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        // Texts and finite numbers under text keys: there is nothing in it that JSON cannot hold.
        guard let data = try? encoder.encode(JSONTree(self)) else { preconditionFailure("a report is plain values") }
        return String(decoding: data, as: UTF8.self)
    }
}

/// A report's values as JSON has them, under keys known only now.
private enum JSONTree: Encodable {
    case object([String: JSONTree])
    case array([JSONTree])
    case value(AdminValue)

    init(_ report: AdminReport) {
        switch report {
        case .one(_, let fields): self = Self.object(of: fields)
        case .several(let reports): self = .array(reports.map { JSONTree($0) })
        case .table(let columns, let rows):
            self = .array(
                rows.map { row in Self.object(of: zip(columns, row).map { AdminField($0.key, $1) }) })
        }
    }

    private static func object(of fields: [AdminField]) -> JSONTree {
        .object(
            Dictionary(
                uniqueKeysWithValues: fields.map { field in
                    if case .records(let records) = field.value { return (field.key, .array(records.map(object))) }
                    return (field.key, .value(field.value))
                }))
    }

    func encode(to encoder: any Encoder) throws {
        switch self {
        case .object(let members): try members.encode(to: encoder)
        case .array(let items): try items.encode(to: encoder)
        case .value(let value):
            var container = encoder.singleValueContainer()
            switch value {
            case .text(let text): try container.encode(text)
            case .integer(let number): try container.encode(number)
            case .number(let number): try container.encode((number * 1000).rounded() / 1000)
            case .flag(let flag): try container.encode(flag)
            case .texts(let texts): try container.encode(texts)
            case .records, .none: try container.encodeNil()
            }
        }
    }
}
