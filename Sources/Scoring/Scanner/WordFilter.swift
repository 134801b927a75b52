/// Says of most words that no pattern begins with them, from two bits in one machine word (a blocked Bloom filter, Putze,
/// Sanders and Singler, 2007). With eight bits a word about one unknown word in twenty passes, however many there are.
struct WordFilter: Sendable {
    /// Polynomial, so that the hash of what is left of a word without its first letters needs no second look at it.
    static let base: UInt64 = 0x9E37_79B9_7F4A_7C15

    /// The hash of the last `letters` of a word, from that of the word and of what stands before them.
    @inline(__always)
    static func rest(of word: UInt64, behind front: UInt64, letters: Int) -> UInt64 {
        // Longer words are in no list.
        guard letters < 64 else { return 0 }
        // `base` to the power of `letters`.
        var (power, square, bits) = (UInt64(1), base, letters)
        while bits != 0 {
            if bits & 1 != 0 { power = power &* square }
            square = square &* square
            bits >>= 1
        }
        return word &- front &* power
    }

    private var blocks: [UInt64]
    private let shift: UInt64

    init(hashes: [UInt64]) {
        var bits: UInt64 = 4
        while 1 << (bits + 3) < hashes.count { bits += 1 }
        blocks = Array(repeating: 0, count: 1 << Int(bits))
        shift = 64 - bits
        for hash in hashes {
            let mixed = Self.mix(hash)
            blocks[Int(mixed >> shift)] |= Self.bits(mixed)
        }
    }

    @inline(__always)
    func mayHold(_ hash: UInt64) -> Bool {
        let mixed = Self.mix(hash)
        let bits = Self.bits(mixed)
        return blocks.span[Int(mixed >> shift)] & bits == bits
    }

    /// The hash of a word with one more code.
    @inline(__always)
    static func step(_ hash: UInt64, _ code: UInt8) -> UInt64 { hash &* base &+ UInt64(code) }

    /// The hash of two words in this order.
    @inline(__always)
    static func pair(_ first: UInt64, _ second: UInt64) -> UInt64 { first &* 0xD6E8_FEB8_6659_FD93 &+ second }

    @inline(__always)
    private static func mix(_ hash: UInt64) -> UInt64 { (hash ^ hash >> 29) &* 0xBF58_476D_1CE4_E5B9 }

    @inline(__always)
    private static func bits(_ mixed: UInt64) -> UInt64 { 1 << (mixed & 63) | 1 << (mixed >> 6 & 63) }
}
