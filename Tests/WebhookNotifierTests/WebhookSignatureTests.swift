import Foundation
import Moderation
import Privacy
import Testing
import WebhookNotifier

/// `Tests/Clients/signatures.json`: what the vectors were computed from is said there, row by row.
struct SignatureVectors: Decodable {
    struct Keys: Decodable, Sendable {
        var secret: String
        var signing: String?
        var `public`: String?
    }

    struct Signed: Decodable, Sendable, CustomTestStringConvertible {
        var name: String
        var keys: [Keys]
        var id: String
        var timestamp: Int64
        var body: String
        var signature: String

        var testDescription: String { name }
    }

    struct Received: Decodable, Sendable, CustomTestStringConvertible {
        var name: String
        var key: String
        var id: String?
        var timestamp: String?
        var signature: String?
        var body: String
        var now: Int64
        var refusal: String?

        var testDescription: String { name }
    }

    var signed: [Signed]
    var received: [Received]
    var noSecrets: [String]
    var noPublicKeys: [String]
    var noSigningKeys: [String]

    /// Empty when the file is not there or not this: then `theFileIsRead` fails.
    static let all: SignatureVectors = {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("Clients/signatures.json")
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        guard let data = try? Data(contentsOf: file), let all = try? decoder.decode(SignatureVectors.self, from: data)
        else { return SignatureVectors(signed: [], received: [], noSecrets: [], noPublicKeys: [], noSigningKeys: []) }
        return all
    }()
}

struct WebhookSignatureTests {
    @Test func `the file of vectors is read`() {
        #expect(SignatureVectors.all.signed.count >= 6 && SignatureVectors.all.received.count >= 40)
        #expect(Set(SignatureVectors.all.received.map(\.refusal)).count == 6)
    }

    @Test(arguments: SignatureVectors.all.signed)
    func `a message is signed as it was elsewhere`(row: SignatureVectors.Signed) throws {
        let keys = try row.keys.map { text in
            // One published key has 18 bytes only, which we would not take from an owner.
            let bytes = try #require(Data(base64Encoded: String(text.secret.dropFirst(6))))
            let signing = try text.signing.map { try #require(EndpointSigningKey(text: $0)) }
            #expect(signing?.publicKey.text == text.public)
            return SigningKeys(secret: Secret([UInt8](bytes)), seed: signing?.seed)
        }
        let header = WebhookSignature.header(
            id: row.id, timestamp: row.timestamp, body: Array(row.body.utf8), keys: keys)
        #expect(header == row.signature)
    }

    @Test(arguments: SignatureVectors.all.received)
    func `a received message is taken, or refused for a named reason`(row: SignatureVectors.Received) throws {
        let key: WebhookSignature.Key =
            if let publicKey = EndpointPublicKey(text: row.key) {
                .publicKey(publicKey)
            } else {
                .secret(try #require(EndpointSecret(text: row.key)))
            }
        var refusal: WebhookSignature.Refusal?
        do throws(WebhookSignature.Refusal) {
            try WebhookSignature.verify(
                id: row.id, timestamp: row.timestamp, signature: row.signature, body: Array(row.body.utf8), key: key,
                now: row.now)
        } catch { refusal = error }
        #expect(refusal?.rawValue == row.refusal)
    }
}

struct EndpointSecretTests {
    @Test func `a fresh secret has 24 bytes, no padding and reads back`() throws {
        let secret = EndpointSecret.random()
        #expect(secret.key.bytes.count == 24 && !secret.text.contains("="))
        #expect(EndpointSecret(text: secret.text) == secret)
        #expect(secret != .random())
    }

    @Test func `a fresh signing key tells its public half and differs from the next`() {
        let key = EndpointSigningKey.random()
        #expect(key.seed.bytes.count == 32 && EndpointPublicKey(text: key.publicKey.text) == key.publicKey)
        #expect(EndpointSigningKey(seed: key.seed) == key && key != .random())
        #expect(EndpointSigningKey(seed: Secret([1])) == nil)
    }

    @Test(arguments: SignatureVectors.all.noSecrets)
    func `what is no secret is refused`(text: String) { #expect(EndpointSecret(text: text) == nil) }

    @Test(arguments: SignatureVectors.all.noPublicKeys)
    func `what is no public key is refused`(text: String) { #expect(EndpointPublicKey(text: text) == nil) }

    @Test(arguments: SignatureVectors.all.noSigningKeys)
    func `what is no signing key is refused`(text: String) { #expect(EndpointSigningKey(text: text) == nil) }

    @Test func `keys do not show themselves`() {
        let new = NewEndpointKeys()
        let shown = "\(new) \(String(reflecting: new)) \(new.keys)"
        #expect(!shown.contains(new.secret.text.dropFirst(6)) && shown.contains("***"))
        #expect(!shown.contains(String(describing: new.secret.key.bytes)))
        #expect(!shown.contains(String(describing: new.signing.seed.bytes)))
    }
}
