/// Patterns of codes as one tree: a walk from the root reads a text as far as some pattern goes on.
///
/// States stand in breadth-first order, so that the children of one state are neighbours. Nearly every state has one
/// child and names its code; the few with more have a branch: a bit for each code that has a child and the number of the
/// first child, and which child it is comes from counting the bits below. 12 bytes a state.
struct Trie: Sendable {
    struct State: Sendable {
        /// The one child, or with `code` `branching` the branch, that stands for the children.
        var next: UInt32 = 0
        /// What ends at this state; 0 for nothing.
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
        func child(_ code: UInt8) -> Int {
            let bit: UInt64 = 1 << UInt64(code & 63)
            if code < 64 {
                return low & bit == 0 ? 0 : Int(firstChild) + (low & (bit - 1)).nonzeroBitCount
            }
            return high & bit == 0 ? 0 : Int(firstChild) + low.nonzeroBitCount + (high & (bit - 1)).nonzeroBitCount
        }
    }

    private(set) var states = [State()]
    private(set) var branches: [Branch] = []
    /// Where the patterns of each ending begin in `patterns`; they reach to those of the next. The first stands for none.
    private(set) var endings: [UInt32] = [0]
    /// Pattern numbers, grouped by the state they end at.
    private(set) var patterns: [UInt32] = []
    /// The state behind each pair of codes, `first << 7 | second`; 0 where no pattern begins so. Most words of most texts
    /// end here.
    private(set) var pairs: [UInt32] = []

    /// Builds from patterns of codes below 128; the number of a pattern is its place.
    init(patterns input: PatternCodes) {
        grow(input)
        endings.append(UInt32(patterns.count))
        fillPairs()
    }

    var isEmpty: Bool { patterns.isEmpty }

    /// Adds each pattern that stands at `begin`.
    func walk(_ cells: Span<Cell>, from begin: Int, into hits: inout [Hit]) {
        guard begin + 1 < cells.count else { return }
        let states = self.states.span
        let first = cells[begin].code & 127
        var state = Int(pairs.span[Int(first) << 7 | Int(cells[begin + 1].code & 127)])
        var index = begin + 1
        if state == 0 {
            state = child(of: 0, first)
            guard state != 0, states[state].ending != 0 else { return }
            index = begin
        } else if oneCodeEnds {
            add(states[child(of: 0, first)].ending, begin, begin, to: &hits)
        }
        while true {
            let here = states[state]
            if here.ending != 0 { add(here.ending, begin, index, to: &hits) }
            index += 1
            guard index < cells.count else { return }
            let code = cells[index].code & 127
            if here.code == code {
                state = Int(here.next)
            } else {
                guard here.code == State.branching else { return }
                state = branches.span[Int(here.next)].child(code)
                if state == 0 { return }
            }
        }
    }

    /// The child of a state for a code; 0 where there is none.
    @inline(__always)
    func child(of state: Int, _ code: UInt8) -> Int {
        let here = states.span[state]
        if here.code == code { return Int(here.next) }
        return here.code == State.branching ? branches.span[Int(here.next)].child(code) : 0
    }

    /// The children of a state in the order of their codes; the first is the number of the first child.
    func children(of state: Int) -> (first: Int, codes: [UInt8]) {
        let here = states[state]
        switch here.code {
        case State.childless: return (0, [])
        case State.branching:
            return (Int(branches[Int(here.next)].firstChild), branches[Int(here.next)].codes)
        default: return (Int(here.next), [here.code])
        }
    }

    /// Adds the patterns of an ending, which stand in the cells `begin…end`.
    func add(_ ending: UInt32, _ begin: Int, _ end: Int, to hits: inout [Hit]) {
        for slot in Int(endings.span[Int(ending)])..<Int(endings.span[Int(ending) + 1]) {
            hits.append(Hit(pattern: patterns.span[slot], begin: UInt32(begin), end: UInt32(end + 1)))
        }
    }

    /// Whether a pattern of one code exists.
    private var oneCodeEnds = false

    /// Makes the states level by level. In sorted order the patterns that share a beginning are neighbours, so a state is
    /// a stretch of them and no tree is needed to grow this one.
    private mutating func grow(_ input: PatternCodes) {
        let sorted = input.sorted()
        var stretches = [(patterns: 0..<UInt32(sorted.count), depth: 0)]
        var next = 0
        while next < stretches.count {
            let (stretch, depth) = stretches[next]
            var begin = stretch.lowerBound
            // The shortest stand first: they have been read whole.
            let isEnding = begin < stretch.upperBound && sorted.length(begin) == depth && depth > 0
            if isEnding {
                states[next].ending = UInt32(endings.count)
                endings.append(UInt32(patterns.count))
                oneCodeEnds = oneCodeEnds || depth == 1
            }
            while begin < stretch.upperBound, sorted.length(begin) == depth {
                if isEnding { patterns.append(sorted.numbers[Int(begin)]) }
                begin += 1
            }
            var branch = Branch(firstChild: UInt32(states.count))
            while begin < stretch.upperBound {
                let code = sorted.code(begin, at: depth)
                precondition(code > 0 && code < 128, "patterns are made of codes from 1 to 127")
                var end = begin + 1
                while end < stretch.upperBound, sorted.code(end, at: depth) == code { end += 1 }
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

    private mutating func fillPairs() {
        pairs = Array(repeating: 0, count: 1 << 14)
        let roots = children(of: 0)
        for (place, first) in roots.codes.enumerated() {
            let seconds = children(of: roots.first + place)
            for (number, second) in seconds.codes.enumerated() {
                pairs[Int(first) << 7 | Int(second)] = UInt32(seconds.first + number)
            }
        }
    }
}

/// A pattern whose codes stand in the cells `begin..<end`; whether it is a match is not yet known.
struct Hit {
    var pattern: UInt32
    var begin: UInt32
    var end: UInt32
    /// With a letter hidden, and already held against the letters.
    var isMasked = false
}
