/// Scalar → fold code and script, as pages of 256. Built once from the names Unicode itself gives its characters, so that
/// every accented, fullwidth, circled, mathematical or presentation form of a letter is that letter.
struct FoldTable: Sendable {
    static let shared = FoldTable()

    /// Bits beside the code, in the upper byte of an entry.
    static let upper: UInt16 = 1 << 8
    static let lower: UInt16 = 1 << 9
    static let latin: UInt16 = 1 << 10
    static let cyrillic: UInt16 = 1 << 11
    static let greek: UInt16 = 1 << 12
    static let arabic: UInt16 = 1 << 13
    static let otherScript: UInt16 = 1 << 14
    /// A combining mark or another character that shows nothing of its own.
    static let mark: UInt16 = 1 << 15

    private var pages: [UInt16]
    private var entries: [UInt16]

    private init() {
        pages = Array(repeating: 0, count: 0x1100)
        entries = Array(repeating: UInt16(FoldCode.otherLetter) | Self.otherScript, count: 256)
        for page in 0..<0x1100 where Self.isDescribed(page) {
            pages[page] = UInt16(entries.count / 256)
            for low in 0..<256 {
                let value = UInt32(page << 8 | low)
                entries.append(Unicode.Scalar(value).map(Self.entry) ?? UInt16(FoldCode.space))
            }
        }
    }

    @inline(__always)
    subscript(_ scalar: UInt32) -> UInt16 {
        entries[Int(pages[Int(scalar >> 8)]) << 8 | Int(scalar & 0xFF)]
    }

    /// Blocks with letters to fold, marks or signs. Every other block holds letters of scripts we have no list for.
    private static func isDescribed(_ page: Int) -> Bool {
        switch page {
        case 0x00...0x08, 0x13, 0x1D...0x2F, 0x30, 0xA4, 0xA7, 0xAB, 0xE0, 0xF0, 0xFB...0xFF, 0x1D4...0x1D7,
            0x1F0...0x1FB:
            true
        default: false
        }
    }

    private static func entry(_ scalar: Unicode.Scalar) -> UInt16 {
        let value = scalar.value
        if value < 0x80 { return ascii(UInt8(value)) }
        if let twin = lookAlikes[scalar] {
            return UInt16(FoldCode.latin(twin)) | script(of: value) | caseBits(scalar)
        }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .spacingMark: return UInt16(FoldCode.dropped) | mark
        case .format: return UInt16(FoldCode.dropped)
        case .lineSeparator, .paragraphSeparator: return UInt16(FoldCode.lineEnd)
        case .control where value == 0x85: return UInt16(FoldCode.lineEnd)
        default: break
        }
        if value == 0x640 || value == 0x34F || value == 0x621 { return UInt16(FoldCode.dropped) | arabic }
        if let digit = scalar.properties.numericType == .decimal ? scalar.properties.numericValue : nil {
            return UInt16(FoldCode.zero + UInt8(digit))
        }
        if let code = named(scalar.properties.name ?? "") {
            return UInt16(code) | (FoldCode.isArabic(code) ? arabic : latin) | caseBits(scalar)
        }
        if let sign = signs[scalar] { return UInt16(sign) }
        if scalar.properties.isAlphabetic {
            return UInt16(FoldCode.otherLetter) | script(of: value) | caseBits(scalar)
        }
        return UInt16(FoldCode.space)
    }

    private static func ascii(_ byte: UInt8) -> UInt16 {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt16(FoldCode.a + byte - UInt8(ascii: "a")) | latin | lower
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt16(FoldCode.a + byte - UInt8(ascii: "A")) | latin | upper
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt16(FoldCode.zero + byte - UInt8(ascii: "0"))
        case 0x0A, 0x0D: UInt16(FoldCode.lineEnd)
        case 0...0x20, 0x7F: UInt16(FoldCode.space)
        default: UInt16(FoldCode.punctuation | byte)
        }
    }

    private static func caseBits(_ scalar: Unicode.Scalar) -> UInt16 {
        if scalar.properties.isUppercase { return upper }
        return scalar.properties.isLowercase ? lower : 0
    }

    private static func script(of value: UInt32) -> UInt16 {
        switch value {
        case 0x370...0x3FF, 0x1F00...0x1FFF: greek
        case 0x400...0x52F: cyrillic
        case 0x600...0x6FF, 0x750...0x77F, 0x8A0...0x8FF, 0xFB50...0xFDFF, 0xFE70...0xFEFF: arabic
        case 0...0x24F, 0x1E00...0x1EFF: latin
        default: otherScript
        }
    }

    /// Signs that are read as letters, never as word borders only.
    private static let signs: [Unicode.Scalar: UInt8] = [
        "€": FoldCode.punctuation | UInt8(ascii: "e"), "£": FoldCode.punctuation | UInt8(ascii: "l"),
        "¢": FoldCode.punctuation | UInt8(ascii: "c"), "¥": FoldCode.punctuation | UInt8(ascii: "y"),
        "§": FoldCode.punctuation | UInt8(ascii: "s"), "¡": FoldCode.punctuation | UInt8(ascii: "!"),
        "❗": FoldCode.punctuation | UInt8(ascii: "!"), "¦": FoldCode.punctuation | UInt8(ascii: "|"),
    ]
}
