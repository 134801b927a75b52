/// Web addresses as readers and sites write them.
package enum WebAddress {
    /// The address with its scheme, `https` where none was typed; nil when it is not an absolute http(s) address.
    /// One with a user part is refused: `name@example.org` in the website field must not become a public link.
    package static func complete(_ text: String) -> String? {
        let bytes = Array(text.utf8)
        guard !bytes.contains(where: { $0 <= 0x20 || forbidden.contains($0) }) else { return nil }
        for scheme in ["http://", "https://"] where hasPrefix(bytes, scheme) {
            return hasHost(bytes[scheme.utf8.count...], dotNeeded: false) ? text : nil
        }
        if hasPrefix(bytes, "//") { return hasHost(bytes[2...], dotNeeded: true) ? "https:" + text : nil }
        return hasHost(bytes[...], dotNeeded: true) ? "https://" + text : nil
    }

    /// What the empty field of some forms sends.
    static func isNothingTyped(_ text: String) -> Bool {
        text.isEmpty || text == "http://" || text == "https://"
    }

    /// Bytes that no address holds as they are (URL standard) and that end an attribute or a tag.
    private static let forbidden = Array("\"<>\\^`{|}".utf8)

    /// Compares letters in either case; `prefix` is lower case.
    private static func hasPrefix(_ bytes: [UInt8], _ prefix: String) -> Bool {
        guard bytes.count >= prefix.utf8.count else { return false }
        return zip(bytes, prefix.utf8).allSatisfy { byte, wanted in
            (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 == wanted : byte == wanted
        }
    }

    private static func hasHost(_ rest: ArraySlice<UInt8>, dotNeeded: Bool) -> Bool {
        let authority = rest.prefix { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
        guard !authority.contains(UInt8(ascii: "@")) else { return false }
        if authority.first == UInt8(ascii: "[") {
            guard let close = authority.firstIndex(of: UInt8(ascii: "]")) else { return false }
            let address = String(decoding: authority[(authority.startIndex + 1)..<close], as: UTF8.self)
            return address.utf8.contains(UInt8(ascii: ":")) && NetworkAddress.canonical(address) != nil
                && isPort(authority[(close + 1)...])
        }
        let colon = authority.firstIndex(of: UInt8(ascii: ":")) ?? authority.endIndex
        return isPort(authority[colon...]) && isHost(authority[..<colon], dotNeeded: dotNeeded)
    }

    private static func isPort(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard !bytes.isEmpty else { return true }
        guard bytes.first == UInt8(ascii: ":"), (2...6).contains(bytes.count) else { return false }
        let digits = bytes.dropFirst()
        guard digits.allSatisfy((UInt8(ascii: "0")...UInt8(ascii: "9")).contains) else { return false }
        return digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) } <= 65_535
    }

    /// Labels of letters, digits, hyphens and underscores, of any script, and a full stop at the end if one likes.
    private static func isHost(_ host: ArraySlice<UInt8>, dotNeeded: Bool) -> Bool {
        let host = host.last == UInt8(ascii: ".") ? host.dropLast() : host
        let labels = host.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard host.count <= 253, labels.count > (dotNeeded ? 1 : 0) else { return false }
        return labels.allSatisfy { label in
            guard !label.isEmpty, label.first != UInt8(ascii: "-"), label.last != UInt8(ascii: "-") else {
                return false
            }
            return label.allSatisfy(isHostByte)
        }
    }

    private static func isHostByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), 0x80...:
            true
        default: false
        }
    }
}
