/// What the shapes of words tell, gathered in one pass: words that follow themselves, lines and sentences that come again,
/// words that nobody can say.
struct WordShapes {
    /// The longest row of one word.
    private(set) var wordRow = 0
    /// How often the most frequent line stands in the text.
    private(set) var lineCount = 0
    /// How often the most frequent sentence of some length stands in the text.
    private(set) var sentenceCount = 0
    /// Words that fingers make, not tongues: a walk along the rows of a keyboard, letters no language puts together.
    private(set) var mashed: [Range<Int>] = []

    init(_ plain: borrowing ScannedText, _ glyphs: borrowing Glyphs) {
        readWords(plain, glyphs)
        if glyphs.lineEnds >= 2 || glyphs.hasSign(".") || glyphs.hasSign("!") { countLines(glyphs) }
    }

    private mutating func readWords(_ plain: borrowing ScannedText, _ glyphs: borrowing Glyphs) {
        let cells = plain.cells.span
        var previous: UInt64 = 0
        var row = 0
        for word in plain.words {
            let length = word.end - word.begin
            // Of two letters are exclamations, and what is typed for laughter.
            row = word.hash == previous && length >= 3 ? row + 1 : 1
            wordRow = max(wordRow, row)
            previous = word.hash
            if length >= Keyboard.fewestMashed, mashed.count < Rule.mostEvidence,
                Keyboard.shared.isMashed(cells, word.begin..<word.end), !Self.keyboards.contains(word.hash)
            {
                mashed.append(glyphs.bytes(Int(cells[word.begin].first), Int(cells[word.end - 1].last)))
            }
        }
    }

    /// Lines are counted as wholes; sentences too, when they have 16 letters.
    private mutating func countLines(_ glyphs: borrowing Glyphs) {
        let codes = glyphs.codes.span
        var lines = LineCounts()
        var sentences = LineCounts()
        for index in 0...codes.count {
            let code = index < codes.count ? codes[index] : FoldCode.lineEnd
            if FoldCode.isWord(code) {
                lines.add(code)
                sentences.add(code)
            } else if code == FoldCode.lineEnd {
                lines.end(least: 8)
                sentences.end(least: 16)
            } else if code == FoldCode.punctuation | UInt8(ascii: ".")
                || code == FoldCode.punctuation | UInt8(ascii: "!")
            {
                sentences.end(least: 16)
            }
        }
        lineCount = lines.most
        sentenceCount = sentences.most
    }

    /// How often each piece of a text was seen, by its hash.
    private struct LineCounts {
        private var counts: [UInt64: Int] = [:]
        private var hash = seed
        private var letters = 0
        private(set) var most = 0

        mutating func add(_ code: UInt8) {
            letters += 1
            hash = (hash ^ UInt64(code)) &* prime
        }

        mutating func end(least: Int) {
            if letters >= least {
                let count = counts[hash, default: 0] + 1
                counts[hash] = count
                most = max(most, count)
            }
            (hash, letters) = (seed, 0)
        }
    }

    /// The hashes of words that walk along a keyboard and mean it.
    private static let keyboards = ["qwerty", "azerty", "qwertz"].map { name in
        name.utf8.reduce(0) { WordFilter.step($0, FoldCode.a + $1 - 0x61) }
    }

    // FNV-1a with 64 bits.
    private static let seed: UInt64 = 0xCBF2_9CE4_8422_2325
    private static let prime: UInt64 = 0x100_0000_01B3
}
