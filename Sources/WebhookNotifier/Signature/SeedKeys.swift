import Crypto
import Privacy
import Synchronization

/// Ed25519 keys by their seeds: to make the key from the seed costs as much as to sign with it.
final class SeedKeys: Sendable {
    private typealias Key = Curve25519.Signing.PrivateKey

    /// Past this many it begins anew.
    private static let maximumCount = 1024

    private let known = Mutex<[[UInt8]: Key]>([:])

    func signature(_ signed: [UInt8], seed: Secret) -> [UInt8] {
        do {
            return [UInt8](try key(seed.bytes).signature(for: signed))
        } catch {
            preconditionFailure("any 32 bytes are a seed, and a seed signs anything")
        }
    }

    private func key(_ seed: [UInt8]) throws -> Key {
        if let key = known.withLock({ $0[seed] }) { return key }
        let key = try Key(rawRepresentation: seed)
        known.withLock { known in
            if known.count >= Self.maximumCount { known = [:] }
            known[seed] = key
        }
        return key
    }
}
