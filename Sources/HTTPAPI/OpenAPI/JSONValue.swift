import Moderation

/// JSON written by hand in Swift, as the API document is. Members keep the order in which they stand, so that the
/// document's bytes are always the same.
package enum JSONValue: Sendable, Equatable {
    case null
    case bool(Bool)
    case integer(Int)
    case number(Double)
    case text(String)
    case list([JSONValue])
    case object([Member])

    /// One name and its value.
    package struct Member: Sendable, Equatable {
        package var name: String
        package var value: JSONValue
    }

    /// The value of a member; nil when this is no object or has none of that name.
    package subscript(_ name: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.name == name }?.value
    }

    /// An object from pairs that were put together by code.
    static func members(_ pairs: [(String, JSONValue)]) -> JSONValue {
        .object(pairs.map { Member(name: $0.0, value: $0.1) })
    }

    /// This object with more members behind its own.
    func with(_ more: [(String, JSONValue)]) -> JSONValue {
        guard case .object(let members) = self else { preconditionFailure("only an object takes members") }
        let kept = members.filter { member in !more.contains { $0.0 == member.name } }
        return .object(kept + more.map { Member(name: $0.0, value: $0.1) })
    }

    /// RFC 8259, without white space.
    package var bytes: [UInt8] {
        var bytes: [UInt8] = []
        write(into: &bytes)
        return bytes
    }

    private func write(into bytes: inout [UInt8]) {
        switch self {
        case .null: bytes += "null".utf8
        case .bool(let value): bytes += (value ? "true" : "false").utf8
        case .integer(let number): bytes += String(number).utf8
        case .number(let number): Self.write(into: &bytes) { $0.value(number) }
        case .text(let text): Self.write(into: &bytes) { $0.value(text) }
        case .list(let values):
            bytes += "[".utf8
            for (index, value) in values.enumerated() {
                if index > 0 { bytes += ",".utf8 }
                value.write(into: &bytes)
            }
            bytes += "]".utf8
        case .object(let members):
            bytes += "{".utf8
            for (index, member) in members.enumerated() {
                if index > 0 { bytes += ",".utf8 }
                Self.write(into: &bytes) { $0.value(member.name) }
                bytes += ":".utf8
                member.value.write(into: &bytes)
            }
            bytes += "}".utf8
        }
    }

    private static func write(into bytes: inout [UInt8], _ write: (inout JSONWriter) -> Void) {
        var writer = JSONWriter()
        write(&writer)
        bytes += writer.bytes
    }
}

extension JSONValue: ExpressibleByNilLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByFloatLiteral, ExpressibleByStringInterpolation, ExpressibleByArrayLiteral,
    ExpressibleByDictionaryLiteral
{
    package init(nilLiteral: ()) { self = .null }
    package init(booleanLiteral value: Bool) { self = .bool(value) }
    package init(integerLiteral value: Int) { self = .integer(value) }
    package init(floatLiteral value: Double) { self = .number(value) }
    package init(stringLiteral value: String) { self = .text(value) }
    package init(arrayLiteral elements: JSONValue...) { self = .list(elements) }
    package init(dictionaryLiteral elements: (String, JSONValue)...) { self = .members(elements) }
}
