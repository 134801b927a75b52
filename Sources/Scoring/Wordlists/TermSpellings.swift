/// All spellings of one term, their letters one after the other: a list has too many for an array each.
struct TermSpellings: Sendable, RandomAccessCollection {
    private struct Entry {
        var end: UInt32
        var isOpenBefore: Bool
        var isOpenBehind: Bool
    }

    private var codes: [UInt8] = []
    private var runs: [UInt8] = []
    private var entries: [Entry] = []

    var startIndex: Int { 0 }
    var endIndex: Int { entries.count }

    subscript(place: Int) -> TermSpelling {
        let begin = place == 0 ? 0 : Int(entries[place - 1].end)
        let entry = entries[place]
        return TermSpelling(
            codes: Array(codes[begin..<Int(entry.end)]), runs: Array(runs[begin..<Int(entry.end)]),
            isOpenBefore: entry.isOpenBefore, isOpenBehind: entry.isOpenBehind)
    }

    /// One spelling where it stands, nothing copied.
    struct Letters {
        /// Squeezed codes, and how often each stands in a row.
        var codes: ArraySlice<UInt8>
        var runs: ArraySlice<UInt8>
        /// The word may go on before or behind.
        var isOpenBefore: Bool
        var isOpenBehind: Bool
    }

    func letters(_ place: Int) -> Letters {
        let range = (place == 0 ? 0 : Int(entries[place - 1].end))..<Int(entries[place].end)
        return Letters(
            codes: codes[range], runs: runs[range], isOpenBefore: entries[place].isOpenBefore,
            isOpenBehind: entries[place].isOpenBehind)
    }

    mutating func append(_ spelling: TermSpelling) {
        codes += spelling.codes
        runs += spelling.runs
        entries.append(
            Entry(
                end: UInt32(codes.count), isOpenBefore: spelling.isOpenBefore, isOpenBehind: spelling.isOpenBehind))
    }
}
