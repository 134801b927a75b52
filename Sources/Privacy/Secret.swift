package import Crypto

/// Key material or a password. It prints as `***`, is compared in constant time and has no way into JSON.
package struct Secret: Sendable, Equatable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// For the one caller that must hand them to a key function or show them once.
    package let bytes: [UInt8]

    package init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Fresh bytes from the system's random source.
    package static func random(byteCount: Int) -> Secret {
        Secret(randomBytes(byteCount))
    }

    package static func == (left: Secret, right: Secret) -> Bool {
        left.bytes.count == right.bytes.count
            && zip(left.bytes, right.bytes).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }

    package var symmetricKey: SymmetricKey { SymmetricKey(data: bytes) }
    package var description: String { "***" }
    package var debugDescription: String { "***" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
