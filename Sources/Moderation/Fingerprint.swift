import Crypto

/// Names a state of lists or policy by its content; not for secrets. See `EngineVersions`.
package enum Fingerprint {
    /// The first 12 hex digits of SHA-256.
    package static func of(_ bytes: [UInt8]) -> String {
        SHA256.hash(data: bytes).prefix(6).map { byte in
            let hex = String(byte, radix: 16)
            return hex.utf8.count == 1 ? "0" + hex : hex
        }.joined()
    }
}
