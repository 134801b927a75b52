/// The codes of all patterns one behind the other, and beside each how often it stands in a row.
struct PatternSpellings: Sendable {
    private(set) var codes: [UInt8] = []
    private(set) var runs: [UInt8] = []
    /// Where each pattern begins; the last entry ends the last.
    private var begins: [UInt32] = [0]

    mutating func append(_ codes: ArraySlice<UInt8>, _ runs: ArraySlice<UInt8>) {
        self.codes.append(contentsOf: codes)
        self.runs.append(contentsOf: runs)
        begins.append(UInt32(self.codes.count))
    }

    @inline(__always)
    func range(_ pattern: UInt32) -> Range<Int> {
        Int(begins.span[Int(pattern)])..<Int(begins.span[Int(pattern) + 1])
    }

    /// Whether the codes of a pattern are those of the cells `begin..<end`.
    @inline(__always)
    func stands(_ pattern: UInt32, in cells: Span<Cell>, _ begin: Int, _ end: Int) -> Bool {
        let range = range(pattern)
        guard range.count == end - begin else { return false }
        let codes = self.codes.span
        var place = 0
        while place < range.count {
            if codes[range.lowerBound + place] != cells[begin + place].code { return false }
            place += 1
        }
        return true
    }
}
