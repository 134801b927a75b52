/// Words that were pulled apart.
extension FoldedText {
    /// Only the words that were pulled apart, put together: `f u c k`, `f.u.c.k`, `fu.ck`. Nil when there are none.
    init?(joined glyphs: borrowing Glyphs) {
        self.init(capacity: 32)
        let codes = glyphs.codes.span
        var index = 0
        while index < codes.count {
            guard FoldCode.isWord(codes[index]), index == 0 || !FoldCode.isWord(codes[index - 1]) else {
                index += 1
                continue
            }
            index = joinCluster(codes, from: index)
        }
        if cells.isEmpty { return nil }
    }

    private mutating func joinCluster(_ codes: Span<UInt8>, from begin: Int) -> Int {
        // Most words stand alone: they cost no more than finding their end.
        var wordEnd = begin
        while wordEnd < codes.count, FoldCode.isWord(codes[wordEnd]) { wordEnd += 1 }
        if wordEnd - begin > 1, wordEnd == codes.count || !Self.pullsApart(codes[wordEnd]) { return wordEnd }
        var pieces: [Range<Int>] = []
        var index = begin
        var spaced = true
        var tight = true
        var shortest = Int.max
        while index < codes.count, pieces.count < 64 {
            var end = index
            while end < codes.count, FoldCode.isWord(codes[end]) { end += 1 }
            let isSingle = end - index == 1
            if !pieces.isEmpty {
                let gap = index - (pieces.last?.upperBound ?? 0)
                let joins = gap == 1 && Self.pullsApart(codes[index - 1])
                if !(isSingle && spaced && gap <= 3), !(tight && joins) { break }
                spaced = spaced && isSingle && gap <= 3
                tight = tight && joins
            } else {
                spaced = isSingle
            }
            shortest = min(shortest, end - index)
            pieces.append(index..<end)
            index = end
            while index < codes.count, !FoldCode.isWord(codes[index]), index - end < 4 { index += 1 }
            if index - end > 3 { break }
        }
        guard let last = pieces.last else { return begin + 1 }
        if (spaced && pieces.count >= 3) || (tight && pieces.count >= 2 && shortest <= 2) {
            // Letters stand as far apart as the first two; a wider gap is one between words.
            let gap = pieces[1].lowerBound - pieces[0].upperBound
            var end = begin
            border(begin)
            for piece in pieces {
                if piece.lowerBound - end > gap { border(piece.lowerBound) }
                for glyph in piece { append(codes[glyph], glyph) }
                end = piece.upperBound
            }
            border(last.upperBound - 1)
        }
        return last.upperBound
    }

    private static func pullsApart(_ code: UInt8) -> Bool {
        guard code >= FoldCode.punctuation else { return false }
        switch code & 0x7F {
        case UInt8(ascii: "."), UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "|"),
            UInt8(ascii: "~"), UInt8(ascii: "+"), UInt8(ascii: "/"), UInt8(ascii: ","):
            return true
        default: return false
        }
    }
}
