/// Words cut in two or three by spaces: `fu ck`, `f uck`, `fu c k`.
///
/// Nearly every pair of words is innocent, so a cut is only looked at where one of the pieces is no word of its own: one
/// or two Latin letters without a vowel. Such a piece is put together with the word before it, with the one behind it, and
/// with both; only strong terms count here (`Matches.leastOfSplit`).
extension FoldedText {
    /// Nil when there is no such piece.
    init?(split glyphs: borrowing Glyphs) {
        self.init(capacity: 0)
        let codes = glyphs.codes.span
        // Neighbours of one or two letters, and whether one of them is no word.
        var chain: [Range<Int>] = []
        var isSuspect = false
        for (number, word) in glyphs.shortWords.enumerated() {
            let isNoWord = Self.isNoWord(codes, word)
            if isNoWord {
                put(codes, Self.wordBefore(codes, word.lowerBound), word, Self.wordBehind(codes, word.upperBound))
            }
            chain.append(word)
            isSuspect = isSuspect || isNoWord
            let next = number + 1 < glyphs.shortWords.count ? glyphs.shortWords[number + 1] : nil
            let isNeighbour =
                next?.lowerBound == word.upperBound + 1 && codes[word.upperBound] == FoldCode.space
            if isNeighbour, chain.count < Self.mostChain { continue }
            if isSuspect, let behind = Self.wordBehind(codes, word.upperBound, mostLetters: .max) {
                chain.append(behind)
            }
            if isSuspect, chain.count > 2 { put(codes, chain) }
            chain.removeAll(keepingCapacity: true)
            isSuspect = false
        }
        if cells.isEmpty { return nil }
    }

    private mutating func put(_ codes: Span<UInt8>, _ before: Range<Int>?, _ piece: Range<Int>, _ behind: Range<Int>?) {
        let before = before.flatMap { codes[$0.upperBound] == FoldCode.space ? $0 : nil }
        // The s of `John's` is no piece.
        guard before != nil || piece.lowerBound == 0 || codes[piece.lowerBound - 1] < FoldCode.punctuation else {
            return
        }
        if let before { put(codes, [before, piece]) }
        guard let behind else { return }
        put(codes, [piece, behind])
        if let before { put(codes, [before, piece, behind]) }
    }

    private mutating func put(_ codes: Span<UInt8>, _ pieces: [Range<Int>]) {
        barrier(pieces[0].lowerBound)
        border(pieces[0].lowerBound)
        for piece in pieces {
            for glyph in piece { append(codes[glyph], glyph) }
        }
        border(pieces[pieces.count - 1].upperBound - 1)
    }

    private static func wordBehind(_ codes: Span<UInt8>, _ end: Int, mostLetters: Int = mostPiece) -> Range<Int>? {
        guard end + 1 < codes.count, codes[end] == FoldCode.space, FoldCode.isWord(codes[end + 1]) else { return nil }
        var index = end + 1
        while index < codes.count, FoldCode.isWord(codes[index]) { index += 1 }
        return index - end - 1 <= mostLetters ? end + 1..<index : nil
    }

    /// The word that ends one glyph before `begin`; nil when there is none, or it is longer than a piece.
    private static func wordBefore(_ codes: Span<UInt8>, _ begin: Int) -> Range<Int>? {
        var index = begin - 1
        while index > 0, begin - index <= mostPiece + 1, FoldCode.isWord(codes[index - 1]) { index -= 1 }
        return index < begin - 1 && begin - 1 - index <= mostPiece ? index..<begin - 1 : nil
    }

    private static func isNoWord(_ codes: Span<UInt8>, _ word: Range<Int>) -> Bool {
        for index in word where !FoldCode.isLatin(codes[index]) || FoldCode.isVowel(codes[index]) { return false }
        return true
    }

    /// In letters, and in pieces.
    private static let mostPiece = 8
    private static let mostChain = 8
}
