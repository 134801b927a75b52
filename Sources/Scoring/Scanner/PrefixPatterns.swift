/// Patterns whose word may go on, so that it has no hash to be found by: a small tree that is walked from where a word
/// begins, or from every letter for those that may begin anywhere. A walk ends at the latest where the longest does.
struct PrefixPatterns: Sendable {
    private let trie: Trie
    /// Says of most places that no pattern begins with their first three codes: one bit of 4 KiB.
    private var blocks: [UInt64] = Array(repeating: 0, count: 512)

    init(_ patterns: PatternCodes) {
        trie = Trie(patterns: patterns)
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

    var isEmpty: Bool { trie.isEmpty }

    /// Adds each pattern that stands at `begin`.
    @inline(__always)
    func find(_ cells: Span<Cell>, from begin: Int, into hits: inout [Hit]) {
        guard !isEmpty else { return }
        let second = begin + 1 < cells.count ? cells[begin + 1].code : 0
        let third = begin + 2 < cells.count ? cells[begin + 2].code : 0
        let bit = Self.bit(cells[begin].code & 127, second & 127, third & 127)
        if blocks.span[bit >> 6] >> UInt64(bit & 63) & 1 != 0 { trie.walk(cells, from: begin, into: &hits) }
    }

    /// Adds each pattern, wherever it stands.
    func findAnywhere(_ cells: Span<Cell>, into hits: inout [Hit]) {
        guard !isEmpty, cells.count > 2 else { return }
        let blocks = self.blocks.span
        // The codes of three cells, the first lowest.
        var codes = UInt64(cells[0].code) << 7 | UInt64(cells[1].code) << 14
        for end in 2..<cells.count {
            codes = codes >> 7 | UInt64(cells[end].code) << 14
            let bit = Self.bit(codes)
            if blocks[bit >> 6] >> UInt64(bit & 63) & 1 != 0 { trie.walk(cells, from: end - 2, into: &hits) }
        }
        // The last cell is a border: no third code stands behind the one before it.
        find(cells, from: cells.count - 2, into: &hits)
    }

    @inline(__always)
    private static func bit(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Int {
        bit(UInt64(first) | UInt64(second) << 7 | UInt64(third) << 14)
    }

    @inline(__always)
    private static func bit(_ codes: UInt64) -> Int { Int((codes &* 0x9E37_79B9_7F4A_7C15) >> 49) }
}
