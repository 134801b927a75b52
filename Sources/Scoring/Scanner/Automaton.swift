/// Finds every pattern in one pass over a folded text (Aho and Corasick, 1975).
///
/// States stand in breadth-first order, so that the children of one state are neighbours: a state keeps a bit for each code
/// that has a child and the number of the first child; which child it is comes from counting the bits below. A code without
/// a child follows `fail`, which loses at least one step of depth each time, so the pass stays linear. 32 bytes a state.
struct Automaton: Sendable {
    struct State: Sendable {
        var low: UInt64 = 0
        var high: UInt64 = 0
        var firstChild: UInt32 = 0
        /// The state of the longest proper suffix that is in the tree.
        var fail: UInt32 = 0
        /// This state or the nearest suffix of it at which patterns end; 0 for none.
        var ending: UInt32 = 0
        /// Where the patterns that end here stand in `patterns`, see `patternsBegin` of the next.
        var patternsBegin: UInt32 = 0
    }

    private(set) var states: [State]
    /// Pattern numbers, grouped by the state they end at.
    private(set) var patterns: [UInt32]
    /// The next ending state among the suffixes of a state.
    private(set) var nextEnding: [UInt32]

    /// Builds from patterns of codes below 128; the number of a pattern is its index.
    init(patterns input: [[UInt8]]) {
        var children: [[(code: UInt8, node: Int)]] = [[]]
        var endings: [[UInt32]] = [[]]
        // Sorted input makes the tree with only the last child of each node to look at.
        let order = input.indices.sorted { input[$0].lexicographicallyPrecedes(input[$1]) }
        for index in order {
            var node = 0
            for code in input[index] {
                precondition(code < 128, "patterns are made of codes below 128")
                if let last = children[node].last, last.code == code {
                    node = last.node
                } else {
                    children.append([])
                    endings.append([])
                    children[node].append((code, children.count - 1))
                    node = children.count - 1
                }
            }
            if node != 0 { endings[node].append(UInt32(index)) }
        }
        states = [State()]
        patterns = []
        nextEnding = [0]
        var nodes = [0]
        states.reserveCapacity(children.count + 1)
        var next = 0
        while next < nodes.count {
            states[next].firstChild = UInt32(nodes.count)
            for (code, node) in children[nodes[next]] {
                if code < 64 {
                    states[next].low |= 1 << UInt64(code)
                } else {
                    states[next].high |= 1 << UInt64(code - 64)
                }
                nodes.append(node)
                states.append(State())
                nextEnding.append(0)
            }
            next += 1
        }
        // Patterns by state; one state more than there are marks the end of the last.
        for (state, node) in nodes.enumerated() {
            states[state].patternsBegin = UInt32(patterns.count)
            patterns.append(contentsOf: endings[node])
        }
        states.append(State(patternsBegin: UInt32(patterns.count)))
        for (state, node) in nodes.enumerated() {
            for (code, _) in children[node] {
                guard let child = child(of: state, code) else { continue }
                if state != 0 { states[child].fail = UInt32(step(from: Int(states[state].fail), code)) }
                let suffix = Int(states[child].fail)
                nextEnding[child] = states[suffix].ending
                let endsHere = states[child + 1].patternsBegin > states[child].patternsBegin
                states[child].ending = endsHere ? UInt32(child) : states[suffix].ending
            }
        }
    }

    private func child(of state: Int, _ code: UInt8) -> Int? {
        Self.child(states[state], code)
    }

    private func step(from state: Int, _ code: UInt8) -> Int {
        var state = state
        while true {
            if let child = child(of: state, code) { return child }
            if state == 0 { return 0 }
            state = Int(states[state].fail)
        }
    }

    @inline(__always)
    private static func child(_ state: State, _ code: UInt8) -> Int? {
        if code < 64 {
            let bit: UInt64 = 1 << UInt64(code)
            guard state.low & bit != 0 else { return nil }
            return Int(state.firstChild) + (state.low & (bit - 1)).nonzeroBitCount
        }
        let bit: UInt64 = 1 << UInt64(code & 63)
        guard state.high & bit != 0 else { return nil }
        return Int(state.firstChild) + state.low.nonzeroBitCount + (state.high & (bit - 1)).nonzeroBitCount
    }

    /// Calls `report` with each pattern's number and the cell at which it ends, in the order of the ends.
    @inline(__always)
    func scan(_ cells: Span<Cell>, report: (_ pattern: Int, _ end: Int) -> Void) {
        let states = self.states.span
        let patterns = self.patterns.span
        var state = 0
        for index in 0..<cells.count {
            let code = cells[index].code & 127
            while true {
                if let child = Self.child(states[state], code) {
                    state = child
                    break
                }
                if state == 0 { break }
                state = Int(states[state].fail)
            }
            var ending = Int(states[state].ending)
            while ending != 0 {
                for slot in Int(states[ending].patternsBegin)..<Int(states[ending + 1].patternsBegin) {
                    report(Int(patterns[slot]), index)
                }
                ending = Int(nextEnding[ending])
            }
        }
    }
}
