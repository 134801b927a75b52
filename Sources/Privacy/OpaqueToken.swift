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

    /// 12 small letters and digits, as Akismet's clients demand of a key: 62 random bits. Enough against guessing over a
    /// network; who holds the database could find one by trying, so it opens nothing but that door.
    package static func randomAkismetKey() -> OpaqueToken {
        let letters = Array("abcdefghijklmnopqrstuvwxyz0123456789".utf8)
        var text: [UInt8] = []
        while text.count < 12 {
            // 252 is the largest multiple of 36 a byte can hold: what lies beyond would favour some letters.
            text += randomBytes(16).filter { $0 < 252 }.map { letters[Int($0) % 36] }
        }
        return OpaqueToken(String(decoding: text.prefix(12), as: UTF8.self))
    }

    /// SHA-256 of the text: enough for a token of 256 random bits, which nobody can guess through.
    package var digest: [UInt8] { Array(SHA256.hash(data: Array(text.utf8))) }
    package var description: String { "***" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
