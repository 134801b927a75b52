/// Spells words in Arabic letters the way people type them with Latin letters and digits, so that one entry of a list
/// covers `قحبة`, `9a7ba`, `qahba` and `kahba`.
///
/// Each letter has the Latin spellings that are in use, French and English ones, the commonest first. A short vowel may
/// be missing, or be the one that its mark names (fatha `a e`, damma `o ou u`, kasra `i e`, sukun none); a consonant
/// without a mark takes none, `a` or `e`. Where the choices multiply beyond the bound, the rarest are given up first.
struct Arabizi {
    /// Most spellings of one word, and of a phrase; more would be letters by chance.
    static let mostOfWord = 144
    static let mostOfPhrase = 576

    /// The spellings of a term, nothing when it holds anything but Arabic letters and marks.
    static func append(spellingsOf text: String, to result: inout TermSpellings) {
        var isOpenBefore = false
        var isOpenBehind = false
        var choices: [[String]] = []
        var word: [Letter] = []
        func close() {
            guard !word.isEmpty else { return }
            var next = spell(word)
            bound(&next, mostOfWord)
            if !choices.isEmpty { choices.append([" "]) }
            choices += next
            word = []
        }
        for scalar in text.unicodeScalars {
            switch scalar {
            case "*": if word.isEmpty, choices.isEmpty { isOpenBefore = true } else { isOpenBehind = true }
            case " ": close()
            case "\u{640}": continue
            case "\u{64B}"..."\u{652}": if !word.isEmpty { word[word.count - 1].take(scalar) }
            default:
                guard consonants[scalar] != nil || vowels.contains(scalar) else { return }
                word.append(Letter(scalar: scalar))
            }
        }
        close()
        bound(&choices, mostOfPhrase)
        write(choices, isOpenBefore, isOpenBehind, to: &result)
    }

    private struct Letter {
        var scalar: Unicode.Scalar
        /// The short vowel behind it, or the sign that there is none.
        var mark: Unicode.Scalar?
        var isDoubled = false

        mutating func take(_ sign: Unicode.Scalar) {
            if sign == "\u{651}" { isDoubled = true } else { mark = sign }
        }
    }

    /// What each place of a word may be spelled as.
    private static func spell(_ word: [Letter]) -> [[String]] {
        var choices: [[String]] = []
        var index = 0
        if word.count > 4, word[0].scalar == "ا", word[1].scalar == "ل" {
            choices.append(["l", "el", "al"])
            index = 2
        }
        while index < word.count {
            let letter = word[index]
            let next = index + 1 < word.count ? word[index + 1] : nil
            let isFirst = index == 0
            index += 1
            if isVowel(letter, before: next, isFirst: isFirst) {
                choices.append(vowel(letter, isFirst: isFirst, isLast: next == nil))
                continue
            }
            let isBeforeVowel = next.map { isVowel($0, before: index + 1 < word.count ? word[index + 1] : nil) } ?? true
            let behind = shortVowels(letter, isBeforeVowel: isBeforeVowel)
            if letter.scalar == "ع" {
                // Heard as a vowel, and left out by many.
                let silent =
                    behind == [""] ? isBeforeVowel && next != nil ? [""] : ["a"] : behind.filter { !$0.isEmpty }
                choices.append(behind.map { "3" + $0 } + silent)
            } else {
                choices.append(consonant(letter, isLast: next == nil))
                if behind != [""] { choices.append(behind) }
            }
        }
        return choices
    }

    private static func consonant(_ letter: Letter, isLast: Bool) -> [String] {
        switch letter.scalar {
        case "و": return ["w", "ou"]
        case "ي": return ["y", "i"]
        // Mostly a teh marbuta typed without its dots, or `his`.
        case "ه" where isLast: return ["a", "h", "o"]
        default:
            let spellings = consonants[letter.scalar] ?? []
            return letter.isDoubled ? spellings + spellings.prefix(1).map { $0 + $0 } : spellings
        }
    }

    private static func shortVowels(_ letter: Letter, isBeforeVowel: Bool) -> [String] {
        switch letter.mark {
        case "\u{64E}": ["a", "e", ""]
        case "\u{64F}": ["o", "ou", "u", ""]
        case "\u{650}": ["i", "e", ""]
        case "\u{652}": [""]
        default: isBeforeVowel ? [""] : ["", "a", "e"]
        }
    }

