/// What a term comes to: how it folds, which lists hold it, and where it stands in a text.
package struct TermExplanation: Sendable {
    /// A term of a list that has to do with the one asked for.
    package struct Holder: Sendable {
        package var file: String
        package var line: Int
        package var category: String
        package var term: String
        package var points: Double
        package var flags: [String]
        package var why: String
        package var exceptions: [String]
        /// It has the very spelling; else it is found in the text of the term.
        package var isSame: Bool
    }

    package var term: String
    /// Each way to spell it, folded, `*` where the word stays open; in the order of the braces.
    package var spellings: [String]
    /// The same as it is typed with Latin letters, when the term is in Arabic ones.
    package var arabizi: [String]
    package var holders: [Holder]
    /// UTF-8 byte ranges at which the term, taken as a list's, is found in the text that was given.
    package var found: [Range<Int>]

    /// Throws what is wrong with the term. `language` is that of the lists it would stand in.
    package init(_ text: String, in lists: [Wordlist], language: String, finding body: String?) throws(WordlistError) {
        let header = "language: \(language)\nlabel: abuse\ncategory: asked\npoints: 5\n"
        let alone = try Wordlist.parse(header + text, file: text)
        guard let term = alone.terms.first, alone.terms.count == 1 else {
            throw WordlistError(file: text, line: 0, what: "not one term")
        }
        self.term = text
        spellings = term.spellings.map(\.shown)
        arabizi = term.arabizi.map(\.shown)
        let own = WordlistProbe([alone])
        found = body.map { own.hits(in: $0, language: language).map(\.bytes) } ?? []
        let asked = Set(term.spellings)
        let probe = WordlistProbe(lists)
        var inside: Set<WordlistProbe.Place> = []
        for text in WordlistProbe.texts(of: term.text) {
            for hit in probe.hits(in: text, language: language) { inside.insert(hit.place) }
        }
        holders = lists.enumerated().flatMap { number, list in
            list.terms.enumerated().compactMap { index, term in
                let isSame = term.spellings.contains { asked.contains($0) }
                guard isSame || inside.contains(WordlistProbe.Place(list: number, term: index)) else { return nil }
                return Holder(
                    file: list.file, line: term.line, category: list.category, term: term.text, points: term.points,
                    flags: term.flags.words, why: term.why, exceptions: term.exceptions.map(\.text), isSame: isSame)
            }
        }
    }
}

extension TermSpelling {
    /// Folded, `*` where the word stays open.
    var shown: String {
        (isOpenBefore ? "*" : "") + FoldCode.shown(codes, runs: runs) + (isOpenBehind ? "*" : "")
    }
}
