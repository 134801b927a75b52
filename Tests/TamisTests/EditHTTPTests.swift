import HTTPTypes
import HummingbirdTesting
import Moderation
import Testing

@testable import tamis

@Suite struct EditHTTPTests {
    @Test func `an edited comment is scored and decided anew`() async throws {
        let service = try await TestService()
        let (_, key) = try await service.addSite("news")
        try await service.application.test(.router) { client in
            let sent = try await client.send(.post, "/v1/comments", key: key, body: TestService.comment("you weasel"))
            let path = try #require(sent.headers[.location])
            let mild = try await client.send(.put, path, key: key, body: #"{"body":"you dear"}"#)
            #expect(mild.status == .ok)
            #expect(mild.headers[.eTag] == "\"2\"")
            #expect(mild.json["status"] as? String == "approved")
            #expect(mild.json["version"] as? Int == 2)
            let shown = try await client.send(.get, path, key: key).json
            #expect(shown["body"] as? String == "you dear")
            #expect((shown["author"] as? [String: Any])?["name"] as? String == "Nadia")
            let late = try await client.send(
                .put, path, key: key, body: #"{"body":"late"}"#, headers: [.ifMatch: "\"1\""])
            #expect(late.status == .preconditionFailed)
            let form = try await client.send(
                .put, path, key: key, body: "comment=weasel+again&author=Ana&url=ana.example.org",
                type: "application/x-www-form-urlencoded", headers: [.ifMatch: "\"2\""])
            #expect(form.json["status"] as? String == "flagged")
            let again = try await client.send(.get, path, key: key).json["author"] as? [String: Any]
            #expect(again?["name"] as? String == "Ana")
            #expect(again?["url"] as? String == "https://ana.example.org")
            _ = try await client.send(.put, path, key: key, body: #"{"author":{"url":""},"body":"bare"}"#)
            let bare = try await client.send(.get, path, key: key).json["author"] as? [String: Any]
            #expect(bare?["url"] == nil)
            let empty = try await client.send(.put, path, key: key, body: "{}")
            #expect(empty.status == .unprocessableContent)
        }
    }

    @Test func `an edit does not show what a moderator turned down`() async throws {
        let service = try await TestService()
        let (_, key) = try await service.addSite("news")
        try await service.application.test(.router) { client in
            let sent = try await client.send(.post, "/v1/comments", key: key, body: TestService.comment("hello"))
            let path = try #require(sent.headers[.location])
            let edit = #"{"body":"hello again"}"#
            func decide(_ decision: String) async throws {
                let response = try await client.send(
                    .post, path + "/decisions", key: key, body: #"{"decision":"\#(decision)","reason":"off_topic"}"#,
                    headers: [.ifMatch: "*"])
                #expect(response.status == .ok)
            }
            try await decide("reject")
            for _ in 1...2 {
                let edited = try await client.send(.put, path, key: key, body: edit)
                #expect(edited.json["status"] as? String == "flagged")
            }
            try await decide("approve")
            #expect(try await client.send(.put, path, key: key, body: edit).json["status"] as? String == "approved")
        }
    }

    @Test func `a deleted comment is gone for the site`() async throws {
        let service = try await TestService()
        let (_, key) = try await service.addSite("news")
        try await service.application.test(.router) { client in
            let sent = try await client.send(.post, "/v1/comments", key: key, body: TestService.comment("you weasel"))
            let path = try #require(sent.headers[.location])
            let late = try await client.send(.delete, path, key: key, headers: [.ifMatch: "\"9\""])
            #expect(late.status == .preconditionFailed)
            let deleted = try await client.send(.delete, path, key: key)
            #expect(deleted.json["status"] as? String == "erased")
            #expect(deleted.headers[.eTag] == "\"2\"")
            for list in ["/v1/comments", "/v1/queue"] {
                let items = try await client.send(.get, list, key: key).json["items"] as? [Any]
                #expect(items?.isEmpty == true, "\(list)")
            }
            let shown = try await client.send(.get, path, key: key).json
            #expect(shown["status"] as? String == "erased")
            #expect(shown["body"] as? String == "")
            for method in [HTTPRequest.Method.delete, .put] {
                let body = method == .put ? #"{"body":"back"}"# : nil
                #expect(try await client.send(method, path, key: key, body: body).status == .notFound)
            }
        }
    }
}
