import Crypto
import Foundation
package import Privacy

/// An endpoint's Ed25519 key for `v1a`. The service keeps the seed; receivers get the public key and can check, but not
/// sign.
package struct EndpointSigningKey: Sendable, Equatable {
    /// 32 bytes.
    package let seed: Secret
    package let publicKey: EndpointPublicKey

    /// Nil when `seed` has not 32 bytes.
    package init?(seed: Secret) {
        // Its length is the one thing that can be wrong with a seed.
        guard let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed.bytes),
            let publicKey = EndpointPublicKey(bytes: [UInt8](key.publicKey.rawRepresentation))
        else { return nil }
        self.seed = seed
        self.publicKey = publicKey
    }

    package static func random() -> EndpointSigningKey {
        guard let key = EndpointSigningKey(seed: .random(byteCount: 32)) else {
            preconditionFailure("any 32 bytes are a seed")
        }
        return key
    }

    /// Reads `whsk_` and the base64 of seed and public key; nil when it is not that or the two do not belong together.
    package init?(text: String) {
        guard text.hasPrefix("whsk_"), text.utf8.count <= 128,
            let bytes = Data(base64Encoded: String(text.dropFirst(5))),
            bytes.count == 64, let key = EndpointSigningKey(seed: Secret([UInt8](bytes.prefix(32)))),
            key.publicKey.bytes == [UInt8](bytes.suffix(32))
        else { return nil }
        self = key
    }
}

/// What a receiver checks `v1a` with, written `whpk_` and base64.
package struct EndpointPublicKey: Sendable, Equatable {
    /// 32 bytes.
    package let bytes: [UInt8]

    package init?(bytes: [UInt8]) {
        guard bytes.count == 32 else { return nil }
        self.bytes = bytes
    }

    package init?(text: String) {
        guard text.hasPrefix(Self.prefix), text.utf8.count <= 128,
            let bytes = Data(base64Encoded: String(text.dropFirst(Self.prefix.count)))
        else { return nil }
        self.init(bytes: [UInt8](bytes))
    }

    package var text: String { Self.prefix + Data(bytes).base64EncodedString() }

    private static let prefix = "whpk_"
}
