import Foundation
import Privacy
import Testing
import WebhookNotifier

/// Vectors: standard-webhooks `libraries/python/tests/test_webhooks.py`, and the page "Verifying Webhooks Manually" of
/// Svix's documentation.
struct WebhookSignatureTests {
    struct Vector: Sendable {
        var secret: String
        var id: String
        var timestamp: Int64
        var body: String
        var signature: String
    }

    static let official = Vector(
        secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", id: "msg_p5jXN8AQM9LWM0D4loKWxJek", timestamp: 1_614_265_330,
        body: #"{"test": 2432232314}"#, signature: "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")

    static let vectors = [
        official,
        Vector(
            secret: "whsec_plJ3nmyCDGBKInavdOK15jsl", id: "msg_loFOjxBNrRLzqYUf", timestamp: 1_731_705_121,
            body: #"{"event_type":"ping","data":{"success":true}}"#,
            signature: "v1,rAvfW3dJ/X/qxhsaXPOyyCGmRKsaKWcsNccKXlIktD0="),
    ]

    @Test(arguments: vectors)
    func `a message is signed as the published vectors are`(vector: Vector) throws {
        // One published key has 18 bytes only, which we would not take from an owner.
        let key = try #require(Data(base64Encoded: String(vector.secret.dropFirst(6))))
        let secret = EndpointSecret(key: Secret([UInt8](key)))
        let header = WebhookSignature.header(
            id: vector.id, timestamp: vector.timestamp, body: Array(vector.body.utf8), secrets: [secret])
        #expect(header == vector.signature)
    }

    @Test func `two secrets give two tokens with one space between`() throws {
        let first = try #require(EndpointSecret(text: Self.official.secret))
        let header = WebhookSignature.header(
            id: Self.official.id, timestamp: Self.official.timestamp, body: Array(Self.official.body.utf8),
            secrets: [first, .random()])
        let tokens = header.split(separator: " ", omittingEmptySubsequences: false)
        #expect(tokens.count == 2 && tokens[0] == Self.official.signature)
        #expect(tokens.allSatisfy { $0.hasPrefix("v1,") && $0.utf8.count == 3 + 44 })
    }

    struct Received: Sendable {
        var what: String
        var id: String? = official.id
        var timestamp: String? = String(official.timestamp)
        var signature: String? = official.signature
        var body = official.body
        var clockAhead: Int64 = 0
        var refusal: WebhookSignature.Refusal?
    }

    static let received = [
        Received(what: "untouched", refusal: nil),
        Received(what: "299 s old", clockAhead: 299, refusal: nil),
        Received(what: "among others", signature: "v1,AAAA v2,x v1a,y \(official.signature)", refusal: nil),
        Received(what: "no id", id: nil, refusal: .missingHeader),
        Received(what: "no timestamp", timestamp: nil, refusal: .missingHeader),
        Received(what: "no signature", signature: nil, refusal: .missingHeader),
        Received(what: "a word as time", timestamp: "hello", refusal: .malformedTimestamp),
        Received(what: "a time with a sign", timestamp: "+1614265330", refusal: .malformedTimestamp),
        Received(what: "too old", clockAhead: 301, refusal: .tooOld),
        Received(what: "too new", clockAhead: -301, refusal: .tooNew),
        Received(
            what: "last byte changed", signature: "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OA=",
            refusal: .noMatchingSignature),
        Received(
            what: "another version", signature: "v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
            refusal: .noMatchingSignature),
        Received(what: "no version", signature: "g0hM9SsE", refusal: .noMatchingSignature),
        Received(what: "another id", id: "msg_other", refusal: .noMatchingSignature),
        Received(what: "another second", timestamp: "1614265331", refusal: .noMatchingSignature),
        Received(what: "one space more", body: #"{"test":  2432232314}"#, refusal: .noMatchingSignature),
    ]

    @Test(arguments: received)
    func `a received message is refused for a named reason`(row: Received) throws {
        let secret = try #require(EndpointSecret(text: Self.official.secret))
        var refusal: WebhookSignature.Refusal?
        do throws(WebhookSignature.Refusal) {
            try WebhookSignature.verify(
                id: row.id, timestamp: row.timestamp, signature: row.signature, body: Array(row.body.utf8),
                secret: secret, now: Self.official.timestamp + row.clockAhead)
        } catch { refusal = error }
        #expect(refusal == row.refusal, "\(row.what)")
    }
}

struct EndpointSecretTests {
    @Test func `a fresh secret has 24 bytes, no padding and reads back`() throws {
        let secret = EndpointSecret.random()
        #expect(secret.key.bytes.count == 24 && !secret.text.contains("="))
        #expect(EndpointSecret(text: secret.text) == secret)
        #expect(secret != .random())
    }

    @Test(arguments: [
        "", "whsec_", "whsec_%", "whsec_wronglength", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        "whpk_1SiA4o9hyqTCpIqC5V9HUakiiaeACeqfZTInDBbOir4=", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaS",
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaS ", "whsec_" + String(repeating: "AAAA", count: 22),
    ])
    func `what is no secret is refused`(text: String) {
        #expect(EndpointSecret(text: text) == nil)
    }

    @Test func `a secret does not show itself`() {
        let secret = EndpointSecret.random()
        let shown = "\(secret) \(String(reflecting: secret))"
        #expect(!shown.contains(secret.text.dropFirst(6)) && shown.contains("***"))
        #expect(!shown.contains(String(describing: secret.key.bytes)))
    }
}
