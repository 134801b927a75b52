/// All spellings of one term, their letters one after the other: a list has too many for an array each.
struct TermSpellings: Sendable, RandomAccessCollection {
    private struct Entry {
        var end: UInt32
        var isOpenBefore: Bool
        var isOpenBehind: Bool
    }

    /// Behind the last spelling there may be room for more.
    private var codes: [UInt8] = []
    private var runs: [UInt8] = []
    private var entries: [Entry] = []

    /// Where the next spelling begins.
    private var end: Int { Int(entries.last?.end ?? 0) }

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

    /// A spelling in the first `count` of some glyphs, stars at its ends; returns a hash of it. None is added when it throws.
    mutating func append(folded glyphs: [UInt8], count: Int) throws(TermSpelling.Problem) -> UInt64 {
        let star = FoldCode.punctuation | UInt8(ascii: "*")
        let isOpenBefore = count > 0 && glyphs[0] == star
        let isOpenBehind = count > 1 && glyphs[count - 1] == star
        let range = (isOpenBefore ? 1 : 0)..<count - (isOpenBehind ? 1 : 0)
        // Squeezed where it will stand.
        let begin = end
        if codes.count - begin < range.count {
            let more = repeatElement(UInt8(0), count: Swift.max(range.count, codes.count))
            codes.append(contentsOf: more)
            runs.append(contentsOf: more)
        }
        let (cells, hash) = try Self.squeeze(glyphs.span, range, &codes, &runs, from: begin)
        if cells == 0 { throw .empty }
        if cells > 80 { throw .tooLong }
        entries.append(
            Entry(end: UInt32(begin + cells), isOpenBefore: isOpenBefore, isOpenBehind: isOpenBehind))
        return hash &* 4 &+ (isOpenBefore ? 1 : 0) &+ (isOpenBehind ? 2 : 0)
    }

    /// How many cells from `begin` on the glyphs of a range fill, borders at the ends left out, and a hash of them.
    private static func squeeze(
        _ glyphs: Span<UInt8>, _ range: Range<Int>, _ codeCells: inout [UInt8], _ runCells: inout [UInt8],
        from begin: Int
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
                if code != FoldCode.space, runs[begin + count - 1] < 255 { runs[begin + count - 1] += 1 }
                continue
            }
            if code == FoldCode.otherLetter { throw .unknownLetter }
            codes[begin + count] = code
            runs[begin + count] = 1
            count += 1
            hash = WordFilter.step(hash, code)
            last = code
        }
        return (last == FoldCode.space && count > 0 ? count - 1 : count, hash)
    }

    mutating func removeLast() {
        entries.removeLast()
    }

    mutating func append(_ spelling: TermSpelling) {
        codes.replaceSubrange(end..., with: spelling.codes)
        runs.replaceSubrange(end..., with: spelling.runs)
        entries.append(
            Entry(
                end: UInt32(codes.count), isOpenBefore: spelling.isOpenBefore, isOpenBehind: spelling.isOpenBehind))
    }
}
