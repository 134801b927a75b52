/// Words that were pulled apart: `f u c k`, `f.u.c.k`, `f🍆u🍆c🍆k`, `fu.ck`, `s h 1 t`.
extension FoldedText {
    /// Only those words, put together. Nil when there are none.
    init?(joined glyphs: borrowing Glyphs) {
        self.init(capacity: 0)
        let codes = glyphs.codes.span
        guard Self.mayBeJoined(glyphs.shortWords, codes) else { return nil }
        let table = Self.leetLetters
        let letters = table.span
        var index = 0
        while index < codes.count {
            let begin = index
            while index < codes.count, FoldCode.isWord(codes[index]) { index += 1 }
            if index == begin {
                // A sign may be a piece too.
                let isSign = codes[index] >= FoldCode.punctuation && letters[Int(codes[index])] != FoldCode.dropped
                if !isSign || Self.pieceEnd(codes, index) == index {
                    index += 1
                    continue
                }
            } else if index - begin > 1, index == codes.count || !Self.pullsApart(codes[index]) {
                // Most words stand alone: they cost no more than finding their end.
                continue
            }
            index = joinCluster(codes, from: begin)
        }
        if cells.isEmpty { return nil }
    }

    /// Whether a short word could be a piece of a longer one. Every cluster has two of them side by side, or one that a
    /// sign holds to its neighbour.
    private static func mayBeJoined(_ words: [Range<Int>], _ codes: Span<UInt8>) -> Bool {
        var previous = -4
        for word in words {
            if word.lowerBound > 1, pullsApart(codes[word.lowerBound - 1]) { return true }
            if word.upperBound + 1 < codes.count, pullsApart(codes[word.upperBound]) { return true }
            guard word.count == 1 else { continue }
            if word.lowerBound - previous <= 3 { return true }
            previous = word.upperBound
            for place in max(0, word.lowerBound - 3)..<min(codes.count, word.upperBound + 3)
            where codes[place] >= FoldCode.punctuation && leetLetters[Int(codes[place])] != FoldCode.dropped {
                return true
            }
        }
        return false
    }

    private mutating func joinCluster(_ codes: Span<UInt8>, from begin: Int) -> Int {
        var pieces: [Range<Int>] = []
        var index = begin
        var spaced = true
        var tight = true
        var shortest = Int.max
        while index < codes.count, pieces.count < 64 {
            let end = Self.pieceEnd(codes, index)
            guard end > index else { break }
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
            while index < codes.count, index - end < 4, Self.pieceEnd(codes, index) == index { index += 1 }
            if index - end > 3 { break }
        }
        guard let last = pieces.last else { return begin + 1 }
        // `he/she` and `as-is` are spelling.
        let isSpelling = pieces.count == 2 && shortest == 2 && Self.joinsWords(codes[pieces[0].upperBound])
        if (spaced && pieces.count >= 3) || (tight && pieces.count >= 2 && shortest <= 2 && !isSpelling) {
            read(codes, pieces[...])
            if spaced, pieces.count >= 4, Self.beginsWithWord(codes, pieces) { read(codes, pieces.dropFirst()) }
        }
        return last.upperBound
    }

    /// The pieces as one word, once as they stand and once with their signs read as letters.
    private mutating func read(_ codes: Span<UInt8>, _ pieces: ArraySlice<Range<Int>>) {
        put(codes, pieces, readingSigns: false)
        let hasSigns = pieces.contains { piece in piece.contains { !FoldCode.isLetter(codes[$0]) } }
        if hasSigns { put(codes, pieces, readingSigns: true) }
    }

    /// Whether the first letter is most likely a word of its own before the one that was pulled apart: `a w.o.r.d`, where
    /// signs stand between the others, and the article in `a w o r d`. Of other letters too much is spelled: `U N I Q U E`.
    private static func beginsWithWord(_ codes: Span<UInt8>, _ pieces: [Range<Int>]) -> Bool {
        func isBlank(_ gap: Int) -> Bool {
            !(pieces[gap].upperBound..<pieces[gap + 1].lowerBound).contains { pullsApart(codes[$0]) }
        }
        if isBlank(0), !isBlank(1) { return true }
        return codes[pieces[0].lowerBound] == FoldCode.a
    }

    /// Letters stand as far apart as the first two; a wider gap is one between words.
    private mutating func put(_ codes: Span<UInt8>, _ pieces: ArraySlice<Range<Int>>, readingSigns: Bool) {
        let first = pieces.startIndex
        let gap = pieces[first + 1].lowerBound - pieces[first].upperBound
        var end = pieces[first].lowerBound
        barrier(end)
        border(end)
        for piece in pieces {
            if piece.lowerBound - end > gap { border(piece.lowerBound) }
            for glyph in piece {
                let letter = readingSigns ? Self.leetLetters[Int(codes[glyph])] : FoldCode.dropped
                let isWord = FoldCode.isWord(codes[glyph])
                append(letter != FoldCode.dropped ? letter : isWord ? codes[glyph] : FoldCode.hidden, glyph)
            }
            end = piece.upperBound
        }
        border(end - 1)
    }

    /// Where the word that begins at `index` ends: letters and digits, or one sign that is drawn like a letter and has no
    /// word beside it.
    private static func pieceEnd(_ codes: Span<UInt8>, _ index: Int) -> Int {
        var end = index
        while end < codes.count, FoldCode.isWord(codes[end]) { end += 1 }
        if end > index || leetLetters[Int(codes[index])] == FoldCode.dropped || pullsApart(codes[index]) { return end }
        let isAlone =
            (index == 0 || !FoldCode.isWord(codes[index - 1]))
            && (index + 1 == codes.count || !FoldCode.isWord(codes[index + 1]))
        return isAlone ? index + 1 : index
    }

    private static func joinsWords(_ code: UInt8) -> Bool {
        switch code & 0x7F {
        case UInt8(ascii: "-"), UInt8(ascii: "/"), UInt8(ascii: ","): true
        default: false
        }
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
