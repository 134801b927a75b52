/// Finds every pattern, wherever it begins, in one pass over a folded text (Aho and Corasick, 1975).
///
/// A code without a child follows `fails`, which loses at least one step of depth each time, so the pass stays linear.
/// The states nearest the root, where nearly all of a text is read, know where every code leads.
struct Automaton: Sendable {
    private let trie: Trie
    /// For each state the state of its longest proper suffix that is in the tree.
    private var fails: [UInt32]
    /// For each state itself, or the nearest suffix of it at which patterns end; 0 for none.
    private var endsAt: [UInt32]
    /// How many codes lead to each state.
    private var depths: [UInt8]
    /// `state << 7 | code` → state, for the first states.
    private var near: [UInt32] = []
    private let nearCount: Int

    /// 512 bytes each.
    private static let mostNear = 1_024

    /// Builds from patterns of at most 255 codes from 1 to 127; the number of a pattern is its place.
    init(patterns: PatternCodes) {
        trie = Trie(patterns: patterns)
        let count = trie.states.count
        fails = Array(repeating: 0, count: count)
        endsAt = fails
        depths = Array(repeating: 0, count: count)
        nearCount = min(count, Self.mostNear)
        // All states before one have their suffixes when it is its turn.
        for state in 0..<count {
            endsAt[state] = trie.states[state].ending != 0 ? UInt32(state) : endsAt[Int(fails[state])]
            let children = trie.children(of: state)
            for (place, code) in children.codes.enumerated() {
                depths[children.first + place] = depths[state] + 1
                guard state != 0 else { continue }
                fails[children.first + place] = UInt32(sparseStep(from: Int(fails[state]), code))
            }
        }
        near.reserveCapacity(nearCount << 7)
        for state in 0..<nearCount {
            for code in 0..<UInt8(128) { near.append(UInt32(sparseStep(from: state, code))) }
        }
    }

    var isEmpty: Bool { trie.isEmpty }

    /// Where a code leads from a state: to a child of it, or of the longest of its suffixes that has one.
    @inline(__always)
    private func step(from state: Int, _ code: UInt8) -> Int {
        state < nearCount ? Int(near.span[state << 7 | Int(code & 127)]) : sparseStep(from: state, code & 127)
    }

    /// Adds each pattern, in the order of the ends; those that end together with the longest first.
    func scan(_ cells: Span<Cell>, into hits: inout [Hit]) {
        let endsAt = self.endsAt.span
        var state = 0
        for index in 0..<cells.count {
            state = step(from: state, cells[index].code)
            if endsAt[state] != 0 { add(endsAt[state], index, to: &hits) }
        }
    }

    private func add(_ state: UInt32, _ end: Int, to hits: inout [Hit]) {
        var state = Int(state)
        while state != 0 {
            trie.add(trie.states.span[state].ending, end + 1 - Int(depths.span[state]), end, to: &hits)
            state = Int(endsAt.span[Int(fails.span[state])])
        }
    }

    private func sparseStep(from begin: Int, _ code: UInt8) -> Int {
        var state = begin
        while true {
            let child = trie.child(of: state, code)
            if child != 0 || state == 0 { return child }
            state = Int(fails.span[state])
        }
    }
}
