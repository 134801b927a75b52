/// How a text is scanned, once for all lists.
///
/// A term begins where a word does. So each word of the text is hashed, and `WordIndex` says which terms are this word or
/// this and the next ones. Terms with a star at their end have no last letter to hash up to; they stand in a small tree of
/// their own that is tried at every word. Arabic writes small particles onto a word, so behind letters that may be
/// particles the same is tried again with the rest of the word, at most five times. Terms that begin with a star may begin
/// anywhere: there are few, and they are tried at every letter.
///
/// The time grows with the length of the text and of its longest terms, and hardly with the number of terms.
///
/// What is found stands in the squeezed text: `Matches` then looks whether letters stand as often as the term wants it, what
/// is written onto it, and where in the bytes it is.
extension Lexicon {
    /// Adds each pattern that stands in the text.
    func scan(_ text: borrowing ScannedText, into hits: inout [Hit]) {
        let cells = text.cells.span
        for number in 0..<text.words.count {
            let word = text.words.span[number]
            words.find(text, number, from: word.begin, word.hash, spellings, into: &hits)
            prefixes.find(cells, from: word.begin, into: &hits)
            if word.isMasked { masked.find(cells, word.begin, word.end, into: &hits) }
            if FoldCode.isArabic(cells[word.begin].code) ? hasArabicClitics : hasTypedClitics {
                findClitics(text, number, into: &hits)
            }
        }
        open.findAnywhere(cells, into: &hits)
    }

    /// Looks for what is left of a word behind each particle, and for what may go on.
    private func findClitics(_ text: borrowing ScannedText, _ number: Int, into hits: inout [Hit]) {
        let cells = text.cells.span
        let word = text.words.span[number]
        var index = word.begin
        var state = Affixes.Particles.begin
        var front: UInt64 = 0
        while true {
            if Affixes.Particles.areWhole(state) {
                cliticPrefixes.find(cells, from: index, into: &hits)
                if index > word.begin {
                    let rest = WordFilter.rest(of: word.hash, behind: front, letters: word.end - index)
                    clitics.find(text, number, from: index, rest, spellings, into: &hits)
                }
            }
            let code = cells[index].code
            state = particles.next(state, code)
            if state == 0 || index + 1 == word.end { return }
            front = WordFilter.step(front, code)
            index += 1
        }
    }
}
