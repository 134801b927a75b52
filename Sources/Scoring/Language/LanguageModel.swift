import Moderation

/// What each run of letters within a word says for each language: learned by `Tests/Language/train.py`, see the README beside
/// it for from what. Runs are found by hashing; those that share a place share its weights.
struct LanguageModel: Sendable {
    static let shared = LanguageModel()

    static let latinBits = 13
    static let arabicBits = 14
    /// What a weight in the table is raised by, and its largest size.
    static let bias: Int32 = 45

    /// Eight weights a word, one for each language in Latin letters.
    let latin: [UInt64]
    /// Positive for Moroccan, negative for other Arabic.
    let arabic: [Int8]
    /// By scalar below 0x800: `LanguageSymbol`.
    let symbols: [UInt16]
    /// First 12 hex digits over all that was learned.
    let version: String

    private init() {
        var bytes = Self.bytes(of: LanguageWeights.latin)
        precondition(bytes.count == 8 << Self.latinBits, "the table of Latin letters is cut")
        latin = (0..<1 << Self.latinBits).map { place in
            (0..<8).reduce(UInt64(0)) { $0 | UInt64(bytes[place * 8 + $1]) << UInt64($1 * 8) }
        }
        let arabicBytes = Self.bytes(of: LanguageWeights.arabic)
        precondition(arabicBytes.count == 1 << Self.arabicBits, "the table of Arabic letters is cut")
        arabic = arabicBytes.map { Int8(truncatingIfNeeded: Int32($0) - Self.bias) }
        let symbolBytes = Self.bytes(of: LanguageWeights.symbols)
        precondition(symbolBytes.count == 2 * LanguageSymbol.count, "the table of symbols is cut")
        symbols = (0..<LanguageSymbol.count).map {
            UInt16(symbolBytes[$0 * 2]) | UInt16(symbolBytes[$0 * 2 + 1]) << 6
        }
        bytes.append(contentsOf: arabicBytes)
        bytes.append(contentsOf: symbolBytes)
        version = Fingerprint.of(bytes)
    }

    /// The printable characters from `$` on stand for 0, 1, 2, …; line ends for nothing.
    private static func bytes(of text: String) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        for byte in text.utf8 where byte >= 0x24 { bytes.append(byte - 0x24) }
        return bytes
    }

    /// Where a run of `size` symbols, six bits each, stands in a table of 2^`bits`.
    @inline(__always)
    static func place(_ run: UInt64, size: UInt64, bits: Int) -> Int {
        let mixed = (run ^ (size << 58)) &* 0x9E37_79B9_7F4A_7C15
        return Int(truncatingIfNeeded: mixed >> UInt64(64 - bits))
    }
}

/// What a scalar is to the language model: six bits of symbol, and what else counts.
enum LanguageSymbol {
    static let count = 0x800
    static let border: UInt16 = 0
    static let firstDigit: UInt16 = 27
    static let apostrophe: UInt16 = 37
    /// Marks: as if they did not stand there.
    static let dropped: UInt16 = 63
    static let symbol: UInt16 = 63
    static let latin: UInt16 = 64
    /// A letter of another script.
    static let other: UInt16 = 128
    /// Speaks for itself, beside the letter it is folded to.
    static let accented: UInt16 = 256
    static let arabic: UInt16 = 512
}
