/// Signs and digits read as letters: `sh1t`, `a$$`, `f|_|ck`, `f--k`.
///
/// The view is built only when `Glyphs` saw a sign or digit where a letter could stand (`leetTriggers`), so ordinary text
/// does not pay for it. What a sign can be read as in two ways (1 as i or l) is read the other way in a second view.
extension FoldedText {
    /// Digits and signs read as the letters they are drawn like, the rarer reading with `alternate`. Nil when no word
    /// has any, or none that can be read otherwise. Only such words are here, each with the five before and behind it,
    /// so that phrases are found.
    init?(leet glyphs: borrowing Glyphs, alternate: Bool = false) {
        guard glyphs.hasLeet else { return nil }
        self.init(capacity: 0)
        let codes = glyphs.codes.span
        // Held here: asking for it at each glyph would cost more than reading it.
        let table = Self.leetTriggers
        let triggers = table.span
        var isRead = false
        var put = 0
        var behind = 0
        var before = [Int](repeating: 0, count: Self.wordsBeside)
        var number = 0
        var index = 0
        while index < codes.count {
            // A word here is what stands between spaces.
            let begin = index
            var kinds: UInt8 = 0
            while index < codes.count, codes[index] > FoldCode.lineEnd {
                kinds |= triggers[Int(codes[index])]
                index += 1
            }
            if kinds != 0, Self.mayBeRead(codes, begin..<index, triggers) {
                let first = max(put, before[number % Self.wordsBeside])
                if first > put || put == 0 { barrier(first) }
                border(first)
                isRead = read(codes, first..<index, alternate) || isRead
                put = index
                behind = Self.wordsBeside
            } else if behind > 0 {
                _ = read(codes, put..<index, alternate)
                put = index
                behind -= 1
            }
            if index > begin {
                before[number % Self.wordsBeside] = begin
                number += 1
            }
            while index < codes.count, codes[index] <= FoldCode.lineEnd { index += 1 }
        }
        border(put - 1)
        if !isRead { return nil }
    }

    private static let wordsBeside = 5

    /// Whether a word with signs or digits is worth reading otherwise: a letter is in it, and a sign that stands for one
    /// has something behind it or is one that ends words.
    private static func mayBeRead(_ codes: Span<UInt8>, _ word: Range<Int>, _ triggers: Span<UInt8>) -> Bool {
        var hasLetter = false
        var wordEnd = word.lowerBound
        for index in word where FoldCode.isWord(codes[index]) {
            hasLetter = hasLetter || FoldCode.isLetter(codes[index])
            wordEnd = index
        }
        guard hasLetter else { return false }
        for index in word {
            let kind = triggers[Int(codes[index])]
            if kind & (anywhere | endsWords) != 0 { return true }
            if kind == 0 || index >= wordEnd && !FoldCode.isDigit(codes[index]) { continue }
            if kind != hidesInRow || codes[index + 1] == codes[index] { return true }
        }
        return false
    }

    /// Appends a piece of the text; whether anything in it was read as a letter.
    private mutating func read(_ codes: Span<UInt8>, _ range: Range<Int>, _ alternate: Bool) -> Bool {
        var isRead = false
        var index = range.lowerBound
        while index < range.upperBound {
            let code = codes[index]
            if FoldCode.isLetter(code) || code < FoldCode.zero {
                append(FoldCode.isWord(code) ? code : FoldCode.space, index)
                index += 1
                continue
            }
            if let drawn = Self.drawn(codes, index),
                Self.isInWord(codes, index - 1) || Self.isInWord(codes, index + drawn.count)
            {
                append(drawn.letter, index, through: index + drawn.count - 1)
                isRead = isRead || !alternate
                index += drawn.count
                continue
            }
            let hidden = Self.hiddenRun(codes, index)
            if hidden > 0 {
                isRead = isRead || !alternate
                for place in index..<index + hidden { append(FoldCode.hidden, place) }
                index += hidden
                continue
            }
            let (letter, isOther) = Self.reading(codes, index, alternate)
            if letter != FoldCode.dropped {
                isRead = isRead || !alternate || isOther
                append(letter, index)
            } else {
                append(FoldCode.isWord(code) ? code : FoldCode.space, index)
            }
            index += 1
        }
        return isRead
    }

    /// The letter a single digit or sign is read as in this place, and whether it has a rarer reading that was taken.
    private static func reading(_ codes: Span<UInt8>, _ index: Int, _ alternate: Bool) -> (letter: UInt8, isOther: Bool)
    {
        let code = codes[index]
        let letter = leetLetters[Int(code)]
        guard letter != FoldCode.dropped else { return (FoldCode.dropped, false) }
        let isBehindWord = isInWord(codes, index - 1)
        let isBeforeWord = isInWord(codes, index + 1)
        if FoldCode.isDigit(code) {
            guard isBehindWord || isBeforeWord else { return (FoldCode.dropped, false) }
            if let arabic = arabicDigit(codes, index) { return (arabic, false) }
        } else {
            // A sign at the end of a word is a sign: only what goes on after it makes it a letter, but for the few that
            // nobody ends a word with. Brackets stand inside a word or are brackets.
            let endsWord = leetTriggers[Int(code)] & endsWords != 0 && isBehindWord
            let isInside = leetTriggers[Int(code)] & insideOnly == 0 || isBehindWord || opensWord(codes, index)
            guard endsWord || isBeforeWord && isInside else { return (FoldCode.dropped, false) }
        }
        let other = otherLetters[Int(code)]
        return alternate && other != FoldCode.dropped ? (other, true) : (letter, false)
    }

