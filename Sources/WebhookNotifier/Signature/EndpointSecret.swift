import Foundation
package import Privacy

/// The key an endpoint's deliveries are signed with: 24 to 64 bytes, written `whsec_` and base64.
package struct EndpointSecret: Sendable, Equatable {
    package let key: Secret

    /// A key as the store keeps it.
    package init(key: Secret) {
        self.key = key
    }

    /// 24 bytes: a multiple of three needs no base64 padding, which receivers' libraries treat differently.
    package static func random() -> EndpointSecret {
        EndpointSecret(key: .random(byteCount: 24))
    }

    /// Reads the text form; nil when it is not one, or too short or too long to sign with.
    package init?(text: String) {
        guard text.hasPrefix(Self.prefix), text.utf8.count <= 128,
            let bytes = Data(base64Encoded: String(text.dropFirst(Self.prefix.count))), (24...64).contains(bytes.count)
        else { return nil }
        self.key = Secret([UInt8](bytes))
    }

    /// The text form, for showing to the owner. Never for logs.
    package var text: String { Self.prefix + Data(key.bytes).base64EncodedString() }

    private static let prefix = "whsec_"
}
