/// What a foreign entry becomes in our notation.
enum ImportedTerm {
    /// A whole word or phrase; a star at an end means what it means here.
    static func plain(_ text: String) -> ImportedLine.Outcome {
        if let refusal = address(text) { return .refused(refusal) }
        if let host = host(of: text) { return host }
        let clean = withoutNotation(text)
        if clean.isEmpty { return .refused("nothing but signs") }
        return .term(clean, points: nil, change: clean == text ? nil : "signs that mean something here became spaces")
    }

    /// A key is found anywhere, also inside words: open at both ends. Up to three letters that would be found in half
    /// the words there are, so those become whole words.
    static func wordpress(_ text: String) -> ImportedLine.Outcome {
        if let refusal = address(text) { return .refused(refusal) }
        if let host = host(of: text) { return host }
        let clean = withoutNotation(text).filter { $0 != "*" }
        if clean.isEmpty { return .refused("nothing but signs") }
        if clean.count <= 3 {
            return .term(clean, points: nil, change: "too short to be looked for inside words: a whole word")
        }
        return .term("*\(clean)*", points: nil, change: nil)
    }

    /// Why an address is not a term: scoring never sees one.
    private static func address(_ text: String) -> String? {
        let bytes = Array(text.utf8)
        if bytes.contains(UInt8(ascii: "@")), bytes.contains(UInt8(ascii: ".")), !bytes.contains(UInt8(ascii: " ")) {
            return "an e-mail address: scoring never sees one; ban its author instead"
        }
        let isNumeric = bytes.allSatisfy {
            $0 >= 0x30 && $0 < 0x3A || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "/")
        }
        if isNumeric, bytes.count(where: { $0 == UInt8(ascii: ".") }) >= 2 {
            return "an IP address: scoring never sees one; ban its author instead"
        }
        let isHex = bytes.allSatisfy {
            $0 >= 0x30 && $0 < 0x3A || ($0 | 0x20) >= 0x61 && ($0 | 0x20) < 0x67 || $0 == UInt8(ascii: ":")
                || $0 == UInt8(ascii: "/")
        }
        if isHex, bytes.count(where: { $0 == UInt8(ascii: ":") }) >= 2 {
            return "an IP address: scoring never sees one; ban its author instead"
        }
        return nil
    }

    /// A web address becomes its host: what stands behind it is a matter of one page.
    private static func host(of text: String) -> ImportedLine.Outcome? {
        var rest = text[...]
        var isAddress = false
        for scheme in ["http://", "https://", "//", "www."] where rest.lowercased().hasPrefix(scheme) {
            rest = rest.dropFirst(scheme.count)
            isAddress = true
        }
        guard isAddress else { return nil }
        let host = rest.prefix { !"/?#: ".contains($0) }
        let clean = withoutNotation(String(host))
        if clean.isEmpty { return .refused("a web address without a host") }
        return .term(clean, points: nil, change: "a web address: its host, as a whole word")
    }

    /// Signs of our notation become spaces, which is what a text's own signs fold to.
    static func withoutNotation(_ text: String) -> String {
        var clean = ""
        for character in text {
            clean.append(
                character.unicodeScalars.contains(where: { "{}:#\t\r".unicodeScalars.contains($0) }) ? " " : character)
        }
        clean = WordlistImport.trimmed(clean)
        // These begin a line that stands below a term only where it is indented, so they may stay.
        return clean
    }
}
