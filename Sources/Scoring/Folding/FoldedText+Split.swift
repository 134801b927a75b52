/// Words cut in two or three by spaces: `fu ck`, `f uck`, `fu c k`.
///
/// Nearly every pair of words is innocent, so a cut is only looked at where one of the pieces is no word of its own: one
/// or two Latin letters without a vowel. Such a piece is put together with the word before it, with the one behind it, and
/// with both; only strong terms count here (`Matches.leastOfSplit`).
extension FoldedText {
    /// Nil when there is no such piece.
    init?(split glyphs: borrowing Glyphs) {
        self.init(capacity: 16)
        let codes = glyphs.codes.span
        var previous = 0..<0
        // Neighbours of one or two letters, and whether one of them is no word.
        var chain: [Range<Int>] = []
        var isSuspect = false
        var index = 0
        while index < codes.count {
            guard FoldCode.isWord(codes[index]) else {
                index += 1
                continue
            }
            let begin = index
            while index < codes.count, FoldCode.isWord(codes[index]) { index += 1 }
            let isNoWord = index - begin <= 2 && Self.isNoWord(codes, begin..<index)
            if isNoWord { put(codes, previous, begin..<index, Self.wordBehind(codes, index)) }
            let isNeighbour = begin > 0 && previous.upperBound + 1 == begin && codes[begin - 1] == FoldCode.space
            if !isNeighbour || index - begin > 2 || chain.count == Self.mostChain {
                if isNeighbour { chain.append(begin..<index) }
                if isSuspect, chain.count > 2 { put(codes, chain) }
                chain = []
                isSuspect = false
            }
            if index - begin <= 2 {
                chain.append(begin..<index)
                isSuspect = isSuspect || isNoWord
            }
            previous = begin..<index
        }
        if isSuspect, chain.count > 2 { put(codes, chain) }
        if cells.isEmpty { return nil }
    }

    private mutating func put(_ codes: Span<UInt8>, _ before: Range<Int>, _ piece: Range<Int>, _ behind: Range<Int>?) {
        let hasBefore =
            !before.isEmpty && before.count <= Self.mostPiece && before.upperBound + 1 == piece.lowerBound
            && codes[before.upperBound] == FoldCode.space
        // The s of `John's` is no piece.
        guard hasBefore || piece.lowerBound == 0 || codes[piece.lowerBound - 1] < FoldCode.punctuation else { return }
        if hasBefore { put(codes, [before, piece]) }
        guard let behind else { return }
        put(codes, [piece, behind])
        if hasBefore { put(codes, [before, piece, behind]) }
    }

    private mutating func put(_ codes: Span<UInt8>, _ pieces: [Range<Int>]) {
        barrier(pieces[0].lowerBound)
        border(pieces[0].lowerBound)
        for piece in pieces {
            for glyph in piece { append(codes[glyph], glyph) }
        }
        border(pieces[pieces.count - 1].upperBound - 1)
    }

    private static func wordBehind(_ codes: Span<UInt8>, _ end: Int) -> Range<Int>? {
        guard end + 1 < codes.count, codes[end] == FoldCode.space, FoldCode.isWord(codes[end + 1]) else { return nil }
        var index = end + 1
        while index < codes.count, FoldCode.isWord(codes[index]) { index += 1 }
        return index - end <= mostPiece + 1 ? end + 1..<index : nil
    }

    private static func isNoWord(_ codes: Span<UInt8>, _ word: Range<Int>) -> Bool {
        for index in word where !FoldCode.isLatin(codes[index]) || isVowel(codes[index]) { return false }
        return true
    }

    @inline(__always)
    private static func isVowel(_ code: UInt8) -> Bool {
        // a, e, i, o, u, y as bits of the alphabet.
        (1 << UInt32(code - FoldCode.a)) & 0b1_0001_0000_0100_0001_0001_0001 != 0
    }

    /// In letters, and in pieces.
    private static let mostPiece = 8
    private static let mostChain = 8
}
