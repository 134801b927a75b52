/// Letters drawn with several signs: `|_|` for u, `()` for o.
extension FoldedText {
    /// The letter that the signs from `index` on draw, and how many they are.
    static func drawn(_ codes: Span<UInt8>, _ index: Int) -> (letter: UInt8, count: Int)? {
        guard codes[index] >= FoldCode.punctuation else { return nil }
        for drawing in drawings where drawing.signs[0] == codes[index] && index + drawing.signs.count <= codes.count {
            var place = 1
            while place < drawing.signs.count, codes[index + place] == drawing.signs[place] { place += 1 }
            if place == drawing.signs.count { return (drawing.letter, place) }
        }
        return nil
    }

    /// Longer ones first: `\/\/` begins with `\/`.
    private static let drawings: [(signs: [UInt8], letter: UInt8)] = [
        ("\\/\\/", "w"), ("|\\/|", "m"), ("|\\|", "n"), ("|_|", "u"), ("[_]", "u"), ("(_)", "u"), ("|-|", "h"),
        ("}{", "h"), ("|<", "k"), ("|{", "k"), ("()", "o"), ("[]", "o"), ("{}", "o"), ("\\/", "v"), ("/\\", "a"),
        ("|)", "d"), ("|]", "d"), ("><", "x"), ("|3", "b"), ("|_", "l"),
    ].map { signs, letter in
        (
            signs.utf8.map { $0 >= 0x30 && $0 < 0x3A ? FoldCode.zero + $0 - 0x30 : FoldCode.punctuation | $0 },
            FoldCode.latin(letter)
        )
    }
}
