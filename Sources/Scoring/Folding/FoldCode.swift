/// What one character is to the scan: a small number instead of a scalar.
///
/// 0 is dropped (marks, zero width), 1 and 2 separate words, 3 is a letter we have no list for, 4… are the letters and
/// digits that terms are made of, 80 a hidden letter. 0x80 and above separate words too, but remember which ASCII
/// character stood there, because it may stand for a letter (`$`) or hold a word apart (`.`).
enum FoldCode {
    static let dropped: UInt8 = 0
    static let space: UInt8 = 1
    static let lineEnd: UInt8 = 2
    static let otherLetter: UInt8 = 3
    static let a: UInt8 = 4
    static let z: UInt8 = 29
    static let zero: UInt8 = 30
    static let nine: UInt8 = 39
    /// The Arabic letters, in the order of `arabicLetters`.
    static let firstArabic: UInt8 = 40
    static let lastArabic: UInt8 = 69
    /// A letter that its writer hid: the stars of `f**k`.
    static let hidden: UInt8 = 80
    static let punctuation: UInt8 = 0x80
    /// Two or more codes at once, see `expansions`. Upper-case ASCII never stands for itself, so these are free.
    static let firstExpansion: UInt8 = 0xC1

    /// Unicode names of the letters that Arabic and Darija are written with here.
    static let arabicLetters = [
        "ALEF", "BEH", "TEH", "THEH", "JEEM", "HAH", "KHAH", "DAL", "THAL", "REH", "ZAIN", "SEEN", "SHEEN", "SAD",
        "DAD",
        "TAH", "ZAH", "AIN", "GHAIN", "FEH", "QAF", "KAF", "LAM", "MEEM", "NOON", "HEH", "WAW", "YEH",
    ]

    static let expansions: [[UInt8]] = [
        [latin("s"), latin("s")], [latin("a"), latin("e")], [latin("o"), latin("e")],
        [arabic("LAM"), arabic("ALEF")], [arabic("ALEF"), arabic("LAM"), arabic("LAM"), arabic("HEH")],
    ]
    static let doubleS = firstExpansion
    static let ae = firstExpansion + 1
    static let oe = firstExpansion + 2
    static let lamAlef = firstExpansion + 3
    static let allah = firstExpansion + 4

    static func latin(_ letter: Unicode.Scalar) -> UInt8 {
        a + UInt8(letter.value - 0x61)
    }

    static func arabic(_ name: String) -> UInt8 {
        guard let index = arabicLetters.firstIndex(of: name) else { preconditionFailure("no such letter: \(name)") }
        return firstArabic + UInt8(index)
    }

    @inline(__always)
    static func isWord(_ code: UInt8) -> Bool {
        code >= otherLetter && code < punctuation
    }

    @inline(__always)
    static func isLetter(_ code: UInt8) -> Bool {
        code == otherLetter || (code >= a && code <= z) || (code >= firstArabic && code <= lastArabic)
    }

    @inline(__always)
    static func isLatin(_ code: UInt8) -> Bool {
        code >= a && code <= z
    }

    /// a, e, i, o, u, y, of the Latin letters.
    @inline(__always)
    static func isVowel(_ code: UInt8) -> Bool {
        isLatin(code) && (1 << UInt32(code - a)) & 0b1_0001_0000_0100_0001_0001_0001 != 0
    }

    @inline(__always)
    static func isDigit(_ code: UInt8) -> Bool {
        code >= zero && code <= nine
    }

    @inline(__always)
    static func isArabic(_ code: UInt8) -> Bool {
        code >= firstArabic && code <= lastArabic
    }
}
