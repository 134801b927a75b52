import Crypto
import Foundation
package import Moderation
import Privacy

/// Standard Webhooks 1.0.0: `v1`, HMAC-SHA256, and `v1a`, Ed25519, over `id.timestamp.body`.
package enum WebhookSignature {
    /// The value of `webhook-signature`: `v1,base64` under each secret, then `v1a,base64` under each seed, joined by one
    /// space, as receivers' libraries take nothing looser. `id` must not contain a full stop; `timestamp` is Unix
    /// seconds of the attempt.
    package static func header(id: String, timestamp: Int64, body: [UInt8], keys: [SigningKeys]) -> String {
        header(id: id, timestamp: timestamp, body: body, keys: keys, known: SeedKeys())
    }

    static func header(
        id: String, timestamp: Int64, body: [UInt8], keys: [SigningKeys], known: SeedKeys
    ) -> String {
        precondition(!id.isEmpty && !id.utf8.contains(UInt8(ascii: ".")) && !keys.isEmpty)
        let signed = content(id: id, timestamp: timestamp, body: body)
        let codes = keys.map { "v1," + base64(code(signed, EndpointSecret(key: $0.secret))) }
        let signatures = keys.compactMap(\.seed).map { "v1a," + base64(known.signature(signed, seed: $0)) }
        return (codes + signatures).joined(separator: " ")
    }

    /// What a receiver holds: it trusts one scheme and lets no token of another one count.
    package enum Key: Sendable {
        case secret(EndpointSecret)
        case publicKey(EndpointPublicKey)
    }

    /// What is wrong with a received message.
    package enum Refusal: String, Error, Equatable {
        case missingHeader = "missing_header"
        case malformedTimestamp = "malformed_timestamp"
        case tooOld = "too_old"
        case tooNew = "too_new"
        case noMatchingSignature = "no_matching_signature"
    }

    /// The receiver's side: throws unless one token of the key's scheme matches and the time is within five minutes of
    /// `now`.
    package static func verify(
        id: String?, timestamp: String?, signature: String?, body: [UInt8], key: Key, now: Int64
    ) throws(Refusal) {
        guard let id, let timestamp, let signature, !id.isEmpty, !signature.isEmpty else { throw .missingHeader }
        guard let seconds = Int64(timestamp), String(seconds) == timestamp, seconds >= 0 else {
            throw .malformedTimestamp
        }
        guard seconds >= now - toleranceSeconds else { throw .tooOld }
        guard seconds <= now + toleranceSeconds else { throw .tooNew }
        let signed = content(id: id, timestamp: seconds, body: body)
        guard matches(signature.split(separator: " "), signed, key) else { throw .noMatchingSignature }
    }

    private static let toleranceSeconds: Int64 = 300

    private static func matches(_ tokens: [Substring], _ signed: [UInt8], _ key: Key) -> Bool {
        switch key {
        case .secret(let secret):
            let expected = Secret(code(signed, secret))
            return values(of: "v1,", in: tokens).contains { Secret([UInt8]($0)) == expected }
        case .publicKey(let key):
            guard let checker = try? Curve25519.Signing.PublicKey(rawRepresentation: key.bytes) else { return false }
            return values(of: "v1a,", in: tokens).contains { checker.isValidSignature($0, for: signed) }
        }
    }

    private static func values(of scheme: String, in tokens: [Substring]) -> [Data] {
        tokens.compactMap { $0.hasPrefix(scheme) ? Data(base64Encoded: String($0.dropFirst(scheme.count))) : nil }
    }

    private static func content(id: String, timestamp: Int64, body: [UInt8]) -> [UInt8] {
        Array("\(id).\(timestamp).".utf8) + body
    }

    private static func code(_ signed: [UInt8], _ secret: EndpointSecret) -> [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: signed, using: secret.key.symmetricKey))
    }

    private static func base64(_ bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }
}
