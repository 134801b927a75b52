/// Patterns of whole words, found by the hashes of their words: one word, or the words of a phrase one after the other.
///
/// A text is read word by word. A filter of a few bits a pattern says for most words that no pattern is this word, and
/// for most pairs of neighbours that no phrase begins with them; only what passes is looked up in the table. An entry of
/// the table stands for a word, or for the first words of some phrases: it names the patterns that end there and says
/// whether a longer one goes on. What is looked up does not depend on how many patterns there are, and a phrase costs as
/// many looks as it has words. Hashes only name candidates: the codes of each are compared with the text.
struct WordIndex: Sendable {
    /// Eight bytes: half of a hash is enough to tell neighbours apart nearly always, and where it is not, the codes do.
    private struct Slot: Sendable {
        /// Bits of the mixed hash that do not choose the place.
        var tag: UInt32 = 0
        /// Place in `entries` times two, and one where a phrase goes on; 0 for an empty slot.
        private var value: UInt32 = 0

        var isEmpty: Bool { value == 0 }
        /// Place in `entries` of the first pattern that ends here; 0 for none.
        @inline(__always)
        var entry: UInt32 {
            get { value >> 1 }
            set { value = newValue << 1 | value & 1 }
        }
        /// Whether a phrase goes on.
        @inline(__always)
        var goesOn: Bool {
            get { value & 1 != 0 }
            set { value = value & ~1 | (newValue ? 1 : 0) }
        }
    }

    private struct Entry: Sendable {
        var pattern: UInt32
        /// Place of the next with the same words; 0 for none.
        var next: UInt32
    }

    private let slots: [Slot]
    private let entries: [Entry]
    private let mask: Int
    private let words: WordFilter
    private let pairs: WordFilter

    /// What it is made from.
    struct Codes {
        fileprivate var wordHashes: [UInt64] = []
        fileprivate var pairHashes: [UInt64] = []
        /// The hash of all words of each pattern.
        fileprivate var patterns: [(key: UInt64, number: UInt32)] = []
        /// Of the first two words and more of each phrase that goes on.
        fileprivate var beginnings: [UInt64] = []

        /// A pattern of words with one border between them and none at its ends.
        mutating func append(_ pattern: ArraySlice<UInt8>, number: Int) {
            var chain: UInt64 = 0
            var hash: UInt64 = 0
            var count = 0
            func chained() -> UInt64 { count == 0 ? hash : WordFilter.pair(chain, hash) }
            for code in pattern {
                guard code == FoldCode.space else {
                    hash = WordFilter.step(hash, code)
                    continue
                }
                chain = chained()
                if count > 0 { beginnings.append(chain) }
                if count == 1 { pairHashes.append(chain) }
                count += 1
                hash = 0
            }
            chain = chained()
            if count == 0 { wordHashes.append(chain) }
            if count == 1 { pairHashes.append(chain) }
            patterns.append((chain, UInt32(number)))
        }
    }

    init(_ codes: Codes) {
        words = WordFilter(hashes: codes.wordHashes)
        pairs = WordFilter(hashes: codes.pairHashes)
        var bits = 4
        while 1 << bits < (codes.patterns.count + codes.beginnings.count) * 2 { bits += 1 }
        let mask = 1 << bits - 1
        var slots = [Slot](repeating: Slot(), count: 1 << bits)
        var entries = [Entry(pattern: 0, next: 0)]
        entries.reserveCapacity(codes.patterns.count + 1)
        for key in codes.beginnings {
            let place = Self.place(of: key, in: slots.span, mask)
            slots[place].tag = Self.tag(of: key)
            slots[place].goesOn = true
        }
        for (key, number) in codes.patterns {
            let place = Self.place(of: key, in: slots.span, mask)
            entries.append(Entry(pattern: number, next: slots[place].entry))
            slots[place].tag = Self.tag(of: key)
            slots[place].entry = UInt32(entries.count - 1)
        }
        (self.slots, self.entries, self.mask) = (slots, entries, mask)
    }

    /// Adds each pattern that begins at the cell `begin` of the word `number`. `hash` is that of the word from there on.
    @inline(__always)
    func find(
        _ text: ScannedText, _ number: Int, from begin: Int, _ hash: UInt64, _ spellings: PatternSpellings,
        into hits: inout [Hit]
    ) {
        if words.mayHold(hash) {
            let slot = slots.span[Self.place(of: hash, in: slots.span, mask)]
            if slot.entry != 0 { add(slot.entry, text, begin, text.words.span[number].end, spellings, into: &hits) }
        }
        guard number + 1 < text.words.count else { return }
        let pair = WordFilter.pair(hash, text.words.span[number + 1].hash)
        if pairs.mayHold(pair) { findPhrases(text, number + 1, from: begin, pair, spellings, into: &hits) }
    }

    /// The phrases whose words up to the word `last` have the hash `chain`.
    private func findPhrases(
        _ text: ScannedText, _ last: Int, from begin: Int, _ chain: UInt64, _ spellings: PatternSpellings,
        into hits: inout [Hit]
    ) {
        var (last, chain) = (last, chain)
        while true {
            let slot = slots.span[Self.place(of: chain, in: slots.span, mask)]
            if slot.entry != 0 { add(slot.entry, text, begin, text.words.span[last].end, spellings, into: &hits) }
            last += 1
            guard slot.goesOn, last < text.words.count else { return }
            chain = WordFilter.pair(chain, text.words.span[last].hash)
        }
    }

    /// Adds those of the patterns with one hash whose codes stand between `begin` and the border at `end`.
    private func add(
        _ first: UInt32, _ text: ScannedText, _ begin: Int, _ end: Int, _ spellings: PatternSpellings,
        into hits: inout [Hit]
    ) {
        var entry = first
        while entry != 0 {
            let found = entries.span[Int(entry)]
            if spellings.stands(found.pattern, in: text.cells.span, begin, end) {
                hits.append(Hit(pattern: found.pattern, begin: UInt32(begin), end: UInt32(end)))
            }
            entry = found.next
        }
    }

    /// Where a key stands in the table, or the empty slot where it would.
    @inline(__always)
    private static func place(of key: UInt64, in slots: Span<Slot>, _ mask: Int) -> Int {
        let mixed = mix(key)
        let tag = UInt32(truncatingIfNeeded: mixed >> 32)
        var place = Int(truncatingIfNeeded: mixed >> 12) & mask
        while !slots[place].isEmpty, slots[place].tag != tag { place = (place + 1) & mask }
        return place
    }

    @inline(__always)
    private static func tag(of key: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: mix(key) >> 32) }

    @inline(__always)
    private static func mix(_ key: UInt64) -> UInt64 { (key ^ key >> 32) &* 0xD6E8_FEB8_6659_FD93 }
}
