import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Moderation
import Testing
import WebhookNotifier

@testable import tamis

@Suite struct DemoFormBackendTests {
    static let taken = #"{"id":"cmt_1","status":"approved"}"#

    @Test func `what is wrong stands beside its field, with what was typed`() async throws {
        let transport = AnsweringTransport(
            422,
            #"""
            {"code":"invalid_fields","errors":[
            {"field":"author.name","code":"required","message":"Nom : ce champ est obligatoire."},
            {"field":"author.email","code":"invalid_email","message":"Adresse <e-mail> : pas valable."}]}
            """#)
        try await DemoFixture(transport).application.test(.router) { client in
            let answer = try await client.post([
                ("form", "f1"), ("comment", "\nMon texte </textarea><script>"), ("author", ""),
                ("email", "pas \"une\" adresse"), ("url", "exemple"),
            ])
            #expect(answer.status == .unprocessableContent)
            let page = String(buffer: answer.body)
            #expect(page.contains(#"<p class="error" id="author-error">Nom : ce champ est obligatoire.</p>"#))
            #expect(page.contains(#"<p class="error" id="email-error">Adresse &lt;e-mail&gt; : pas valable.</p>"#))
            #expect(page.contains(#"value="pas &quot;une&quot; adresse""#))
            #expect(page.contains(#"aria-invalid="true" aria-describedby="email-error""#))
            #expect(page.contains(">\n\nMon texte &lt;/textarea&gt;&lt;script&gt;</textarea>"))
            #expect(page.contains(#"value="exemple""#))
            #expect(page.contains(#"name="form" value="f1""#))
            #expect(page.contains("2 champs sont à corriger"))
            #expect(!page.contains(#"id="comment-error""#))
            #expect(!page.contains("<script"))
        }
    }

    @Test(arguments: [
        WebhookResult.failed(.notConnected), .answered(WebhookAnswer(status: 503)),
        .answered(WebhookAnswer(status: 401)),
    ])
    func `when Tamis does not take it, nothing that was typed is lost`(result: WebhookResult) async throws {
        try await DemoFixture(AnsweringTransport(result)).application.test(.router) { client in
            let answer = try await client.post(DemoFixture.typed)
            #expect(answer.status == .serviceUnavailable)
            let page = String(buffer: answer.body)
            #expect(page.contains("Bonjour &amp; merci</textarea>"))
            #expect(page.contains("n’a pas pu être enregistré"))
        }
    }

    @Test func `a comment that is taken leads back to the article, and its address stands in no URL`() async throws {
        let fixture = DemoFixture(AnsweringTransport(201, Self.taken))
        try await fixture.application.test(.router) { client in
            let answer = try await client.post(DemoFixture.typed)
            #expect(answer.status == .seeOther)
            #expect(answer.headers[.location] == "/demo/?posted=cmt_1#posted")
            #expect(fixture.gazette.comments.approved.map(\.text) == ["Bonjour & merci"])
            let page = String(buffer: try await client.execute(uri: "/demo/?posted=cmt_1", method: .get).body)
            #expect(page.contains(##"<a href="#cmt_1">publié</a>"##))
            #expect(!page.contains("nora@example.org"))
        }
    }

    @Test func `a comment that waits is shown to its writer alone`() async throws {
        let fixture = DemoFixture(AnsweringTransport(201, #"{"id":"cmt_1","status":"flagged"}"#))
        try await fixture.application.test(.router) { client in
            _ = try await client.post(DemoFixture.typed)
            let own = String(buffer: try await client.execute(uri: "/demo/?posted=cmt_1", method: .get).body)
            #expect(own.contains("en attente de modération"))
            #expect(own.contains("Bonjour &amp; merci"))
            let others = String(buffer: try await client.execute(uri: "/demo/", method: .get).body)
            #expect(!others.contains("Bonjour"))
        }
    }

    @Test func `it asks Tamis with the key, in French, for the same form once`() async throws {
        let transport = AnsweringTransport(201, Self.taken)
        try await DemoFixture(transport).application.test(.router) { client in
            _ = try await client.post(DemoFixture.typed)
            _ = try await client.post(DemoFixture.typed)
            _ = try await client.post(DemoFixture.typed.map { $0.0 == "comment" ? ("comment", "autre") : $0 })
        }
        let sent = transport.sent
        #expect(sent.map(\.url) == Array(repeating: "http://127.0.0.1:8080/v1/comments", count: 3))
        #expect(sent.first?.header("authorization") == "Bearer tamis_key")
        #expect(sent.first?.header("accept-language") == "fr")
        let keys = sent.map { $0.header("idempotency-key") }
        #expect(keys[0] == keys[1])
        #expect(keys[0] != keys[2])
        let body = sent.first.map { String(decoding: $0.body, as: UTF8.self) } ?? ""
        #expect(body.contains("author.email=nora%40example.org"))
        #expect(body.contains("thread.id=passerelle"))
    }
}
