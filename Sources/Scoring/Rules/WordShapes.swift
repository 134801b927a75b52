/// What the shapes of words tell, gathered in one pass: words that follow themselves, lines that come again, words that
/// nobody can say.
struct WordShapes {
    /// The longest row of one word.
    private(set) var wordRow = 0
    /// How often the most frequent line stands in the text.
    private(set) var lineCount = 0
    /// Many Latin letters and hardly a vowel.
    private(set) var unspeakable: [Range<Int>] = []

    init(_ plain: borrowing FoldedText, _ glyphs: borrowing Glyphs) {
        readWords(plain, glyphs)
        if glyphs.lineEnds >= 2 { countLines(glyphs) }
    }

    private mutating func readWords(_ plain: borrowing FoldedText, _ glyphs: borrowing Glyphs) {
        let cells = plain.cells.span
        var previous: UInt64 = 0
        var row = 0
        var hash = Self.seed
        var consonants = 0
        var mostConsonants = 0
        var begin = 0
        var isLatin = true
        for index in 0..<cells.count {
            let code = cells[index].code
            if code != FoldCode.space {
                hash = (hash ^ UInt64(code)) &* Self.prime
                isLatin = isLatin && FoldCode.isLatin(code)
                consonants = Self.isVowel(code) ? 0 : consonants + 1
                mostConsonants = max(mostConsonants, consonants)
                continue
            }
            if begin < index {
                row = hash == previous ? row + 1 : 1
                wordRow = max(wordRow, row)
                previous = hash
                if isLatin, mostConsonants >= 7, unspeakable.count < Rule.mostEvidence {
                    unspeakable.append(glyphs.bytes(Int(cells[begin].first), Int(cells[index - 1].last)))
                }
            }
            (hash, consonants, mostConsonants, isLatin, begin) = (Self.seed, 0, 0, true, index + 1)
        }
    }

    private mutating func countLines(_ glyphs: borrowing Glyphs) {
        let codes = glyphs.codes.span
        var counts: [UInt64: Int] = [:]
        var hash = Self.seed
        var letters = 0
        for index in 0...codes.count {
            let code = index < codes.count ? codes[index] : FoldCode.lineEnd
            if code == FoldCode.lineEnd {
                if letters >= 8 {
                    counts[hash, default: 0] += 1
                    lineCount = max(lineCount, counts[hash, default: 0])
                }
                (hash, letters) = (Self.seed, 0)
            } else if FoldCode.isWord(code) {
                letters += 1
                hash = (hash ^ UInt64(code)) &* Self.prime
            }
        }
    }

    @inline(__always)
    private static func isVowel(_ code: UInt8) -> Bool {
        // a, e, i, o, u, y as bits of the alphabet.
        FoldCode.isLatin(code) && (1 << UInt32(code - FoldCode.a)) & 0b1_0001_0000_0100_0001_0001_0001 != 0
    }

    // FNV-1a with 64 bits.
    private static let seed: UInt64 = 0xCBF2_9CE4_8422_2325
    private static let prime: UInt64 = 0x100_0000_01B3
}
