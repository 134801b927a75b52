import Crypto
import Foundation
import Privacy

/// Standard Webhooks 1.0.0, scheme `v1`: HMAC-SHA256 over `id.timestamp.body`.
package enum WebhookSignature {
    /// The value of `webhook-signature`: one `v1,base64` for each secret, joined by one space, as receivers' libraries
    /// take nothing looser. `id` must not contain a full stop; `timestamp` is Unix seconds of the attempt.
    package static func header(id: String, timestamp: Int64, body: [UInt8], secrets: [EndpointSecret]) -> String {
        precondition(!id.isEmpty && !id.utf8.contains(UInt8(ascii: ".")) && !secrets.isEmpty)
        return secrets.map {
            "v1," + Data(code(id: id, timestamp: timestamp, body: body, secret: $0)).base64EncodedString()
        }
        .joined(separator: " ")
    }

    /// What is wrong with a received message.
    package enum Refusal: Error, Equatable {
        case missingHeader, malformedTimestamp, tooOld, tooNew, noMatchingSignature
    }

    /// The receiver's side: throws unless one `v1` token matches and the time is within five minutes of `now`.
    package static func verify(
        id: String?, timestamp: String?, signature: String?, body: [UInt8], secret: EndpointSecret, now: Int64
    ) throws(Refusal) {
        guard let id, let timestamp, let signature, !id.isEmpty, !signature.isEmpty else { throw .missingHeader }
        guard let seconds = Int64(timestamp), String(seconds) == timestamp, seconds >= 0 else {
            throw .malformedTimestamp
        }
        guard seconds >= now - toleranceSeconds else { throw .tooOld }
        guard seconds <= now + toleranceSeconds else { throw .tooNew }
        let expected = Secret(code(id: id, timestamp: seconds, body: body, secret: secret))
        let tokens = signature.split(separator: " ").filter { $0.hasPrefix("v1,") }
        guard
            tokens.contains(where: {
                Data(base64Encoded: String($0.dropFirst(3))).map { Secret([UInt8]($0)) } == expected
            })
        else { throw .noMatchingSignature }
    }

    private static let toleranceSeconds: Int64 = 300

    private static func code(id: String, timestamp: Int64, body: [UInt8], secret: EndpointSecret) -> [UInt8] {
        var code = HMAC<SHA256>(key: secret.key.symmetricKey)
        code.update(data: Array("\(id).\(timestamp).".utf8))
        code.update(data: body)
        return Array(code.finalize())
    }
}
