/// What the braces of a folded term leave open: at each place one of several pieces.
struct BraceChoices {
    /// Plain pieces are places with one choice.
    private let places: [[ArraySlice<UInt8>]]
    /// What is chosen at each place.
    private var chosen: [Int]

    private static let open = FoldCode.punctuation | UInt8(ascii: "{")
    private static let close = FoldCode.punctuation | UInt8(ascii: "}")
    private static let comma = FoldCode.punctuation | UInt8(ascii: ",")

    /// Braces come in pairs, not inside each other, hold two choices at least, and multiply to at most `TermSpelling.most`.
    init(_ codes: [UInt8]) throws(TermSpelling.Problem) {
        var places: [[ArraySlice<UInt8>]] = []
        var count = 1
        var rest = codes[...]
        while let begin = rest.firstIndex(of: Self.open) {
            guard let end = rest[begin...].firstIndex(of: Self.close), !rest[..<begin].contains(Self.close) else {
                throw .braces
            }
            let inside = rest[begin + 1..<end]
            if inside.contains(Self.open) { throw .braces }
            let choices = inside.split(separator: Self.comma, omittingEmptySubsequences: false)
            guard choices.count > 1 else { throw .oneChoice }
            count *= choices.count
            guard count <= TermSpelling.most else { throw .tooMany }
            places.append([rest[..<begin]])
            places.append(choices)
            rest = rest[(end + 1)...]
        }
        if rest.contains(Self.close) { throw .braces }
        places.append([rest])
        self.places = places
        chosen = Array(repeating: 0, count: places.count)
    }

    /// The codes that the choices give.
    func read(into codes: inout [UInt8]) {
        codes.removeAll(keepingCapacity: true)
        for (place, choice) in chosen.enumerated() { codes.append(contentsOf: places[place][choice]) }
    }

    /// Takes the next choices; the last place turns fastest. False behind the last.
    mutating func turn() -> Bool {
        for place in chosen.indices.reversed() {
            chosen[place] += 1
            if chosen[place] < places[place].count { return true }
            chosen[place] = 0
        }
        return false
    }
}