    /// Whether alef, waw and yeh are heard as a vowel here and not as `w` and `y`.
    private static func isVowel(_ letter: Letter, before next: Letter?, isFirst: Bool = false) -> Bool {
        guard vowels.contains(letter.scalar) else { return false }
        guard letter.scalar == "و" || letter.scalar == "ي" else { return true }
        let isFollowed = next.map { vowels.contains($0.scalar) && $0.scalar != "ء" } ?? false
        return !isFirst && !isFollowed && !letter.isDoubled && (letter.mark == nil || letter.mark == "\u{652}")
    }

    private static func vowel(_ letter: Letter, isFirst: Bool, isLast: Bool) -> [String] {
        switch letter.scalar {
        case "و": isLast ? ["o", "ou", "u"] : ["ou", "o", "u"]
        case "ي": ["i", "y"]
        case "إ": ["i", "e"]
        case "ء": ["", "2"]
        case "ئ": ["2", "i", ""]
        case "ؤ": ["2", "o", "ou"]
        case "ا" where isFirst, "أ" where isFirst:
            switch letter.mark {
            case "\u{64F}": ["o", "ou"]
            case "\u{650}": ["i", "e"]
            default: ["a", "e"]
            }
        default: ["a"]
        }
    }

    private static let vowels = Set("اأإآٱىةويءئؤ".unicodeScalars)

    /// Waw and yeh stand in `consonant`.
    private static let consonants: [Unicode.Scalar: [String]] = [
        "ب": ["b"], "پ": ["p", "b"], "ت": ["t"], "ث": ["t", "th"], "ج": ["j", "dj"], "چ": ["ch", "tch"],
        "ح": ["7", "h"], "خ": ["kh", "5", "7 "], "د": ["d"], "ذ": ["d", "dh"], "ر": ["r"], "ز": ["z"], "س": ["s"],
        "ش": ["ch", "sh"], "ص": ["s"], "ض": ["d"], "ط": ["t", "6"], "ظ": ["d", "z"], "ع": ["3"], "غ": ["gh", "8"],
        "ف": ["f"], "ڤ": ["v"], "ق": ["9", "k", "q", "g"], "ك": ["k"], "گ": ["g"], "ڭ": ["g"], "ݣ": ["g"],
        "ل": ["l"], "م": ["m"], "ن": ["n"], "ه": ["h"],
    ]

    /// Gives up the last choice of the place that has most, until the product fits.
    private static func bound(_ choices: inout [[String]], _ most: Int) {
        while choices.reduce(1, { min($0 * $1.count, 1 << 40) }) > most {
            guard let place = choices.indices.max(by: { choices[$0].count < choices[$1].count }) else { return }
            choices[place].removeLast()
        }
    }

    private static func write(
        _ choices: [[String]], _ isOpenBefore: Bool, _ isOpenBehind: Bool, to result: inout TermSpellings
    ) {
        let parts = choices.map { $0.map { Array($0.utf8) } }
        var turns = Array(repeating: 0, count: parts.count)
        while true {
            var letters: [UInt8] = []
            for (place, turn) in turns.enumerated() { letters += parts[place][turn] }
            if isDistinct(letters) { result.append(letters, isOpenBefore, isOpenBehind) }
            guard let place = turns.indices.last(where: { turns[$0] + 1 < parts[$0].count }) else { return }
            turns[place] += 1
            for later in turns.indices where later > place { turns[later] = 0 }
        }
    }

    /// Three letters or fewer are a word of some other language, unless a digit is among them.
    private static func isDistinct(_ letters: [UInt8]) -> Bool {
        let hasDigit = letters.contains { $0 < UInt8(ascii: "a") && $0 != UInt8(ascii: " ") }
        return letters.count >= (hasDigit ? 3 : 4)
    }
}

extension TermSpellings {
    /// A spelling in lower-case ASCII letters, digits and single spaces.
    fileprivate mutating func append(_ letters: [UInt8], _ isOpenBefore: Bool, _ isOpenBehind: Bool) {
        var codes: [UInt8] = []
        var runs: [UInt8] = []
        for letter in letters {
            let code =
                switch letter {
                case UInt8(ascii: " "): FoldCode.space
                case UInt8(ascii: "0")...UInt8(ascii: "9"): FoldCode.zero + letter - UInt8(ascii: "0")
                default: FoldCode.a + letter - UInt8(ascii: "a")
                }
            if codes.last == code, code != FoldCode.space {
                runs[runs.count - 1] += 1
            } else if codes.last != code {
                codes.append(code)
                runs.append(1)
            }
        }
        while codes.last == FoldCode.space {
            codes.removeLast()
            runs.removeLast()
        }
        append(TermSpelling(codes: codes, runs: runs, isOpenBefore: isOpenBefore, isOpenBehind: isOpenBehind))
    }
}
