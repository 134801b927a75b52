/// What texts that say nearly the same have in common: a fuzzy hash of 48 bytes (see `TextPrint.init(of:)` in `Scoring`).
///
/// For each of 24 hash functions the least value over all pieces of a text is kept (MinHash, Broder 1997): the share of equal
/// minima of two texts estimates how many of their pieces they share. Three minima each make eight bands (locality-sensitive
/// hashing, Indyk and Motwani 1998): texts that share half of their pieces share a band with 65 %, those that share a twentieth
/// with 0.1 %.
package struct TextPrint: Sendable, Equatable {
    /// The upper halves of 24 32-bit minima.
    package let minima: [UInt16]

    package static let bandCount = 8
    private static let rows = 3
    package static let functions = bandCount * rows

    /// Of 24 minima.
    package init(minima: [UInt16]) {
        precondition(minima.count == Self.functions)
        self.minima = minima
    }

    /// As it is stored: 48 bytes, big-endian. Nil for anything else.
    package init?(stored bytes: [UInt8]) {
        guard bytes.count == Self.functions * 2 else { return nil }
        minima = (0..<Self.functions).map { UInt16(bytes[$0 * 2]) << 8 | UInt16(bytes[$0 * 2 + 1]) }
    }

    package var stored: [UInt8] {
        minima.flatMap { [UInt8(truncatingIfNeeded: $0 >> 8), UInt8(truncatingIfNeeded: $0)] }
    }

    /// Estimated share of common pieces: 0…1.
    package func likeness(to other: TextPrint) -> Double {
        Double(zip(minima, other.minima).count { $0 == $1 }) / Double(Self.functions)
    }

    /// Eight numbers; two texts that are alike share at least one, most probably. `salt` keeps those of sites apart.
    package func bands(salt: UInt64) -> [UInt64] {
        (0..<Self.bandCount).map { band in
            (0..<Self.rows).reduce(salt &+ UInt64(band)) {
                Self.mixed($0 ^ UInt64(minima[band * Self.rows + $1]))
            }
        }
    }

    /// The finaliser of SplitMix64 (Steele, Lea and Flood 2014).
    package static func mixed(_ value: UInt64) -> UInt64 {
        var value = value &+ 0x9E37_79B9_7F4A_7C15
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
