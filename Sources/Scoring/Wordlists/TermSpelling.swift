/// One way to spell a term, folded: what the automaton looks for.
struct TermSpelling: Hashable, Sendable {
    /// Squeezed codes, one border between words, none at the ends.
    var codes: [UInt8]
    /// How often each code stands in a row.
    var runs: [UInt8]
    /// The word may go on before or behind: written with `*`.
    var isOpenBefore = false
    var isOpenBehind = false

    enum Problem: Error, CustomStringConvertible {
        case empty, braces, tooMany, star, tooLong, unknownLetter

        var description: String {
            switch self {
            case .empty: "nothing is left of the term when it is folded"
            case .braces: "braces must come in pairs and not inside each other"
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
        var seen = Set<TermSpelling>()
        var result = TermSpellings()
        let texts = try expandBraces(text)
        for plain in texts {
            let spelling = try TermSpelling(plain)
            if texts.count == 1 || seen.insert(spelling).inserted { result.append(spelling) }
        }
        return result
    }

    private init(_ text: String) throws(Problem) {
        var inner = text[...]
        if inner.first == "*" {
            isOpenBefore = true
            inner = inner.dropFirst()
        }
        if inner.last == "*" {
            isOpenBehind = true
            inner = inner.dropLast()
        }
        if inner.contains("*") { throw .star }
        let owned = String(inner)
        let glyphs = Glyphs(owned.utf8Span.span)
        let folded = FoldedText(plain: glyphs)
        codes = folded.cells.map(\.code)
        runs = folded.cells.map(\.run)
        while codes.last == FoldCode.space { codes.removeLast() }
        runs.removeLast(runs.count - codes.count)
        while codes.first == FoldCode.space {
            codes.removeFirst()
            runs.removeFirst()
        }
        if codes.isEmpty { throw .empty }
        if codes.count > 80 { throw .tooLong }
        if codes.contains(FoldCode.otherLetter) { throw .unknownLetter }
    }

    init(codes: [UInt8], runs: [UInt8], isOpenBefore: Bool = false, isOpenBehind: Bool = false) {
        self.codes = codes
        self.runs = runs
        self.isOpenBefore = isOpenBefore
        self.isOpenBehind = isOpenBehind
    }

    /// The ways this word is written with letters hidden: each vowel alone, and all between the first and the last letter;
    /// with `anyLetter` each inner letter alone, and the middle of a root with its ending left (`f***ing`).
    func hiddenSpellings(anyLetter: Bool) -> [TermSpelling] {
        guard !isOpenBefore, !isOpenBehind, codes.allSatisfy(FoldCode.isLatin), codes.count >= 4 else { return [] }
        let letters = zip(codes, runs).flatMap { code, run in Array(repeating: code, count: Int(run)) }
        var result = Set<TermSpelling>()
        let vowels = Set("aeiouy".unicodeScalars.map(FoldCode.latin))
        func hide(_ range: Range<Int>) {
            var codes: [UInt8] = []
            var runs: [UInt8] = []
            for (index, letter) in letters.enumerated() {
                let code = range.contains(index) ? FoldCode.hidden : letter
                if codes.last == code {
                    runs[runs.count - 1] += 1
                } else {
                    codes.append(code)
                    runs.append(1)
                }
            }
            result.insert(TermSpelling(codes: codes, runs: runs))
        }
        if anyLetter {
            for index in 1..<letters.count - 1 where !vowels.contains(letters[index]) { hide(index..<index + 1) }
            if letters.count >= 6 { hide(1..<4) }
        }
        for index in 1..<letters.count - 1 where vowels.contains(letters[index]) {
            hide(index..<index + 1)
            if index + 2 < letters.count { hide(index..<index + 2) }
        }
        for first in 1...2 where first + 1 < letters.count - 1 { hide(first..<letters.count - 1) }
        return result.sorted { $0.codes.lexicographicallyPrecedes($1.codes) }
    }

    static func expandBraces(_ text: String) throws(Problem) -> [String] {
        var results = [""]
        var rest = text[...]
        while let open = rest.firstIndex(of: "{") {
            let before = rest[..<open]
            guard let close = rest[open...].firstIndex(of: "}"), !before.contains("}") else { throw .braces }
            let inside = rest[rest.index(after: open)..<close]
            if inside.contains("{") { throw .braces }
            let choices = inside.split(separator: ",", omittingEmptySubsequences: false)
            guard results.count * choices.count <= most else { throw .tooMany }
            results = results.flatMap { head in choices.map { head + before + $0 } }
            rest = rest[rest.index(after: close)...]
        }
        if rest.contains("}") { throw .braces }
        return results.map { $0 + rest }
    }
}
