import Foundation
import HTTPAPI
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Moderation
import NIOCore
import Privacy
import Testing
import WebhookNotifier

@testable import tamis

@Suite struct DemoInboxTests {
    static let now: Int64 = 1_800_000_000
    static let body = [
        #"{"type":"comment.approved","data":{"comment_id":"cmt_1","status":"approved","previous_status":"flagged","#,
        #""version":2,"thread":{"id":"passerelle"},"author":{"name":"<b>Nora"},"body":"Bonjour <i>","#,
        #""decision":{"decision":"approve","by":"mod_1","reasons":[],"at":"x"}}}"#,
    ].flatMap { Array($0.utf8) }

    struct Case: CustomTestStringConvertible, Sendable {
        var name: String
        var age: Int64 = 0
        var isOurs = true
        var isChanged = false
        var leaves: String?
        var refusal: WebhookSignature.Refusal?
        var testDescription: String { name }
    }

    static let cases = [
        Case(name: "good"),
        Case(name: "five minutes old", age: 300),
        Case(name: "another's key", isOurs: false, refusal: .noMatchingSignature),
        Case(name: "changed on the way", isChanged: true, refusal: .noMatchingSignature),
        Case(name: "too old", age: 301, refusal: .tooOld),
        Case(name: "from the future", age: -301, refusal: .tooNew),
        Case(name: "unsigned", leaves: "webhook-signature", refusal: .missingHeader),
        Case(name: "without a time", leaves: "webhook-timestamp", refusal: .missingHeader),
    ]

    @Test(arguments: cases) func `an event is believed when its signature and its time are right`(row: Case)
        async throws
    {
        let secret = EndpointSecret.random()
        let inbox = Inbox(secret: secret, now: { Instant(milliseconds: Self.now * 1000) })
        let links = LinkBase(Settings())
        let gazette = Gazette(
            links: links, inboxLinks: links, door: OpaqueToken("door"), comments: KeptComments())
        let server = InboxServer(
            inbox: inbox, links: links, gazette: gazette, transport: AnsweringTransport(204, ""))
        let seconds = Self.now - row.age
        let signature = WebhookSignature.header(
            id: "evt_1", timestamp: seconds, body: Self.body,
            keys: [row.isOurs ? SigningKeys(secret: secret.key) : NewEndpointKeys().keys])
        let all = ["webhook-id": "evt_1", "webhook-timestamp": String(seconds), "webhook-signature": signature]
        let headers = HTTPFields(
            try all.filter { $0.key != row.leaves }.map {
                HTTPField(name: try #require(HTTPField.Name($0.key)), value: $0.value)
            })
        let sent = row.isChanged ? Self.body + [0x20] : Self.body
        try await Application(router: server.router, logger: DemoFixture.logger).test(.router) { client in
            let answer = try await client.execute(
                uri: "/hook", method: .post, headers: headers, body: ByteBuffer(bytes: sent))
            #expect(answer.status == (row.refusal == nil ? .noContent : .unauthorized))
            let page = String(buffer: try await client.execute(uri: "/", method: .get).body)
            #expect(page.contains(row.refusal == nil ? "✓ Verified" : "✕ Refused"))
            #expect(!page.contains("<b>Nora") && !page.contains("Bonjour <i>"))
            #expect(page.contains("&quot;body&quot;: &quot;Bonjour &lt;i&gt;&quot;"))
        }
        #expect(inbox.entries.map(\.refusal) == [row.refusal])
        #expect(inbox.entries.first?.body == sent)
        #expect(gazette.comments["cmt_1"]?.version == (row.refusal == nil ? 2 : nil))
    }

    @Test func `the inbox keeps the newest and no more than it may`() {
        let inbox = Inbox(secret: .random())
        for _ in 0..<Inbox.limitEvents + 5 { _ = inbox.receive(id: "x", timestamp: "1", signature: "v1,x", body: [1]) }
        #expect(inbox.entries.count == Inbox.limitEvents)
        #expect(inbox.entries.first?.number == Inbox.limitEvents + 5)
        for _ in 0..<5 {
            _ = inbox.receive(
                id: String(repeating: "y", count: 500), timestamp: nil, signature: nil,
                body: Array(repeating: 0, count: 1 << 20))
        }
        #expect(inbox.entries.reduce(0) { $0 + $1.body.count } <= Inbox.limitBytes)
        #expect(inbox.entries.first?.id.utf8.count == 100)
    }

    @Test func `who listens is told of each event, and only so many may`() async throws {
        let inbox = Inbox(secret: .random())
        let listening = try #require(inbox.numbers())
        var iterator = listening.stream.makeAsyncIterator()
        #expect(await iterator.next() == 0)
        _ = inbox.receive(id: nil, timestamp: nil, signature: nil, body: [])
        #expect(await iterator.next() == 1)
        // Each is kept: a stream whose reader has gone makes room.
        let others = (0..<20).compactMap { _ in inbox.numbers() }
        #expect(others.count == 15)
        #expect(inbox.numbers() == nil)
        listening.continuation.finish()
        #expect(inbox.numbers() != nil)
        withExtendedLifetime(others) {}
    }

    @Test(arguments: [
        (
            #"{"a":[1,{"b":"x, \"y\": {"}],"c":null}"#,
            "{\n  \"a\": [\n    1,\n    {\n      \"b\": \"x, \\\"y\\\": {\"\n    }\n  ],\n  \"c\": null\n}"
        ),
        ("]]}", "\n]\n]\n}"), ("", ""),
    ])
    func `JSON is laid out for reading`(bytes: String, text: String) {
        #expect(JSONIndent.text(of: Array(bytes.utf8)) == text)
    }
}