    /// `<unt` is no markup: tags of one or two letters are, and what is closed behind the word.
    private static func opensWord(_ codes: Span<UInt8>, _ index: Int) -> Bool {
        guard codes[index] == FoldCode.punctuation | UInt8(ascii: "<") else { return false }
        var end = index + 1
        while end < codes.count, FoldCode.isWord(codes[end]) { end += 1 }
        return end - index > 3 && (end == codes.count || codes[end] != FoldCode.punctuation | UInt8(ascii: ">"))
    }

    /// Between Arabic letters a digit is the letter that Arabizi writes with it.
    private static func arabicDigit(_ codes: Span<UInt8>, _ index: Int) -> UInt8? {
        let isArabic =
            index > 0 && FoldCode.isArabic(codes[index - 1])
            || index + 1 < codes.count && FoldCode.isArabic(codes[index + 1])
        guard isArabic else { return nil }
        switch codes[index] - FoldCode.zero {
        case 3: return FoldCode.arabic("AIN")
        case 5: return FoldCode.arabic("KHAH")
        case 6: return FoldCode.arabic("TAH")
        case 7: return FoldCode.arabic("HAH")
        case 8: return FoldCode.arabic("GHAIN")
        case 9: return FoldCode.arabic("QAF")
        default: return nil
        }
    }

    /// How many signs from `index` on hide letters: one to four stars and the like, or two to four of one other sign,
    /// with a letter on both sides.
    private static func hiddenRun(_ codes: Span<UInt8>, _ index: Int) -> Int {
        let kind = leetTriggers[Int(codes[index])]
        guard kind & (hidesAlone | hidesInRow) != 0, index > 0, FoldCode.isWord(codes[index - 1]) else { return 0 }
        var end = index + 1
        if kind & hidesAlone != 0 {
            while end < codes.count, leetTriggers[Int(codes[end])] & hidesAlone != 0, end - index < 5 { end += 1 }
        } else {
            while end < codes.count, codes[end] == codes[index], end - index < 5 { end += 1 }
            if end - index < 2 { return 0 }
        }
        return end - index < 5 && isInWord(codes, end) ? end - index : 0
    }

    @inline(__always)
    private static func isInWord(_ codes: Span<UInt8>, _ index: Int) -> Bool {
        guard index >= 0, index < codes.count else { return false }
        return FoldCode.isWord(codes[index]) || leetLetters[Int(codes[index])] != FoldCode.dropped
    }

    /// What a digit or sign is drawn like; 0 for all others.
    static let leetLetters = table(
        digits: "oizeasgtbg",
        signs: [("@", "a"), ("!", "i"), ("|", "i"), ("$", "s"), ("+", "t"), ("(", "c"), ("<", "c")])

    /// The rarer readings.
    private static let otherLetters: [UInt8] = {
        var table = [UInt8](repeating: FoldCode.dropped, count: 256)
        for (digit, letter) in [(UInt8(1), Unicode.Scalar("l")), (6, "b"), (9, "q")] {
            table[Int(FoldCode.zero + digit)] = FoldCode.latin(letter)
        }
        for sign: Unicode.Scalar in ["!", "|"] {
            table[Int(FoldCode.punctuation | UInt8(ascii: sign))] = FoldCode.latin("l")
        }
        // `fu@k`
        table[Int(FoldCode.punctuation | UInt8(ascii: "@"))] = FoldCode.hidden
        return table
    }()

    private static func table(digits: String, signs: [(Unicode.Scalar, Unicode.Scalar)]) -> [UInt8] {
        var table = [UInt8](repeating: FoldCode.dropped, count: 256)
        for (digit, letter) in digits.unicodeScalars.enumerated() {
            table[Int(FoldCode.zero) + digit] = FoldCode.latin(letter)
        }
        for (sign, letter) in signs { table[Int(FoldCode.punctuation | UInt8(ascii: sign))] = FoldCode.latin(letter) }
        // The currency signs and §, see `FoldTable.signs`.
        for letter in "elcys".unicodeScalars {
            table[Int(FoldCode.punctuation | UInt8(ascii: letter))] = FoldCode.latin(letter)
        }
        return table
    }

    /// Bits of `leetTriggers`.
    static let beforeLetter: UInt8 = 1
    static let anywhere: UInt8 = 2
    static let endsWords: UInt8 = 4
    static let insideOnly: UInt8 = 8
    private static let hidesAlone: UInt8 = 16
    static let hidesInRow: UInt8 = 32

    /// What a digit or sign can be to a word, as bits: where it stands tells `Glyphs` whether this view is worth building.
    static let leetTriggers: [UInt8] = {
        var table = leetLetters.map { $0 == FoldCode.dropped ? UInt8(0) : beforeLetter }
        func add(_ bits: UInt8, _ signs: String) {
            for sign in signs.utf8 { table[Int(FoldCode.punctuation | sign)] |= bits }
        }
        add(beforeLetter, ")]}^")
        add(anywhere, "\\|")
        add(endsWords, "+$")
        for letter in "ecs".utf8 { table[Int(FoldCode.punctuation | letter)] |= endsWords }
        add(insideOnly, "(<")
        add(hidesAlone, "*#%&^")
        add(hidesInRow, "@-_<>?")
        // A bracket in front of a word is how brackets stand.
        table[Int(FoldCode.punctuation | UInt8(ascii: "("))] &= ~beforeLetter
        return table
    }()
}
