/// The words and runs of letters of a folded text as places in a table: what a linear model reads, and what learns.
///
/// A word is letters and digits without a break; equal neighbours beyond two count as two, so that stretched words are one.
/// A word gives its whole, itself with the word before it, and its runs of three and of five letters, of which its borders
/// are two. Runs are hashed: those that share a place share its weight. Numbers are one word for each count of digits. Links,
/// names behind an @ and what `passedOver` names give nothing and break the row of words. A word that a text repeats counts
/// once, and so does a pair of them.
struct ModelText {
    /// Of the table: 2^19 places.
    static let bits = 19
    static let places = 1 << bits
    /// Glyphs of a text that are read, and letters of a word.
    static let mostGlyphs = 8_192
    static let longestWord = 40

    /// Calls `take` with each word that gives something, in the order of the text. `passedOver` are bytes of the text, in
    /// order.
    @inline(__always)
    static func forEachWord(
        in glyphs: borrowing Glyphs, passingOver passedOver: [Range<Int>], _ take: (borrowing ModelWord) -> Void
    ) {
        let codes = glyphs.codes.span
        let offsets = glyphs.offsets.span
        let end = min(codes.count, mostGlyphs)
        var word = ModelWord()
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
            word.isNew = seen.insert(word.whole)
            word.pair = nil
            if before != 0 {
                let pair = place(before &* 0x9E37_79B9_7F4A_7C15 &+ word.hash, kind: 2)
                if seen.insert(pair) { word.pair = pair }
            }
            if word.isNew || word.pair != nil { take(word) }
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
private struct SeenPlaces {
    /// Behind each place that was seen; 0 where a slot is free.
    private var slots: [UInt32]
    private let mask: Int

    /// For a text of so many glyphs: at most every other one ends a word, which gives a whole and a pair.
    init(glyphs: Int) {
        var count = 32
        while count < glyphs * 2 { count *= 2 }
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

/// One word as the model reads it: its symbols between its borders.
struct ModelWord {
    private var symbols = [UInt8](repeating: 1, count: ModelText.longestWord + 2)
    private var count = 0
    fileprivate private(set) var hash: UInt64 = 0
    /// Its glyphs.
    private(set) var first = 0
    private(set) var last = 0
    /// Whether the text has not had it before.
    fileprivate(set) var isNew = false
    /// The place of it with the word before it, where the text has not had them before.
    fileprivate(set) var pair: Int?

    /// Reads the word at `index` and moves behind it.
    @inline(__always)
    fileprivate mutating func read(
        _ codes: Span<UInt8>, _ offsets: Span<UInt32>, _ index: inout Int, end: Int, limit: Int
    ) {
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
                count += 1
            }
            index += 1
        }
        last = index - 1
        symbols[count] = 1
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for place in 1..<count {
            if isNumber { symbols[place] = FoldCode.zero }
            hash = (hash ^ UInt64(symbols[place])) &* 0x100_0000_01B3
        }
        count += 1
        self.hash = hash
    }

    /// Of itself.
    fileprivate var whole: Int { ModelText.place(hash, kind: 1) }

    /// Calls `take` with the place of each of its features that the text has not given before.
    @inline(__always)
    func forEachPlace(_ take: (Int) -> Void) {
        if isNew {
            let symbols = symbols.span
            var window: UInt64 = 0
            for place in 0..<count {
                window = window << 8 | UInt64(symbols[place])
                if place >= 2 { take(ModelText.place(window & 0xFF_FFFF, kind: 3)) }
                if place >= 4 { take(ModelText.place(window & 0xFF_FFFF_FFFF, kind: 5)) }
            }
            take(whole)
        }
        if let pair { take(pair) }
    }

    private static let star = FoldCode.punctuation | UInt8(ascii: "*")
}
