import Crypto
import Foundation
import Privacy

/// What a form carries to prove that it came from a page of ours: HMAC-SHA256 under the token of the cookie it goes
/// with. That cookie is the session's, or before login one made for the form alone.
enum FormToken {
    private static let message = Array("tamis form".utf8)

    static func text(for token: OpaqueToken) -> String {
        Data(HMAC<SHA256>.authenticationCode(for: message, using: key(token))).base64EncodedString()
    }

    /// Compares in constant time.
    static func isValid(_ text: String, for token: OpaqueToken) -> Bool {
        guard let code = Data(base64Encoded: text) else { return false }
        return HMAC<SHA256>.isValidAuthenticationCode(code, authenticating: message, using: key(token))
    }

    private static func key(_ token: OpaqueToken) -> SymmetricKey {
        SymmetricKey(data: Array(token.text.utf8))
    }
}
