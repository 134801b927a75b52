/// One way to spell a term, folded: what the scan looks for.
struct TermSpelling: Hashable, Sendable {
    /// Squeezed codes, one border between words, none at the ends.
    var codes: [UInt8]
    /// How often each code stands in a row.
    var runs: [UInt8]
    /// The word may go on before or behind: written with `*`.
    var isOpenBefore = false
    var isOpenBehind = false

    enum Problem: Error, CustomStringConvertible {
        case empty, braces, oneChoice, tooMany, star, tooLong, unknownLetter

        var description: String {
            switch self {
            case .empty: "nothing is left of the term when it is folded"
            case .braces: "braces must come in pairs and not inside each other"
            case .oneChoice: "braces with one choice choose nothing; what may be missing is written {,s}"
            case .tooMany: "the braces give more than 2,048 spellings"
            case .star: "a star may only stand at the beginning or end of the term"
            case .tooLong: "a term may have at most 80 characters"
            case .unknownLetter: "a letter of a script that is not scanned"
            }
        }
    }

    static let most = 2_048

    /// `conn{ard,asse}{,s}` is four spellings. Equal ones are given once, in order.
    static func all(of text: String) throws(Problem) -> TermSpellings {
        // Folded first and put together then: a letter folds alike in every spelling.
        var choices = try BraceChoices(Glyphs(text.utf8Span.span).codes)
        var result = TermSpellings()
        var seen: [UInt64: Int] = [:]
        var glyphs = [UInt8](repeating: 0, count: choices.mostCodes)
        while true {
            let count = choices.write(to: &glyphs)
            let hash = try result.append(folded: glyphs, count: count)
            let isLast = !choices.turn()
            if isLast, seen.isEmpty { return result }
            if let other = seen[hash], result.isLast(sameAs: other) {
                result.removeLast()
            } else {
                seen[hash] = result.endIndex - 1
            }
            if isLast { return result }
        }
    }

    init(codes: [UInt8], runs: [UInt8], isOpenBefore: Bool = false, isOpenBehind: Bool = false) {
        self.codes = codes
        self.runs = runs
        self.isOpenBefore = isOpenBefore
        self.isOpenBehind = isOpenBehind
    }

    static func expandBraces(_ text: String) throws(Problem) -> [String] {
        var results = [""]
        var rest = text[...]
        // Bytes: what is looked for is ASCII, and characters would be put together first.
        let (brace, closing) = (UInt8(ascii: "{"), UInt8(ascii: "}"))
        while let open = rest.utf8.firstIndex(of: brace) {
            let before = rest[..<open]
            guard let close = rest.utf8[open...].firstIndex(of: closing), !before.utf8.contains(closing) else {
                throw .braces
            }
            let inside = rest[rest.utf8.index(after: open)..<close]
            if inside.utf8.contains(brace) { throw .braces }
            let choices = inside.utf8.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
                .map { String(Substring($0)) }
            guard results.count * choices.count <= most else { throw .tooMany }
            results = results.flatMap { head in choices.map { head + before + $0 } }
            rest = rest[rest.utf8.index(after: close)...]
        }
        if rest.utf8.contains(closing) { throw .braces }
        return results.map { $0 + rest }
    }
}
