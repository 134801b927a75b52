/// Finds every pattern in one pass over a folded text (Aho and Corasick, 1975).
///
/// States stand in breadth-first order, so that the children of one state are neighbours. Nearly every state has one
/// child and names its code; the few with more have a branch: a bit for each code that has a child and the number of the
/// first child, and which child it is comes from counting the bits below. A code without a child follows `fail`, which
/// loses at least one step of depth each time, so the pass stays linear. 16 bytes a state.
struct Automaton: Sendable {
    struct State: Sendable {
        /// The one child, or with `code` `branching` the branch, that stands for the children.
        var next: UInt32 = 0
        /// The state of the longest proper suffix that is in the tree.
        var fail: UInt32 = 0
        /// The ending of this state or of the nearest suffix of it at which patterns end; 0 for none.
        var ending: UInt32 = 0
        /// The code of the one child; from 128 on `childless` and `branching`.
        var code = childless

        static let childless: UInt8 = 0xFF
        static let branching: UInt8 = 0xFE
    }

    /// The children of a state that has several.
    struct Branch: Sendable {
        var low: UInt64 = 0
        var high: UInt64 = 0
        var firstChild: UInt32

        mutating func add(_ code: UInt8) {
            if code < 64 { low |= 1 << UInt64(code) } else { high |= 1 << UInt64(code - 64) }
        }

        /// In the order of the children.
        var codes: [UInt8] {
            var codes: [UInt8] = []
            for (base, var bits) in [(UInt8(0), low), (64, high)] {
                while bits != 0 {
                    codes.append(base + UInt8(bits.trailingZeroBitCount))
                    bits &= bits - 1
                }
            }
            return codes
        }

        @inline(__always)
        func child(_ code: UInt8) -> Int? {
            let bit: UInt64 = 1 << UInt64(code & 63)
            if code < 64 {
                return low & bit == 0 ? nil : Int(firstChild) + (low & (bit - 1)).nonzeroBitCount
            }
            return high & bit == 0 ? nil : Int(firstChild) + low.nonzeroBitCount + (high & (bit - 1)).nonzeroBitCount
        }
    }

    /// What ends at one state.
    struct Ending: Sendable {
        /// Where its patterns stand in `patterns`; they reach to those of the next ending.
        var patternsBegin: UInt32
        /// The next ending among the suffixes of the state; 0 for none.
        var next: UInt32 = 0
    }

    private(set) var states = [State()]
    private(set) var branches: [Branch] = []
    /// The first stands for none.
    private(set) var endings = [Ending(patternsBegin: 0)]
    /// Pattern numbers, grouped by the state they end at.
    private(set) var patterns: [UInt32] = []

    /// Builds from patterns of codes below 128; the number of a pattern is its place.
    init(patterns input: PatternCodes) {
        grow(input)
        endings.append(Ending(patternsBegin: UInt32(patterns.count)))
        for state in states.indices { linkChildren(of: state) }
    }

    /// Makes the states level by level. In sorted order the patterns that share a beginning are neighbours, so a state is
    /// a stretch of them and no tree is needed to grow this one.
    private mutating func grow(_ input: PatternCodes) {
        let order = input.sorted()
        var stretches = [(patterns: 0..<order.count, depth: 0)]
        var next = 0
        while next < stretches.count {
            let (stretch, depth) = stretches[next]
            var begin = stretch.lowerBound
            // The shortest stand first: they have been read whole.
            let isEnding = begin < stretch.upperBound && input.length(order[begin]) == depth && depth > 0
            if isEnding {
                states[next].ending = UInt32(endings.count)
                endings.append(Ending(patternsBegin: UInt32(patterns.count)))
            }
            while begin < stretch.upperBound, input.length(order[begin]) == depth {
                if isEnding { patterns.append(order[begin]) }
                begin += 1
            }
            var branch = Branch(firstChild: UInt32(states.count))
            while begin < stretch.upperBound {
                let code = input.code(order[begin], at: depth)
                precondition(code < 128, "patterns are made of codes below 128")
                var end = begin + 1
                while end < stretch.upperBound, input.code(order[end], at: depth) == code { end += 1 }
                branch.add(code)
                states[next].code = code
                states.append(State())
                stretches.append((begin..<end, depth + 1))
                begin = end
            }
            states[next].next = branch.firstChild
            if states.count - Int(branch.firstChild) > 1 {
                states[next].code = State.branching
                states[next].next = UInt32(branches.count)
                branches.append(branch)
            }
            next += 1
        }
    }

    /// Gives the children of a state their suffixes. All states before them have theirs.
    private mutating func linkChildren(of state: Int) {
        let parent = states[state]
        let codes: [UInt8]
        var child: Int
        switch parent.code {
        case State.childless: return
        case State.branching:
            codes = branches[Int(parent.next)].codes
            child = Int(branches[Int(parent.next)].firstChild)
        default: (codes, child) = ([parent.code], Int(parent.next))
        }
        for code in codes {
            if state != 0 { states[child].fail = UInt32(step(from: Int(parent.fail), code)) }
            let suffixEnding = states[Int(states[child].fail)].ending
            let ownEnding = Int(states[child].ending)
            if ownEnding == 0 { states[child].ending = suffixEnding } else { endings[ownEnding].next = suffixEnding }
            child += 1
        }
    }

    private func step(from state: Int, _ code: UInt8) -> Int {
        Self.step(states.span, branches.span, from: state, code)
    }

    /// Where a code leads from a state: to a child of it, or of the longest of its suffixes that has one.
    @inline(__always)
    private static func step(_ states: Span<State>, _ branches: Span<Branch>, from begin: Int, _ code: UInt8) -> Int {
        var state = begin
        while true {
            let here = states[state]
            if here.code == code { return Int(here.next) }
            if here.code == State.branching, let child = branches[Int(here.next)].child(code) { return child }
            if state == 0 { return 0 }
            state = Int(here.fail)
        }
    }

    /// Calls `report` with each pattern's number and the cell at which it ends, in the order of the ends.
    @inline(__always)
    func scan(_ cells: Span<Cell>, report: (_ pattern: Int, _ end: Int) -> Void) {
        let states = self.states.span
        let branches = self.branches.span
        let endings = self.endings.span
        let patterns = self.patterns.span
        var state = 0
        for index in 0..<cells.count {
            state = Self.step(states, branches, from: state, cells[index].code & 127)
            var ending = Int(states[state].ending)
            while ending != 0 {
                for slot in Int(endings[ending].patternsBegin)..<Int(endings[ending + 1].patternsBegin) {
                    report(Int(patterns[slot]), index)
                }
                ending = Int(endings[ending].next)
            }
        }
    }
}
