import Crypto
import Foundation

/// A random text that proves who holds it: an API key, a session, a one-time link. Only its digest is stored.
package struct OpaqueToken: Sendable, CustomStringConvertible, CustomReflectable {
    /// To be shown to its owner once.
    package let text: String

    /// Takes a token that came from outside.
    package init(_ text: String) {
        self.text = text
    }

    /// `prefix` and 256 random bits in base64url.
    package static func random(prefix: String) -> OpaqueToken {
        let base64 = Data(randomBytes(32)).base64EncodedString()
        return OpaqueToken(
            prefix + base64.replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: ""))
    }

    /// SHA-256 of the text: enough for a token of 256 random bits, which nobody can guess through.
    package var digest: [UInt8] { Array(SHA256.hash(data: Array(text.utf8))) }
    package var description: String { "***" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
