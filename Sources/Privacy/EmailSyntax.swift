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
        let address = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !address.isEmpty else { throw .empty }
        guard address.utf8.count <= limitBytes else { throw .tooLong(limitBytes: limitBytes) }
        let bytes = Array(address.utf8)
        guard let at = bytes.firstIndex(of: UInt8(ascii: "@")), at > 0, at + 1 < bytes.count else { throw .malformed }
        guard bytes[..<at].allSatisfy(isLocalPartByte) else { throw .malformed }
        let local = String(decoding: bytes[..<at], as: UTF8.self)
        let typedDomain = String(decoding: bytes[(at + 1)...], as: UTF8.self)
        guard let domain = asciiDomain(typedDomain), isDomain(domain) else { throw .malformed }
        return (address, local.lowercased() + "@" + domain)
    }

    /// RFC 5322 `atext` or a dot, as the HTML standard has it.
    private static func isLocalPartByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default:
            ".!#$%&'*+/=?^_`{|}~-".utf8.contains(byte)
        }
    }

    private static func asciiDomain(_ typed: String) -> String? {
        if typed.utf8.allSatisfy({ $0 < 0x80 }) { return typed.lowercased() }
        // Characters that end or divide an authority must not reach the URL parser.
        guard !typed.utf8.contains(where: { "/?#@:[]\\%<>\"' ".utf8.contains($0) }) else { return nil }
        // Of Foundation's ways to a host only this one gives the IDNA form; `URL.host` gives percent signs.
        return URLComponents(string: "http://" + typed.lowercased() + "/")?.encodedHost?.lowercased()
    }

    private static func isDomain(_ domain: String) -> Bool {
        domain.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy { label in
            guard (1...63).contains(label.count), let first = label.first, let last = label.last else { return false }
            return isLetterOrDigit(first) && isLetterOrDigit(last)
                && label.allSatisfy { isLetterOrDigit($0) || $0 == UInt8(ascii: "-") }
        }
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
        default: false
        }
    }
}
