/// Patterns that begin where a word does, or behind the particles of one.
struct WordPatterns: Sendable {
    /// Those whose first word is whole: a phrase, or a word that must end.
    private let closed: Trie
    /// Of single words, and of phrases whose second word may go on.
    private let filter: WordFilter
    /// Of the first two words of all other phrases: many begin with a word that every text is full of.
    private let pairFilter: WordFilter
    /// Those whose word may go on.
    private let prefixes: Trie
    private let prefixFilter: PrefixFilter

    /// What they are made from.
    struct Codes {
        fileprivate var closed = PatternCodes()
        fileprivate var prefixes = PatternCodes()
        fileprivate var hashes: [UInt64] = []
        fileprivate var pairs: [UInt64] = []

        /// `word` is the first of the pattern; with `isClosed` a border stands behind the last.
        mutating func append(_ pattern: [UInt8], word: ArraySlice<UInt8>, isClosed: Bool, number: Int) {
            guard isClosed || word.count < pattern.count else {
                prefixes.append(pattern, number: number)
                return
            }
            closed.append(pattern, isClosed: isClosed, number: number)
            let hash = word.reduce(0, WordFilter.step)
            let second = pattern.dropFirst(word.count + 1).prefix { $0 != FoldCode.space }
            if !second.isEmpty, isClosed || second.endIndex < pattern.count {
                pairs.append(WordFilter.pair(hash, second.reduce(0, WordFilter.step)))
            } else {
                hashes.append(hash)
            }
        }
    }

    init(_ codes: Codes) {
        closed = Trie(patterns: codes.closed)
        filter = WordFilter(hashes: codes.hashes)
        pairFilter = WordFilter(hashes: codes.pairs)
        prefixes = Trie(patterns: codes.prefixes)
        prefixFilter = PrefixFilter(codes.prefixes)
    }

    var isEmpty: Bool { closed.isEmpty && prefixes.isEmpty }

    /// Adds each pattern that stands at `begin`. `hash` is that of the codes from there to the next border, `next` that of
    /// the word behind it.
    @inline(__always)
    func find(_ cells: Span<Cell>, _ begin: Int, _ hash: UInt64, next: UInt64, into hits: inout [Hit]) {
        if filter.mayHold(hash) || pairFilter.mayHold(WordFilter.pair(hash, next)) {
            closed.walk(cells, from: begin, into: &hits)
        }
        if prefixFilter.mayHold(cells, begin) { prefixes.walk(cells, from: begin, into: &hits) }
    }
}

/// Says of most words that no pattern begins with their first three codes: one bit of 4 KiB.
private struct PrefixFilter: Sendable {
    private var blocks: [UInt64] = Array(repeating: 0, count: 512)

    init(_ patterns: PatternCodes) {
        for pattern in 0..<UInt32(patterns.count) {
            let length = patterns.length(pattern)
            let first = patterns.code(pattern, at: 0)
            // What follows a short one does not matter.
            for second in length > 1 ? [patterns.code(pattern, at: 1)] : Array(0...127) {
                for third in length > 2 ? [patterns.code(pattern, at: 2)] : Array(0...127) {
                    let bit = Self.bit(first, second, third)
                    blocks[bit >> 6] |= 1 << UInt64(bit & 63)
                }
            }
        }
    }

    @inline(__always)
    func mayHold(_ cells: Span<Cell>, _ begin: Int) -> Bool {
        let second = begin + 1 < cells.count ? cells[begin + 1].code : 0
        let third = begin + 2 < cells.count ? cells[begin + 2].code : 0
        let bit = Self.bit(cells[begin].code & 127, second & 127, third & 127)
        return blocks.span[bit >> 6] >> UInt64(bit & 63) & 1 != 0
    }

    @inline(__always)
    private static func bit(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Int {
        let codes = UInt64(first) | UInt64(second) << 7 | UInt64(third) << 14
        return Int((codes &* 0x9E37_79B9_7F4A_7C15) >> 49)
    }
}
