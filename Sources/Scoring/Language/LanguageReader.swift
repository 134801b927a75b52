/// Reads a text once, word by word, and adds up what its runs of one to four letters and its short words say.
struct LanguageReader {
    /// Bytes of a text that are read. Nobody changes the language only behind that.
    static let mostBytes = 8_192
    /// A piece of text ends at the end of a sentence, at the latest at the first space behind this many bytes.
    private static let longestPiece = 160
    /// Symbols of one word that count.
    private static let longestWord = 32
    /// Symbols of a word that is known as a whole.
    private static let longestWhole = 8

    private var tally = LanguageTally()
    /// The last symbols of the word being read, six bits each, the latest lowest.
    private var word: UInt64 = 0
    private var length = 0
    private var isArabic = false

    private init() {}

    /// Calls `report` with the end of each piece, in bytes, and its tally.
    static func read(
        _ bytes: Span<UInt8>, model: borrowing LanguageModel = .shared,
        _ report: (_ end: Int, _ tally: LanguageTally) -> Void
    ) {
        var reader = LanguageReader()
        reader.read(bytes, model.symbols.span, model.latin.span, model.arabic.span, report)
    }

    private mutating func read(
        _ bytes: Span<UInt8>, _ symbols: Span<UInt16>, _ latin: Span<UInt64>, _ arabic: Span<Int8>,
        _ report: (Int, LanguageTally) -> Void
    ) {
        let end = min(bytes.count, Self.mostBytes)
        var index = 0
        var pieceBegin = 0
        var isFresh = true
        while index < end {
            let first = bytes[index]
            if isFresh, Self.isPassedOver(bytes, index, first) {
                close(latin, arabic)
                while index < end, bytes[index] > 0x20 { index += 1 }
                continue
            }
            isFresh = first <= 0x20
            var entry = LanguageSymbol.border
            var scalar = UInt32(first)
            if first < 0x80 {
                index += 1
                entry = symbols[Int(first)]
            } else if first < 0xE0 {
                guard index + 1 < bytes.count else { break }
                scalar = UInt32(first & 0x1F) << 6 | UInt32(bytes[index + 1] & 0x3F)
                index += 2
                entry = symbols[Int(scalar)]
            } else {
                guard index + (first < 0xF0 ? 2 : 3) < bytes.count else { break }
                entry = Self.far(bytes, &index)
            }
            if entry & LanguageSymbol.accented != 0 { addAccent(scalar, latin) }
            add(entry, bytes, index, latin, arabic)
            if length == 0, first <= 0x20 || first == 0x21 || first == 0x2E || first == 0x3F || scalar == 0x61F {
                let isEnd = first == 0x0A || first > 0x20 && (index >= end || bytes[index] <= 0x20)
                if isEnd || index - pieceBegin > Self.longestPiece {
                    finish(&pieceBegin, at: index, report)
                }
            }
        }
        close(latin, arabic)
        finish(&pieceBegin, at: index, report)
    }

    private mutating func finish(_ begin: inout Int, at end: Int, _ report: (Int, LanguageTally) -> Void) {
        guard end > begin else { return }
        begin = end
        tally.settle()
        report(end, tally)
        tally = LanguageTally()
    }

    @inline(__always)
    private mutating func add(
        _ entry: UInt16, _ bytes: Span<UInt8>, _ next: Int, _ latin: Span<UInt64>, _ arabic: Span<Int8>
    ) {
        let symbol = entry & LanguageSymbol.symbol
        if entry & LanguageSymbol.latin != 0 {
            tally.latinLetters &+= 1
            if isArabic { close(latin, arabic) }
            isArabic = false
        } else if entry & LanguageSymbol.arabic != 0 {
            tally.arabicLetters &+= 1
            if !isArabic { close(latin, arabic) }
            isArabic = true
        } else if symbol == LanguageSymbol.border {
            if entry & LanguageSymbol.other != 0 { tally.otherLetters &+= 1 }
            if length > 0 { close(latin, arabic) }
            return
        } else if symbol == LanguageSymbol.dropped {
            return
        } else {
            // Digits and apostrophes belong to a word only where letters of it stand beside them.
            let isJoined = length > 0 && !isArabic
            let leads = Self.isLetter(bytes, next)
            let isKept = symbol == LanguageSymbol.apostrophe ? isJoined && leads : isJoined || leads
            if !isKept || isArabic { close(latin, arabic) }
            if !isKept { return }
            isArabic = false
        }
        let value = UInt64(symbol)
        // Stretched letters say nothing.
        if length >= Self.longestWord || (length >= 2 && word & 0xFFF == value << 6 | value) { return }
        word = word << 6 | value
        length += 1
        addRuns(latin, arabic)
    }

