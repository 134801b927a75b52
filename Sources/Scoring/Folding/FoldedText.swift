/// One character of a folded text: equal neighbours stand in one cell, so that stretched words are found by one scan.
struct Cell {
    var code: UInt8
    /// How many equal characters stand here, at most 255.
    var run: UInt8
    /// The glyphs they are.
    var first: UInt32
    var last: UInt32
}

/// A text as the automaton reads it: it begins and ends with a border, and one border stands between words.
struct FoldedText {
    private(set) var cells: [Cell] = []

    private init(capacity: Int) {
        cells.reserveCapacity(capacity + 2)
    }

    /// Letters as they are written; a star between letters is a hidden letter.
    init(plain glyphs: borrowing Glyphs) {
        self.init(capacity: glyphs.codes.count)
        let codes = glyphs.codes.span
        border(0)
        for index in 0..<codes.count {
            let code = codes[index]
            if code < FoldCode.punctuation {
                append(code == FoldCode.lineEnd ? FoldCode.space : code, index)
            } else {
                append(Self.hides(codes, index) ? FoldCode.hidden : FoldCode.space, index)
            }
        }
        border(codes.count - 1)
    }

    /// Digits and signs read as the letters they are drawn like. Nil when the text has none inside a word.
    init?(leet glyphs: borrowing Glyphs, one: Unicode.Scalar = "i") {
        guard glyphs.hasLeet else { return nil }
        self.init(capacity: glyphs.codes.count)
        let codes = glyphs.codes.span
        var inWord = false
        border(0)
        for index in 0..<codes.count {
            let code = codes[index]
            let letter = Self.leetLetters[Int(code)]
            guard letter != FoldCode.dropped else {
                append(FoldCode.isWord(code) ? code : FoldCode.space, index)
                continue
            }
            let touches = Self.isInWord(codes, index - 1) || Self.isInWord(codes, index + 1)
            // A sign at the end of a word is a sign: only what goes on after it makes it a letter.
            let stands = FoldCode.isDigit(code) || (index + 1 < codes.count && Self.isInWord(codes, index + 1))
            if touches, stands {
                inWord = true
                append(code == FoldCode.zero + 1 ? FoldCode.latin(one) : letter, index)
            } else {
                append(FoldCode.isDigit(code) ? code : FoldCode.space, index)
            }
        }
        border(codes.count - 1)
        if !inWord { return nil }
    }

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

    private mutating func border(_ glyph: Int) {
        let glyph = UInt32(max(0, glyph))
        if cells.last?.code == FoldCode.space { return }
        cells.append(Cell(code: FoldCode.space, run: 1, first: glyph, last: glyph))
    }

    @inline(__always)
    private mutating func append(_ code: UInt8, _ glyph: Int) {
        let last = cells.count - 1
        if last >= 0, cells[last].code == code, code != FoldCode.otherLetter {
            cells[last].last = UInt32(truncatingIfNeeded: glyph)
            if cells[last].run < 255 { cells[last].run += 1 }
        } else {
            let glyph = UInt32(truncatingIfNeeded: glyph)
            cells.append(Cell(code: code, run: 1, first: glyph, last: glyph))
        }
    }

    /// A star, hash, percent or ampersand that stands for a letter: inside a word, in a row of at most five.
    private static func hides(_ codes: Span<UInt8>, _ index: Int) -> Bool {
        guard isHiding(codes[index]) else { return false }
        var before = index
        while before >= 0, index - before < 6, isHiding(codes[before]) { before -= 1 }
        guard before >= 0, FoldCode.isWord(codes[before]) else { return false }
        var after = index
        while after < codes.count, after - index < 6, isHiding(codes[after]) { after += 1 }
        return after < codes.count && FoldCode.isWord(codes[after])
    }

    private static func isHiding(_ code: UInt8) -> Bool {
        switch code & 0x7F {
        case UInt8(ascii: "*"), UInt8(ascii: "#"), UInt8(ascii: "%"), UInt8(ascii: "&"): code >= FoldCode.punctuation
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

    @inline(__always)
    private static func isInWord(_ codes: Span<UInt8>, _ index: Int) -> Bool {
        guard index >= 0, index < codes.count else { return false }
        return FoldCode.isWord(codes[index]) || leetLetters[Int(codes[index])] != FoldCode.dropped
    }

    /// What a digit or sign is drawn like; 0 for all others.
    static let leetLetters: [UInt8] = {
        var table = [UInt8](repeating: FoldCode.dropped, count: 256)
        let digits: [(UInt8, Unicode.Scalar)] = [
            (0, "o"), (1, "i"), (2, "z"), (3, "e"), (4, "a"), (5, "s"), (6, "g"), (7, "t"), (8, "b"), (9, "g"),
        ]
        for (digit, letter) in digits { table[Int(FoldCode.zero + digit)] = FoldCode.latin(letter) }
        let signs: [(Unicode.Scalar, Unicode.Scalar)] = [("@", "a"), ("!", "i"), ("|", "i"), ("$", "s"), ("+", "t")]
        for (sign, letter) in signs {
            table[Int(FoldCode.punctuation | UInt8(ascii: sign))] = FoldCode.latin(letter)
        }
        // The currency signs, see `FoldTable.signs`.
        for letter in "elcy".unicodeScalars {
            table[Int(FoldCode.punctuation | UInt8(ascii: letter))] = FoldCode.latin(letter)
        }
        return table
    }()
}
