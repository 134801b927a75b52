/// The words and runs of letters of a folded text as places in a table: what a linear model reads, and what learns.
///
/// A word is letters and digits without a break; equal neighbours beyond two count as two, so that stretched words are one.
/// A word gives its whole, itself with the word before it, and its runs of `runs` letters, of which its borders are two. Runs
/// are hashed: those that share a place share its weight. Numbers are one word for each count of digits. Links, names
/// behind an @ and what `passedOver` names give nothing and break the row of words. What a text repeats counts once.
struct ModelText {
    /// Of the table: 2^18 places.
    static let bits = 18
    static let places = 1 << bits
    /// Letters of a run.
    static let runs = 3...6
    /// Glyphs of a text that are read, and letters of a word.
    static let mostGlyphs = 8_192
    static let longestWord = 40

    private static let border: UInt8 = 1

    /// Calls `take` with each place, once, and the glyphs that gave it first, in the order of the text. `passedOver` are
    /// bytes of the text, in order.
    @inline(__always)
    static func forEach(
        in glyphs: borrowing Glyphs, passingOver passedOver: [Range<Int>],
        _ take: (_ place: Int, _ first: Int, _ last: Int) -> Void
    ) {
        let codes = glyphs.codes.span
        let offsets = glyphs.offsets.span
        let end = min(codes.count, mostGlyphs)
        var word = WordSymbols()
        var seen = SeenPlaces(glyphs: end)
        var before: UInt64 = 0
        var next = 0
        var index = 0
        while index < end {
            let code = codes[index]
            guard FoldCode.isWord(code) else {
                if code == FoldCode.lineEnd { before = 0 }
                index += 1
                continue
            }
            let begin = Int(offsets[index])
            while next < passedOver.count, passedOver[next].upperBound <= begin { next += 1 }
            if next < passedOver.count, passedOver[next].lowerBound <= begin {
                while index < end, Int(offsets[index]) < passedOver[next].upperBound { index += 1 }
                before = 0
                continue
            }
            if index > 0, codes[index - 1] == at {
                while index < end, FoldCode.isWord(codes[index]) || codes[index] == underscore { index += 1 }
                before = 0
                continue
            }
            let limit = next < passedOver.count ? passedOver[next].lowerBound : Int.max
            word.read(codes, offsets, &index, end: end, limit: limit)
            word.forEachRun { place, first, last in
                if seen.insert(place) { take(place, first, last) }
            }
            let whole = place(word.hash, kind: 1)
            if seen.insert(whole) { take(whole, word.first, word.last) }
            if before != 0 {
                let both = place(before &* 0x9E37_79B9_7F4A_7C15 &+ word.hash, kind: 2)
                if seen.insert(both) { take(both, word.first, word.last) }
            }
            before = word.hash
        }
    }

    @inline(__always)
    static func place(_ run: UInt64, kind: UInt64) -> Int {
        var mixed = (run ^ (kind << 56)) &* 0x9E37_79B9_7F4A_7C15
        mixed ^= mixed >> 32
        return Int(truncatingIfNeeded: (mixed &* 0xD6E8_FEB8_6659_FD93) >> UInt64(64 - bits))
    }

    private static let at = FoldCode.punctuation | UInt8(ascii: "@")
    private static let underscore = FoldCode.punctuation | UInt8(ascii: "_")
}

/// Which places a text has given already.
struct SeenPlaces {
    /// Behind each place that was seen; 0 where a slot is free.
    private var slots: [UInt32]
    private let mask: Int

    /// For a text of so many glyphs: each ends at most four runs, a word and a pair.
    init(glyphs: Int) {
        var count = 64
        while count < glyphs * 8 { count *= 2 }
        slots = Array(repeating: 0, count: count)
        mask = count - 1
    }

    /// Whether it is new.
    @inline(__always)
    mutating func insert(_ place: Int) -> Bool {
        var slot = place & mask
        let wanted = UInt32(truncatingIfNeeded: place + 1)
        while slots[slot] != wanted {
            if slots[slot] == 0 {
                slots[slot] = wanted
                return true
            }
            slot = (slot + 1) & mask
        }
        return false
    }
}

/// One word's symbols between its borders, with the glyph each was drawn by.
struct WordSymbols {
    private var symbols = [UInt8](repeating: 1, count: ModelText.longestWord + 2)
    private var glyphs = [UInt32](repeating: 0, count: ModelText.longestWord + 2)
    private var count = 0
    private(set) var hash: UInt64 = 0
    private(set) var first = 0
    private(set) var last = 0

    /// Reads the word at `index` and moves behind it.
    @inline(__always)
    mutating func read(_ codes: Span<UInt8>, _ offsets: Span<UInt32>, _ index: inout Int, end: Int, limit: Int) {
        first = index
        count = 1
        var isNumber = true
        var run = 0
        var previous: UInt8 = 0
        while index < end, Int(offsets[index]) < limit {
            var code = codes[index]
            if code == Self.star {
                code = FoldCode.hidden
            } else if !FoldCode.isWord(code) {
                break
            }
            run = code == previous ? run + 1 : 1
            previous = code
            if run <= 2 || code == FoldCode.otherLetter, count <= ModelText.longestWord {
                isNumber = isNumber && FoldCode.isDigit(code)
                symbols[count] = code
                glyphs[count] = UInt32(truncatingIfNeeded: index)
                count += 1
            }
            index += 1
        }
        last = index - 1
        symbols[count] = 1
        glyphs[0] = UInt32(truncatingIfNeeded: first)
        glyphs[count] = UInt32(truncatingIfNeeded: last)
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for place in 1..<count {
            if isNumber { symbols[place] = FoldCode.zero }
            hash = (hash ^ UInt64(symbols[place])) &* 0x100_0000_01B3
        }
        count += 1
        self.hash = hash
    }

    @inline(__always)
    func forEachRun(_ take: (_ place: Int, _ first: Int, _ last: Int) -> Void) {
        var window: UInt64 = 0
        for place in 0..<count {
            window = window << 8 | UInt64(symbols[place])
            for size in ModelText.runs where place + 1 >= size {
                let run = window & ((1 << UInt64(8 * size)) - 1)
                take(
                    ModelText.place(run, kind: UInt64(size)), Int(glyphs[place + 1 - size]), Int(glyphs[place]))
            }
        }
    }

    private static let star = FoldCode.punctuation | UInt8(ascii: "*")
}
