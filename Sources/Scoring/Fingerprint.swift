/// SHA-256 (FIPS 180-4), to name a state of lists or policy; not for secrets.
package enum Fingerprint {
    /// The first 12 hex digits of the digest.
    package static func of(_ bytes: [UInt8]) -> String {
        digest(bytes).prefix(6).map { byte in
            let hex = String(byte, radix: 16)
            return hex.utf8.count == 1 ? "0" + hex : hex
        }.joined()
    }

    static func digest(_ bytes: [UInt8]) -> [UInt8] {
        var message = bytes
        message.append(0x80)
        while message.count % 64 != 56 { message.append(0) }
        let bits = UInt64(bytes.count) * 8
        for shift in stride(from: 56, through: 0, by: -8) {
            message.append(UInt8(truncatingIfNeeded: bits >> UInt64(shift)))
        }
        var hash = squareRoots
        var words = [UInt32](repeating: 0, count: 64)
        for block in stride(from: 0, to: message.count, by: 64) {
            for index in 0..<16 {
                words[index] = (0..<4).reduce(0) { $0 << 8 | UInt32(message[block + index * 4 + $1]) }
            }
            for index in 16..<64 {
                let early = words[index - 15]
                let late = words[index - 2]
                let small = rotated(early, 7) ^ rotated(early, 18) ^ early >> 3
                let large = rotated(late, 17) ^ rotated(late, 19) ^ late >> 10
                words[index] = words[index - 16] &+ small &+ words[index - 7] &+ large
            }
            mix(&hash, words)
        }
        return hash.flatMap { word in [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: word >> $0) } }
    }

    private static func mix(_ hash: inout [UInt32], _ words: [UInt32]) {
        var v = hash
        for index in 0..<64 {
            let e = rotated(v[4], 6) ^ rotated(v[4], 11) ^ rotated(v[4], 25)
            let choice = (v[4] & v[5]) ^ (~v[4] & v[6])
            let first = v[7] &+ e &+ choice &+ cubeRoots[index] &+ words[index]
            let a = rotated(v[0], 2) ^ rotated(v[0], 13) ^ rotated(v[0], 22)
            let majority = (v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2])
            v = [first &+ a &+ majority, v[0], v[1], v[2], v[3] &+ first, v[4], v[5], v[6]]
        }
        for index in 0..<8 { hash[index] &+= v[index] }
    }

    private static func rotated(_ word: UInt32, _ by: UInt32) -> UInt32 {
        word >> by | word << (32 - by)
    }

    /// The first 64 primes; the constants are fractions of their roots, as the standard defines them.
    private static let primes: [Int] = {
        var found: [Int] = []
        var candidate = 2
        while found.count < 64 {
            if found.allSatisfy({ candidate % $0 != 0 }) { found.append(candidate) }
            candidate += 1
        }
        return found
    }()

    private static let squareRoots = primes.prefix(8).map { root(of: $0, power: 2) }
    private static let cubeRoots = primes.map { root(of: $0, power: 3) }

    /// The first 32 bits of the fraction of a root, by halving: exact, where a `Double` would only nearly be.
    private static func root(of prime: Int, power: Int) -> UInt32 {
        // Looks for the largest r with r^power <= prime * 2^(32 * power).
        var low: UInt64 = 0
        var high: UInt64 = 32 << 32
        while high - low > 1 {
            let middle = (low + high) / 2
            if isAtMost(middle, power, prime) { low = middle } else { high = middle }
        }
        return UInt32(truncatingIfNeeded: low)
    }

    private static func isAtMost(_ value: UInt64, _ power: Int, _ prime: Int) -> Bool {
        // The value has at most 37 bits, its cube 111.
        let square = UInt128(value) * UInt128(value)
        if power == 2 { return square <= UInt128(prime) << 64 }
        let cube = square * UInt128(value)
        return cube <= UInt128(prime) << 96
    }
}
