package import Crypto
import Glibc

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

/// Bytes from the system's random source.
package func randomBytes(_ count: Int) -> [UInt8] {
    // One call of the kernel; the standard generator makes one for every eight bytes, and a comment needs over a hundred.
    precondition(count <= 256, "the kernel gives at most 256 bytes at once")
    var bytes = [UInt8](repeating: 0, count: count)
    let result = unsafe bytes.withUnsafeMutableBytes { unsafe getentropy($0.baseAddress, count) }
    guard result == 0 else { preconditionFailure("the system gives no random bytes") }
    return bytes
}
