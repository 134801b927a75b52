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
    /// ASCII punctuation that was seen, as bits of its lower six: two signs may share one, so this only rules out.
    private var signs: UInt64 = 0
    private(set) var digits = 0
    private(set) var lineEnds = 0

    /// Words of one or two letters or digits, as glyphs: what a word that was pulled apart leaves.
    private(set) var shortWords: [Range<Int>] = []

    static let mostMixedWords = 32

    init(_ bytes: Span<UInt8>, table: borrowing FoldTable = .shared) {
        byteCount = bytes.count
        // Three bytes may unfold to four letters.
        let capacity = bytes.count + bytes.count / 3 + 4
        var codes = [UInt8](repeating: 0, count: capacity)
        var offsets = [UInt32](repeating: 0, count: capacity)
        var codeSpan = codes.mutableSpan
        var offsetSpan = offsets.mutableSpan
        let count = read(bytes, table, &codeSpan, &offsetSpan)
        codes.removeLast(capacity - count)
        offsets.removeLast(capacity - count)
        self.codes = codes
        self.offsets = offsets
    }

    /// Fills `codes` and `offsets`; how many there are.
    private mutating func read(
        _ bytes: Span<UInt8>, _ table: borrowing FoldTable, _ codes: inout MutableSpan<UInt8>,
        _ offsets: inout MutableSpan<UInt32>
    ) -> Int {
        var count = 0
        // What nearly every letter changes stays in registers.
        var (upper, lower, latin, hasLeet) = (0, 0, 0, false)
        var (asciiLetters, asciiUpper) = (0, 0)
        var index = 0
        var marks = 0
        var wordScripts: UInt16 = 0
        var wordBegin = 0
        var previous = FoldCode.space
        // Behind the last glyph that is none of a word.
        var wordGlyph = 0
        while index < bytes.count {
            let begin = index
            let entry: UInt16
            if bytes[index] < 0x80 {
                entry = table[ascii: bytes[index]]
                index += 1
                // Most of most texts: what is below does no more for such a letter.
                if entry & FoldTable.latin != 0, previous < FoldCode.zero {
                    let code = UInt8(truncatingIfNeeded: entry)
                    marks = 0
                    asciiUpper += Int(entry & FoldTable.upper) / Int(FoldTable.upper)
                    if wordScripts == 0 { wordBegin = begin }
                    wordScripts |= FoldTable.latin | 1
                    previous = code
                    codes[count] = code
                    offsets[count] = UInt32(truncatingIfNeeded: begin)
                    count += 1
                    asciiLetters += 1
                    continue
                }
            } else {
                entry = table[Self.decode(bytes, &index)]
            }
            let code = UInt8(truncatingIfNeeded: entry)
            if code == FoldCode.dropped {
                marks += entry & FoldTable.mark != 0 ? 1 : 0
                if marks > 2 { excessMarks += 1 }
                continue
            }
            marks = 0
            upper += Int(entry & FoldTable.upper) / Int(FoldTable.upper)
            lower += Int(entry & FoldTable.lower) / Int(FoldTable.lower)
            if code < FoldCode.punctuation, code >= FoldCode.otherLetter {
                if wordScripts == 0 { wordBegin = begin }
                wordScripts |= entry & 0x7C00 | 1
                if entry & FoldTable.latin != 0 {
                    latin += 1
                } else if entry & FoldTable.arabic != 0 {
                    arabicLetters += 1
                } else if !FoldCode.isDigit(code) {
                    otherLetters += 1
                } else {
                    digits += 1
                    hasLeet = hasLeet || FoldCode.isLetter(previous)
                }
                if !hasLeet, FoldCode.isDigit(previous) || previous >= FoldCode.punctuation, FoldCode.isLetter(code) {
                    hasLeet = Self.triggersLeet(previous, behind: count > 1 ? codes[count - 2] : nil)
                }
            } else if wordScripts != 0 {
                noteScripts(wordScripts, wordBegin..<begin)
                wordScripts = 0
            }
            if code >= FoldCode.punctuation {
                if code >= FoldCode.firstExpansion, code < FoldCode.firstExpansion + UInt8(FoldCode.expansions.count) {
                    for part in FoldCode.expansions[Int(code - FoldCode.firstExpansion)] {
                        codes[count] = part
                        offsets[count] = UInt32(truncatingIfNeeded: begin)
                        count += 1
                    }
                    continue
                }
                signs |= 1 << UInt64(code & 63)
                hasLeet = hasLeet || Self.triggersLeet(code, after: previous)
            } else if code == FoldCode.lineEnd {
                lineEnds += 1
            }
            previous = code
            codes[count] = code
            offsets[count] = UInt32(truncatingIfNeeded: begin)
            if !FoldCode.isWord(code) {
                noteShortWord(wordGlyph..<count)
                wordGlyph = count + 1
            }
            count += 1
        }
        noteShortWord(wordGlyph..<count)
        noteScripts(wordScripts, wordBegin..<byteCount)
        upperLetters = upper + asciiUpper
        lowerLetters = lower + asciiLetters - asciiUpper
        latinLetters = latin + asciiLetters
        self.hasLeet = hasLeet
        return count
    }

    @inline(__always)
    private mutating func noteShortWord(_ word: Range<Int>) {
        if word.count == 1 || word.count == 2 { shortWords.append(word) }
    }

    private mutating func noteScripts(_ scripts: UInt16, _ word: Range<Int>) {
        if Self.isMixed(scripts), mixedWords.count < Self.mostMixedWords { mixedWords.append(word) }
    }

    /// Whether the text may hold this sign; false is certain.
    func hasSign(_ sign: Unicode.Scalar) -> Bool { signs & (1 << UInt64(sign.value & 63)) != 0 }

    /// The bytes of glyphs `first...last`, with the marks that follow the last one.
    func bytes(_ first: Int, _ last: Int) -> Range<Int> {
        let begin = Int(offsets[first])
        var next = last + 1
        while next < offsets.count, offsets[next] == offsets[last] { next += 1 }
        return begin..<(next < offsets.count ? Int(offsets[next]) : byteCount)
    }

    /// Whether the sign right before a letter may be a letter itself, or is one of a row that hides some.
    private static func triggersLeet(_ sign: UInt8, behind before: UInt8?) -> Bool {
        let kind = FoldedText.leetTriggers[Int(sign)]
        if kind & FoldedText.beforeLetter != 0 { return true }
        guard kind != 0, let before else { return false }
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
