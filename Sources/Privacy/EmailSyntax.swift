import Foundation

/// Why a text is not an e-mail address. Carries no part of the text.
package enum EmailSyntaxError: Error, Equatable, Sendable {
    case empty
    case tooLong(limitBytes: Int)
    case malformed
}

/// The address syntax of the WHATWG HTML standard: a local part of `atext` and dots, `@`, and labels of
/// letters, digits and inner hyphens of at most 63 bytes. A domain in another script is taken when it has an ASCII
/// form (IDNA), which is then held to the same rule.
enum EmailSyntax {
    static let limitBytes = 254

    static func parse(_ text: String) throws(EmailSyntaxError) -> (address: String, lookupForm: String) {
        let address = isSpaced(text) ? text.trimmingCharacters(in: .whitespacesAndNewlines) : text
        guard !address.isEmpty else { throw .empty }
        guard address.utf8.count <= limitBytes else { throw .tooLong(limitBytes: limitBytes) }
        let bytes = Array(address.utf8)
        guard let at = bytes.firstIndex(of: UInt8(ascii: "@")), at > 0, at + 1 < bytes.count else { throw .malformed }
        guard bytes[..<at].allSatisfy(isLocalPartByte) else { throw .malformed }
        guard let domain = asciiDomain(bytes[(at + 1)...]), isDomain(domain) else { throw .malformed }
        return (address, String(decoding: bytes[...at].map(lower) + domain, as: UTF8.self))
    }

    /// Whether white space may stand around it; of what is not ASCII the slow way finds out.
    private static func isSpaced(_ text: String) -> Bool {
        guard let first = text.utf8.first, let last = text.utf8.last else { return false }
        return first <= 0x20 || last <= 0x20 || first >= 0x80 || last >= 0x80
    }

    /// RFC 5322 `atext` or a dot, as the HTML standard has it.
    private static func isLocalPartByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default:
            punctuation.contains(byte)
        }
    }

    private static let punctuation = Array(".!#$%&'*+/=?^_`{|}~-".utf8)

    private static func asciiDomain(_ typed: ArraySlice<UInt8>) -> [UInt8]? {
        if typed.allSatisfy({ $0 < 0x80 }) { return typed.map(lower) }
        // Characters that end or divide an authority must not reach the URL parser.
        guard !typed.contains(where: { "/?#@:[]\\%<>\"' ".utf8.contains($0) }) else { return nil }
        let domain = String(decoding: typed, as: UTF8.self).lowercased()
        // Of Foundation's ways to a host only this one gives the IDNA form; `URL.host` gives percent signs.
        return URLComponents(string: "http://" + domain + "/")?.encodedHost.map { $0.utf8.map(lower) }
    }

    private static func isDomain(_ domain: [UInt8]) -> Bool {
        domain.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy { label in
            guard (1...63).contains(label.count), let first = label.first, let last = label.last else { return false }
            return isLetterOrDigit(first) && isLetterOrDigit(last)
                && label.allSatisfy { isLetterOrDigit($0) || $0 == UInt8(ascii: "-") }
        }
    }

    private static func lower(_ byte: UInt8) -> UInt8 {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
        default: false
        }
    }
}