    /// What ends with the symbol read last, or with the border behind a word.
    @inline(__always)
    private mutating func addRuns(_ latin: Span<UInt64>, _ arabic: Span<Int8>) {
        add(word & 0xFFF, 2, latin, arabic)
        if length >= 2 { add(word & 0x3FFFF, 3, latin, arabic) }
        if length >= 3 { add(word & 0xFFFFFF, 4, latin, arabic) }
    }

    @inline(__always)
    private mutating func add(_ run: UInt64, _ size: UInt64, _ latin: Span<UInt64>, _ arabic: Span<Int8>) {
        if isArabic {
            tally.moroccan &+= Int32(arabic[LanguageModel.place(run, size: size, bits: LanguageModel.arabicBits)])
            tally.arabicRuns &+= 1
        } else {
            tally.add(latin[LanguageModel.place(run, size: size, bits: LanguageModel.latinBits)])
        }
    }

    private mutating func close(_ latin: Span<UInt64>, _ arabic: Span<Int8>) {
        guard length > 0 else { return }
        let isWhole = length >= 3 && length <= Self.longestWhole
        let size = UInt64(length + 2)
        word <<= 6
        length += 1
        addRuns(latin, arabic)
        if isWhole { add(word, size, latin, arabic) }
        (word, length) = (0, 0)
        if tally.isFull { tally.settle() }
    }

    private mutating func addAccent(_ scalar: UInt32, _ latin: Span<UInt64>) {
        let lower = scalar >= 0x100 ? scalar | 1 : scalar >= 0xC0 && scalar <= 0xDE ? scalar | 0x20 : scalar
        tally.add(latin[LanguageModel.place(UInt64(lower), size: 1, bits: LanguageModel.latinBits)])
        if tally.isFull { tally.settle() }
    }

    /// Links and names with an @ say nothing about the language.
    @inline(__always)
    private static func isPassedOver(_ bytes: Span<UInt8>, _ index: Int, _ first: UInt8) -> Bool {
        switch first {
        case UInt8(ascii: "@"): true
        case UInt8(ascii: "h"):
            index + 3 < bytes.count && bytes[index + 1] == UInt8(ascii: "t") && bytes[index + 2] == UInt8(ascii: "t")
                && bytes[index + 3] == UInt8(ascii: "p")
        case UInt8(ascii: "w"):
            index + 3 < bytes.count && bytes[index + 1] == UInt8(ascii: "w") && bytes[index + 2] == UInt8(ascii: "w")
                && bytes[index + 3] == UInt8(ascii: ".")
        default: false
        }
    }

    /// A scalar from 0x800 on: of its letters only those that are Latin ones in another dress are read.
    private static func far(_ bytes: Span<UInt8>, _ index: inout Int) -> UInt16 {
        let first = UInt32(bytes[index])
        var scalar = first < 0xF0 ? first & 0x0F : first & 0x07
        let size = first < 0xF0 ? 3 : 4
        for step in 1..<size { scalar = scalar << 6 | UInt32(bytes[index + step] & 0x3F) }
        index += size
        if scalar == 0x2019 { return LanguageSymbol.apostrophe }
        let entry = FoldTable.shared[scalar]
        let code = UInt8(truncatingIfNeeded: entry)
        if FoldCode.isLatin(code) { return UInt16(code - FoldCode.a + 1) | LanguageSymbol.latin }
        return FoldCode.isLetter(code) ? LanguageSymbol.other : LanguageSymbol.border
    }

    /// Whether a Latin letter stands at `index`.
    @inline(__always)
    private static func isLetter(_ bytes: Span<UInt8>, _ index: Int) -> Bool {
        guard index < bytes.count else { return false }
        let byte = bytes[index]
        return (byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z")) || (byte >= 0xC3 && byte <= 0xC8)
    }
}
