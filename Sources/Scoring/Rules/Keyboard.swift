/// Which letters lie side by side on a keyboard, and which no language puts side by side in a word.
struct Keyboard: Sendable {
    static let shared = Keyboard()

    /// By fold code: bits of the letters beside it on qwerty, azerty or qwertz, or on the Arabic layout.
    private var neighbours = [UInt64](repeating: 0, count: 128)
    /// By fold code: bits of the letters that do not follow it in any of our languages, Arabizi and loan words included.
    private var unspoken = [UInt64](repeating: 0, count: 128)

    private init() {
        let rows = [
            "qwertyuiop", "asdfghjkl", "zxcvbnm", "azertyuiop", "qsdfghjklm", "wxcvbn", "qwertzuiop", "yxcvbnm",
            "ضصثقفغعهخحجد", "شسيبلاتنمكط", "ؤرلاىةوزظ",
        ]
        for row in rows {
            let codes = Glyphs(row.utf8Span.span).codes
            for index in codes.indices.dropFirst() {
                neighbours[Int(codes[index])] |= Self.bit(codes[index - 1])
                neighbours[Int(codes[index - 1])] |= Self.bit(codes[index])
            }
        }
        let pairs: [(Unicode.Scalar, String)] = [
            ("b", "qxz"), ("c", "xjvwg"), ("d", "qx"), ("f", "qxzjv"), ("g", "qxj"), ("h", "qxj"),
            ("j", "qxzvpcfgkhj"), ("k", "qxj"), ("m", "qxj"), ("p", "qxzjv"), ("q", "bcdfghjklmnprstvxyz"),
            ("s", "x"), ("t", "q"), ("v", "bcfghjkmpqtxwz"), ("w", "jqvxzc"), ("x", "bdgjkrvzqnlm"), ("z", "qxjvfr"),
            ("y", "qj"), ("n", "x"), ("r", "qx"), ("l", "qxj"),
        ]
        for (letter, followers) in pairs {
            for follower in followers.unicodeScalars {
                unspoken[Int(FoldCode.latin(letter))] |= Self.bit(FoldCode.latin(follower))
            }
        }
    }

    /// 26 bits for the Latin letters, the rest for the Arabic ones; none for anything else.
    @inline(__always)
    private static func bit(_ code: UInt8) -> UInt64 {
        if FoldCode.isLatin(code) { return 1 << UInt64(code - FoldCode.a) }
        return FoldCode.isArabic(code) ? 1 << UInt64(26 + code - FoldCode.firstArabic) : 0
    }

    /// Letters of the shortest word that is one.
    static let fewestMashed = 5

    /// Whether the cells of a word are what fingers make.
    func isMashed(_ cells: Span<Cell>, _ word: Range<Int>) -> Bool {
        var walk = Walk()
        for index in word { walk.step(to: cells[index].code, self) }
        return walk.isMashed
    }

    /// One word, letter by letter.
    private struct Walk {
        private var previous = FoldCode.space
        /// Letters of the present row of neighbours.
        private var keys: UInt64 = 0
        private var longest = 0
        private var oddities = 0
        private var isArabic = false

        @inline(__always)
        mutating func step(to code: UInt8, _ keyboard: borrowing Keyboard) {
            let bit = Keyboard.bit(code)
            if keyboard.neighbours[Int(previous & 127)] & bit != 0 {
                keys |= bit
                longest = max(longest, keys.nonzeroBitCount)
            } else {
                keys = bit
            }
            if keyboard.unspoken[Int(previous & 127)] & bit != 0 { oddities += 1 }
            isArabic = isArabic || bit >= 1 << 26
            previous = code
        }

        /// Five different neighbours in a row, in Arabic, whose commonest letters are neighbours, seven; or four pairs
        /// that nobody says.
        var isMashed: Bool { longest >= (isArabic ? 7 : 5) || oddities >= 4 }
    }
}
