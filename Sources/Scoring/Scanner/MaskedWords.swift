/// Words that are found with letters hidden: `f**k`, `f*ck`, `f***ing`.
///
/// Only words of a text that hold a hidden letter come here, and few do. The first and the last letter always stand, so
/// the words of the lists wait under these two, and each that waits there is held against the text. In one word one row
/// of letters may be hidden: a vowel alone or with the letter behind it, all but the first or the first two and the last;
/// where the word is a strong one of at most seven letters also any other letter alone, and the middle of a root with
/// its ending left.
struct MaskedWords: Sendable {
    struct Word: Sendable {
        fileprivate var pattern: UInt32
        /// Each letter as often as it stands.
        fileprivate var letters: [UInt8]
        fileprivate var anyLetter: Bool
        fileprivate var toleratesDoubles: Bool

        /// Nil for a phrase, a word that may go on, one of fewer than four letters, or in other letters than Latin.
        init?(_ spelling: TermSpellings.Letters, _ pattern: Int, anyLetter: Bool) {
            guard !spelling.isOpenBefore, !spelling.isOpenBehind, spelling.codes.count >= 4,
                spelling.codes.allSatisfy(FoldCode.isLatin)
            else { return nil }
            self.pattern = UInt32(pattern)
            letters = []
            for (code, run) in zip(spelling.codes, spelling.runs) {
                for _ in 0..<run { letters.append(code) }
            }
            self.anyLetter = anyLetter && letters.count <= 7
            toleratesDoubles = letters.count >= 5
        }

        /// Whether `hidden` may be hidden.
        fileprivate func mayHide(_ hidden: Range<Int>) -> Bool {
            let last = letters.count - 1
            guard hidden.lowerBound > 0, hidden.upperBound <= last else { return false }
            if hidden.count > 1, hidden.upperBound == last, hidden.lowerBound <= 2 { return true }
            switch hidden.count {
            case 1: return anyLetter || FoldCode.isVowel(letters[hidden.lowerBound])
            case 2: return FoldCode.isVowel(letters[hidden.lowerBound])
            case 3: return anyLetter && letters.count >= 6 && hidden.lowerBound == 1
            default: return false
            }
        }
    }

    private let words: [Word]
    /// Where the words of each first and last letter begin in `words`.
    private let begins: [Int]

    init(_ words: [Word]) {
        self.words = words.sorted { Self.place($0) < Self.place($1) }
        var begins = [Int](repeating: 0, count: Self.places + 1)
        for word in words { begins[Self.place(word) + 1] += 1 }
        for place in 1...Self.places { begins[place] += begins[place - 1] }
        self.begins = begins
    }

    /// Adds each word that stands in the cells `begin..<end`, some of which are hidden.
    func find(_ cells: Span<Cell>, _ begin: Int, _ end: Int, into hits: inout [Hit]) {
        let (first, last) = (cells[begin].code, cells[end - 1].code)
        guard FoldCode.isLatin(first), FoldCode.isLatin(last) else { return }
        guard let star = (begin..<end).first(where: { cells[$0].code == FoldCode.hidden }),
            !(star + 1..<end).contains(where: { cells[$0].code == FoldCode.hidden })
        else { return }
        let place = Self.place(first, last)
        for word in words[begins[place]..<begins[place + 1]] where Self.stands(word, cells, begin, star, end) {
            hits.append(Hit(pattern: word.pattern, begin: UInt32(begin), end: UInt32(end), isMasked: true))
        }
    }

    /// Whether a word stands in the cells with the letters at `star` hidden: what is before them and behind them reads
    /// like the word, and as many are hidden as are missing.
    private static func stands(_ word: Word, _ cells: Span<Cell>, _ begin: Int, _ star: Int, _ end: Int) -> Bool {
        let hidden = Int(cells[star].run)
        var first = 1
        while first + hidden < word.letters.count {
            if word.mayHide(first..<first + hidden), spells(word, 0..<first, cells, begin..<star),
                spells(word, first + hidden..<word.letters.count, cells, star + 1..<end)
            {
                return true
            }
            first += 1
        }
        return false
    }

    /// Whether the cells `range` read like these letters of the word.
    private static func spells(_ word: Word, _ letters: Range<Int>, _ cells: Span<Cell>, _ range: Range<Int>) -> Bool {
        var letter = letters.lowerBound
        for index in range {
            let cell = cells[index]
            let begin = letter
            while letter < letters.upperBound, word.letters[letter] == cell.code { letter += 1 }
            guard letter > begin, Matches.stands(cell, as: letter - begin, word.toleratesDoubles) else { return false }
        }
        return letter == letters.upperBound
    }

    private static let places = 26 * 26

    private static func place(_ word: Word) -> Int {
        place(word.letters[0], word.letters[word.letters.count - 1])
    }

    private static func place(_ first: UInt8, _ last: UInt8) -> Int {
        Int(first - FoldCode.a) * 26 + Int(last - FoldCode.a)
    }
}
