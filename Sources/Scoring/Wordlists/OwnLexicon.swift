package import Moderation

/// A site's own terms, compiled as the lists are, and what they found.
package struct OwnLexicon: Sendable {
    let lexicon: Lexicon

    package init(_ terms: [OwnTerm]) {
        var lists: [Wordlist] = []
        for category in OwnTerm.Category.allCases {
            let own = terms.filter { $0.category == category }
            if own.isEmpty { continue }
            // Each was checked when it was added; what a later version would refuse is left out, not the rest with it.
            if let list = WordlistReading(Self.text(category, own), file: "own terms").list { lists.append(list) }
        }
        lexicon = Lexicon(lists)
    }

    /// Why a text cannot be a term, in English; nil when it can.
    package static func problem(_ text: String) -> String? {
        guard text.utf8.count <= OwnTerm.textLimitBytes else { return "more than \(OwnTerm.textLimitBytes) bytes" }
        guard !text.utf8.contains(where: { $0 < 0x20 }) else { return "a control character is in it" }
        guard let first = text.utf8.first, first != 0x20, first != UInt8(ascii: "#") else {
            return "it begins with a space or #"
        }
        do {
            let term = OwnTerm(
                id: TermID(stored: ""), text: text, category: .insult, points: 1, by: .policy,
                at: Instant(milliseconds: 0))
            let list = try Wordlist.parse(Self.text(.insult, [term]), file: "own terms")
            // `points: 7` is a header of a list.
            return list.terms.count == 1 ? nil : "it is a line of a list's head"
        } catch {
            return error.what
        }
    }

    private static func text(_ category: OwnTerm.Category, _ terms: [OwnTerm]) -> String {
        let lines = terms.map { term in
            "\(term.text)\t\(term.points)\t\(isArabic(term.text) ? "arabizi" : "")\n"
        }
        return "language: und\ncategory: \(category.rawValue)\nlabel: \(category.label.rawValue)\n" + lines.joined()
    }

    private static func isArabic(_ text: String) -> Bool {
        text.unicodeScalars.contains { (0x0620...0x064A).contains($0.value) }
    }

    /// Where the terms stand in a body, as UTF-8 bytes.
    package func places(in body: String) -> [Range<Int>] {
        let glyphs = Glyphs(Array(body.utf8).span)
        return matches(glyphs, ScannedText(FoldedText(plain: glyphs))).map(\.bytes)
    }

    func matches(_ glyphs: borrowing Glyphs, _ plain: borrowing ScannedText) -> [Match] {
        var matches = Matches()
        matches.scanBody(glyphs, plain, lexicon)
        matches.applyExcuses()
        return matches.found
    }
}
