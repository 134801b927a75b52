/// Markup that may be sent as it is. Written as a string literal; a `String` put into one is escaped, another `HTML`
/// stays. There is no way to make markup of a text that came from outside.
///
/// Escaping goes byte by byte: by `Character`, a `<` or `"` that a visitor joins to a combining or prepended mark would
/// be another character and slip through.
package struct HTML: Sendable, ExpressibleByStringInterpolation {
    /// The markup itself, as it is sent.
    package private(set) var text: String

    /// Only literals of our own source are taken as markup.
    package init(stringLiteral literal: StaticString) {
        text = literal.description
    }

    /// A literal with values put in, each escaped unless it is markup already.
    package init(stringInterpolation: StringInterpolation) {
        text = String(decoding: stringInterpolation.bytes, as: UTF8.self)
    }

    /// No markup.
    package static let nothing: HTML = ""

    /// The parts one after the other.
    package static func joined(_ parts: some Sequence<HTML>) -> HTML {
        var all = HTML.nothing
        for part in parts { all.text += part.text }
        return all
    }

    /// Gathers the bytes of one literal.
    package struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var bytes: [UInt8] = []

        /// As the compiler calls it.
        package init(literalCapacity: Int, interpolationCount: Int) {
            bytes.reserveCapacity(literalCapacity + 32 * interpolationCount)
        }

        /// Markup of our own source.
        package mutating func appendLiteral(_ literal: StaticString) {
            bytes.append(contentsOf: literal.description.utf8)
        }

        /// Escaped. Disfavoured, so that a literal put in, say by `?:`, is taken as markup and not as text.
        @_disfavoredOverload
        package mutating func appendInterpolation(_ text: String) {
            for byte in text.utf8 {
                switch byte {
                case UInt8(ascii: "&"): bytes.append(contentsOf: "&amp;".utf8)
                case UInt8(ascii: "<"): bytes.append(contentsOf: "&lt;".utf8)
                case UInt8(ascii: ">"): bytes.append(contentsOf: "&gt;".utf8)
                case UInt8(ascii: "\""): bytes.append(contentsOf: "&quot;".utf8)
                case UInt8(ascii: "'"): bytes.append(contentsOf: "&#39;".utf8)
                default: bytes.append(byte)
                }
            }
        }

        /// Stays as it is.
        package mutating func appendInterpolation(_ markup: HTML) {
            bytes.append(contentsOf: markup.text.utf8)
        }

        /// One after the other.
        package mutating func appendInterpolation(_ parts: [HTML]) {
            for part in parts { bytes.append(contentsOf: part.text.utf8) }
        }

        /// In decimal.
        package mutating func appendInterpolation(_ number: Int) {
            bytes.append(contentsOf: String(number).utf8)
        }

        /// The markup when `condition` holds, nothing otherwise.
        package mutating func appendInterpolation(_ markup: HTML, if condition: Bool) {
            if condition { appendInterpolation(markup) }
        }
    }
}
