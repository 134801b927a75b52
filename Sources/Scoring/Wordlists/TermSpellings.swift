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
        let letters = letters(place)
        return TermSpelling(
            codes: Array(letters.codes), runs: Array(letters.runs), isOpenBefore: letters.isOpenBefore,
            isOpenBehind: letters.isOpenBehind)
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

    /// Whether the last spelling is the same as that at `place`.
    func isLast(sameAs place: Int) -> Bool {
        let (one, other) = (letters(place), letters(endIndex - 1))
        return one.codes == other.codes && one.runs == other.runs && one.isOpenBefore == other.isOpenBefore
            && one.isOpenBehind == other.isOpenBehind
    }

    /// A spelling in glyphs, stars at its ends; returns a hash of it.
    mutating func append(folded glyphs: [UInt8]) throws(TermSpelling.Problem) -> UInt64 {
        let star = FoldCode.punctuation | UInt8(ascii: "*")
        let isOpenBefore = glyphs.first == star
        let isOpenBehind = glyphs.count > 1 && glyphs[glyphs.count - 1] == star
        let range = (isOpenBefore ? 1 : 0)..<glyphs.count - (isOpenBehind ? 1 : 0)
        if squeezedCodes.count < glyphs.count {
            squeezedCodes = Array(repeating: 0, count: glyphs.count * 2)
            squeezedRuns = squeezedCodes
        }
        let (count, hash) = try Self.squeeze(glyphs.span, range, &squeezedCodes, &squeezedRuns)
        if count == 0 { throw .empty }
        if count > 80 { throw .tooLong }
        codes.append(contentsOf: squeezedCodes[..<count])
        runs.append(contentsOf: squeezedRuns[..<count])
        entries.append(
            Entry(end: UInt32(codes.count), isOpenBefore: isOpenBefore, isOpenBehind: isOpenBehind))
        return hash &* 4 &+ (isOpenBefore ? 1 : 0) &+ (isOpenBehind ? 2 : 0)
    }

    /// Where glyphs are put into cells, used again and again.
    private var squeezedCodes: [UInt8] = []
    private var squeezedRuns: [UInt8] = []

    /// How many cells the glyphs of a range fill, borders at the ends left out, and a hash of them.
    private static func squeeze(
        _ glyphs: Span<UInt8>, _ range: Range<Int>, _ codeCells: inout [UInt8], _ runCells: inout [UInt8]
    ) throws(TermSpelling.Problem) -> (count: Int, hash: UInt64) {
        var codes = codeCells.mutableSpan
        var runs = runCells.mutableSpan
        var count = 0
        var hash: UInt64 = 0
        var last = FoldCode.space
        for index in range {
            if glyphs[index] == FoldCode.punctuation | UInt8(ascii: "*") { throw .star }
            let code = FoldedText.plainCode(glyphs, index)
            if code == last {
                if code != FoldCode.space, runs[count - 1] < 255 { runs[count - 1] += 1 }
                continue
            }
            if code == FoldCode.otherLetter { throw .unknownLetter }
            codes[count] = code
            runs[count] = 1
            count += 1
            hash = WordFilter.step(hash, code)
            last = code
        }
        return (last == FoldCode.space && count > 0 ? count - 1 : count, hash)
    }

    mutating func removeLast() {
        entries.removeLast()
        let end = Int(entries.last?.end ?? 0)
        codes.removeLast(codes.count - end)
        runs.removeLast(runs.count - end)
    }

    mutating func append(_ spelling: TermSpelling) {
        codes += spelling.codes
        runs += spelling.runs
        entries.append(
            Entry(
                end: UInt32(codes.count), isOpenBefore: spelling.isOpenBefore, isOpenBehind: spelling.isOpenBehind))
    }
}
