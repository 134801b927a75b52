/// A text as fold codes, one for each character that counts, with the byte at which it began. Also what only this pass can
/// still see: letter case, scripts, marks.
struct Glyphs {
    private(set) var codes: [UInt8] = []
    private(set) var offsets: [UInt32] = []
    let byteCount: Int
    private(set) var upperLetters = 0
    private(set) var lowerLetters = 0
    private(set) var latinLetters = 0
    private(set) var arabicLetters = 0
    private(set) var otherLetters = 0
    /// Marks stacked on characters beyond what any language writes.
    private(set) var excessMarks = 0
    /// Words in which Latin letters stand beside Cyrillic or Greek ones.
    private(set) var mixedWords: [Range<Int>] = []
    /// A digit or sign stands right before a letter, or a digit behind one: the text may spell letters with them.
    private(set) var hasLeet = false
    /// A bracket was seen: the text may hold markup.
    private(set) var hasBracket = false
    private(set) var digits = 0
    private(set) var lineEnds = 0

    static let mostMixedWords = 32

    init(_ bytes: Span<UInt8>, table: borrowing FoldTable = .shared) {
        byteCount = bytes.count
        codes.reserveCapacity(bytes.count + 8)
        offsets.reserveCapacity(bytes.count + 8)
        var index = 0
        var marks = 0
        var wordScripts: UInt16 = 0
        var wordBegin = 0
        var previous = FoldCode.space
        while index < bytes.count {
            let begin = index
            let scalar = Self.decode(bytes, &index)
            let entry = table[scalar]
            let code = UInt8(truncatingIfNeeded: entry)
            if code == FoldCode.dropped {
                marks += entry & FoldTable.mark != 0 ? 1 : 0
                if marks > 2 { excessMarks += 1 }
                continue
            }
            marks = 0
            if entry & FoldTable.upper != 0 { upperLetters += 1 }
            if entry & FoldTable.lower != 0 { lowerLetters += 1 }
            if code < FoldCode.punctuation, code >= FoldCode.otherLetter {
                if wordScripts == 0 { wordBegin = begin }
                wordScripts |= entry & 0x7C00 | 1
                if entry & FoldTable.latin != 0 {
                    latinLetters += 1
                } else if entry & FoldTable.arabic != 0 {
                    arabicLetters += 1
                } else if !FoldCode.isDigit(code) {
                    otherLetters += 1
                } else {
                    digits += 1
                    hasLeet = hasLeet || FoldCode.isLetter(previous)
                }
                if !hasLeet, FoldCode.isLetter(code), FoldCode.isDigit(previous) || previous >= FoldCode.punctuation {
                    hasLeet = Self.triggersLeet(previous, behind: codes)
                }
            } else if wordScripts != 0 {
                if Self.isMixed(wordScripts), mixedWords.count < Self.mostMixedWords {
                    mixedWords.append(wordBegin..<begin)
                }
                wordScripts = 0
            }
            if code >= FoldCode.punctuation {
                if code >= FoldCode.firstExpansion, code < FoldCode.firstExpansion + UInt8(FoldCode.expansions.count) {
                    for part in FoldCode.expansions[Int(code - FoldCode.firstExpansion)] { append(part, begin) }
                    continue
                }
                hasLeet = hasLeet || Self.triggersLeet(code, after: previous)
                hasBracket = hasBracket || code & 0x7F == UInt8(ascii: "[") || code & 0x7F == UInt8(ascii: "<")
            } else if code == FoldCode.lineEnd {
                lineEnds += 1
            }
            previous = code
            append(code, begin)
        }
        if Self.isMixed(wordScripts), mixedWords.count < Self.mostMixedWords {
            mixedWords.append(wordBegin..<byteCount)
        }
    }

    /// The bytes of glyphs `first...last`, with the marks that follow the last one.
    func bytes(_ first: Int, _ last: Int) -> Range<Int> {
        let begin = Int(offsets[first])
        var next = last + 1
        while next < offsets.count, offsets[next] == offsets[last] { next += 1 }
        return begin..<(next < offsets.count ? Int(offsets[next]) : byteCount)
    }

    /// Whether the sign right before a letter may be a letter itself, or is one of a row that hides some.
    private static func triggersLeet(_ sign: UInt8, behind codes: [UInt8]) -> Bool {
        let kind = FoldedText.leetTriggers[Int(sign)]
        if kind & FoldedText.beforeLetter != 0 { return true }
        guard kind != 0, codes.count > 1 else { return false }
        let before = codes[codes.count - 2]
        // `f--k`, `fu(k`
        return kind & FoldedText.hidesInRow != 0
            ? before == sign : kind & FoldedText.insideOnly != 0 && FoldCode.isLetter(before)
    }

    /// Whether a sign may be a letter or a part of one whatever follows it: `f|_|ck`, `shi+`.
    @inline(__always)
    private static func triggersLeet(_ sign: UInt8, after previous: UInt8) -> Bool {
        let kind = FoldedText.leetTriggers[Int(sign)]
        return kind & FoldedText.anywhere != 0 || kind & FoldedText.endsWords != 0 && FoldCode.isLetter(previous)
    }

    @inline(__always)
    private mutating func append(_ code: UInt8, _ begin: Int) {
        codes.append(code)
        offsets.append(UInt32(truncatingIfNeeded: begin))
    }

    private static func isMixed(_ scripts: UInt16) -> Bool {
        scripts & FoldTable.latin != 0 && scripts & (FoldTable.cyrillic | FoldTable.greek) != 0
    }

    /// The scalar at `index` of valid UTF-8; `index` moves behind it.
    @inline(__always)
    private static func decode(_ bytes: Span<UInt8>, _ index: inout Int) -> UInt32 {
        let first = UInt32(bytes[index])
        if first < 0x80 {
            index += 1
            return first
        }
        if first < 0xE0 {
            defer { index += 2 }
            return (first & 0x1F) << 6 | UInt32(bytes[index + 1] & 0x3F)
        }
        if first < 0xF0 {
            defer { index += 3 }
            return (first & 0x0F) << 12 | UInt32(bytes[index + 1] & 0x3F) << 6 | UInt32(bytes[index + 2] & 0x3F)
        }
        defer { index += 4 }
        return (first & 0x07) << 18 | UInt32(bytes[index + 1] & 0x3F) << 12 | UInt32(bytes[index + 2] & 0x3F) << 6
            | UInt32(bytes[index + 3] & 0x3F)
    }
}
