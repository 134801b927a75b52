/// How a text is scanned, once for all lists.
///
/// A term begins where a word does. So each word of the text is hashed, and a filter of a few bits a term says for most of
/// them that no term is this word and no phrase begins with it and the next: the word is passed over, and the tree of terms
/// is never touched. Only words that pass are compared with it. Terms with a star at their end have no last letter to hash up to; they stand in a small tree of
/// their own that is tried at every word. Arabic writes small particles onto a word, so behind letters that may be particles
/// the same is tried again with the rest of the word, at most five times. Terms that begin with a star may begin anywhere:
/// there are few, and an automaton of their own reads every code.
///
/// A walk down a tree ends at the latest where its longest term does, so the time grows with the length of the text and of
/// terms, and hardly with their number.
///
/// What is found stands in the squeezed text: `Matches` then looks whether letters stand as often as the term wants it, what
/// is written onto it, and where in the bytes it is.
extension Lexicon {
    /// Adds each pattern that stands in the text.
    func scan(_ cells: Span<Cell>, into hits: inout [Hit]) {
        let hasClitics = !clitics.isEmpty || !typedClitics.isEmpty
        let particles = hasClitics ? Affixes.particleLetters : []
        let powers = hasClitics ? WordFilter.powers : []
        // A word is looked for when the next is known.
        var word = Word(begin: 0, end: 0)
        var index = 0
        while true {
            while index < cells.count, cells[index].code == FoldCode.space { index += 1 }
            var next = Word(begin: index, end: index)
            while index < cells.count, cells[index].code != FoldCode.space {
                next.hash = WordFilter.step(next.hash, cells[index].code)
                next.isMasked = next.isMasked || cells[index].code == FoldCode.hidden
                index += 1
            }
            next.end = index
            if word.begin < word.end {
                words.find(cells, word.begin, word.hash, next: next.hash, into: &hits)
                if word.isMasked { masked.find(cells, word.begin, word.hash, next: next.hash, into: &hits) }
                if hasClitics { findClitics(cells, word, next: next.hash, particles, powers, into: &hits) }
            }
            if next.begin == next.end { break }
            word = next
        }
        if !open.isEmpty { open.scan(cells, into: &hits) }
    }

    private struct Word {
        /// Its cells.
        var begin: Int
        var end: Int
        var hash: UInt64 = 0
        /// One of its letters is hidden.
        var isMasked = false
    }

    /// Looks for the word itself, and for what is left of it behind each letter that may be a particle.
    @inline(__always)
    private func findClitics(
        _ cells: Span<Cell>, _ word: Word, next: UInt64, _ particles: [Bool], _ powers: [UInt64],
        into hits: inout [Hit]
    ) {
        var index = word.begin
        var front: UInt64 = 0
        while true {
            let rest = word.end - index
            let restHash = rest < powers.count ? word.hash &- front &* powers[rest] : 0
            let code = cells[index].code & 127
            if FoldCode.isArabic(code) {
                clitics.find(cells, index, restHash, next: next, into: &hits)
            } else {
                typedClitics.find(cells, index, restHash, next: next, into: &hits)
            }
            guard rest > 1, index - word.begin < Affixes.mostParticles, particles[Int(code)] else { return }
            front = WordFilter.step(front, code)
            index += 1
        }
    }
}
