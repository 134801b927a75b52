/// What the braces of a folded term leave open: at each place one of several pieces.
struct BraceChoices {
    private let codes: [UInt8]
    /// The pieces of all places in a row; plain ones are places with one choice.
    private var pieces: [Range<Int>] = []
    /// Behind the last piece of each place.
    private var ends: [Int] = []
    /// Which piece is chosen at each place.
    private var chosen: [Int] = []

    private static let open = FoldCode.punctuation | UInt8(ascii: "{")
    private static let close = FoldCode.punctuation | UInt8(ascii: "}")
    private static let comma = FoldCode.punctuation | UInt8(ascii: ",")

    /// Braces come in pairs, not inside each other, hold two choices at least, and multiply to at most `TermSpelling.most`.
    init(_ codes: [UInt8]) throws(TermSpelling.Problem) {
        self.codes = codes
        var count = 1
        var begin = 0
        var brace: Int?
        for (index, code) in codes.enumerated() {
            switch code {
            case Self.open:
                guard brace == nil else { throw .braces }
                addPlain(begin..<index)
                brace = pieces.count
                begin = index + 1
            case Self.comma where brace != nil:
                pieces.append(begin..<index)
                begin = index + 1
            case Self.close:
                guard let first = brace else { throw .braces }
                pieces.append(begin..<index)
                guard pieces.count - first > 1 else { throw .oneChoice }
                count *= pieces.count - first
                guard count <= TermSpelling.most else { throw .tooMany }
                ends.append(pieces.count)
                chosen.append(first)
                brace = nil
                begin = index + 1
            default: break
            }
        }
        guard brace == nil else { throw .braces }
        addPlain(begin..<codes.count)
    }

    private mutating func addPlain(_ range: Range<Int>) {
        guard !range.isEmpty else { return }
        chosen.append(pieces.count)
        pieces.append(range)
        ends.append(pieces.count)
    }

    /// Most codes that any choices give.
    var mostCodes: Int { codes.count }

    /// Writes the codes that the choices give to the beginning of `cells`, which has room for `mostCodes`; how many.
    func write(to cells: inout [UInt8]) -> Int {
        let codes = codes.span
        var cells = cells.mutableSpan
        var count = 0
        for piece in chosen {
            for index in pieces[piece] {
                cells[count] = codes[index]
                count += 1
            }
        }
        return count
    }

    /// Takes the next choices; the last place turns fastest. False behind the last.
    mutating func turn() -> Bool {
        for place in chosen.indices.reversed() {
            chosen[place] += 1
            if chosen[place] < ends[place] { return true }
            chosen[place] = place == 0 ? 0 : ends[place - 1]
        }
        return false
    }
}
