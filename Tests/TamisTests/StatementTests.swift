import HTTPTypes
import HummingbirdTesting
import Moderation
import NIOCore
import Store
import Testing

@testable import tamis

@Suite struct StatementTests {
    @Test func `an author is told why in three languages, and nothing of what was written`() async throws {
        let service = try await TestService()
        let (site, key) = try await service.addSite("news")
        try await service.application.test(.router) { client in
            let posted = try await client.send(
                .post, "/v1/comments", key: key, body: TestService.comment("you weasel, ask weasel@example.org"))
            let id = try #require(posted.json["id"] as? String)
            let path = "/v1/comments/\(id)/statement"
            let held = try await client.send(.get, path, key: key)
            #expect(held.json["restriction"] as? String == "held" && held.json["decided_by"] as? String == "automated")
            #expect(held.json["language"] as? String == "en")
            let reject = #"{"decision":"reject","reason":"illegal","note":"seen before"}"#
            _ = try await client.send(
                .post, "/v1/comments/\(id)/decisions", key: key, body: reject, headers: [.ifMatch: "*"])
            try await service.store.setContact("https://news.example.org/objections", of: site.id)
            for (language, words) in [
                ("fr", ["Mots insultants", "contenu illégal", "gratuitement"]),
                ("en", ["Insulting words", "illegal content", "free of charge"]),
                ("ar", ["ألفاظ مهينة", "محتوى غير قانوني", "مجانًا"]),
            ] {
                let answer = try await client.send(.get, path + "?language=\(language)", key: key)
                #expect(answer.json["restriction"] as? String == "removed")
                #expect((answer.json["ground"] as? [String: Any])?["kind"] as? String == "illegal")
                #expect(answer.json["decided_by"] as? String == "site")
                let text = try #require(answer.json["text"] as? String)
                for word in words { #expect(text.contains(word), "\(language): \(word)") }
                #expect(text.contains("news – https://news.example.org/objections"))
                let objection = answer.json["objection"] as? [String: Any]
                #expect(objection?["contact"] as? String == "https://news.example.org/objections")
                let whole = String(buffer: answer.body)
                for secret in ["weasel", "@example.org", "seen before", "Nadia"] { #expect(!whole.contains(secret)) }
            }
            _ = try await client.send(
                .post, "/v1/comments/\(id)/decisions", key: key, body: #"{"decision":"approve"}"#,
                headers: [.ifMatch: "*"])
            let none = try await client.send(.get, path, key: key)
            #expect(none.status == .conflict && none.json["code"] as? String == "not_restricted")
        }
    }
}
