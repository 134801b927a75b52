/// Signs and digits read as letters.
extension FoldedText {
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
