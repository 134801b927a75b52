import Foundation
import Hummingbird

/// The query of a request as browsers and programs write it: `+` is a space, `%XX` a byte.
struct Query {
    private var values: [String: String] = [:]

    /// Throws 400 for a name that is not among `allowed` or came twice, and for what is not UTF-8.
    init(_ request: Request, allowed: [String]) throws {
        guard let query = request.uri.query, !query.isEmpty else { return }
        for pair in query.split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = Self.decoded(parts[0]), allowed.contains(name), values[name] == nil,
                let value = Self.decoded(parts.count > 1 ? parts[1] : "")
            else { throw Problem(.badParameter) }
            values[name] = value
        }
    }

    subscript(_ name: String) -> String? { values[name] }

    /// A whole number within bounds; 400 when it is none.
    func number(_ name: String, default fallback: Int, atMost limit: Int) throws -> Int {
        try number(name, default: fallback, in: 1...limit)
    }

    func number(_ name: String, default fallback: Int, in range: ClosedRange<Int>) throws -> Int {
        guard let text = values[name] else { return fallback }
        guard text.utf8.allSatisfy((UInt8(ascii: "0")...UInt8(ascii: "9")).contains), let number = Int(text),
            range.contains(number)
        else { throw Problem(.badParameter) }
        return number
    }

    private static func decoded(_ text: Substring) -> String? {
        text.replacing("+", with: " ").removingPercentEncoding
    }
}
