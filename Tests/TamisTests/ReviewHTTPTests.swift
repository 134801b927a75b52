import HTTPTypes
import HummingbirdTesting
import Moderation
import Privacy
import Store
import Testing

@testable import tamis

@Suite struct ReviewHTTPTests {
    @Test func `a decision needs the version that was seen`() async throws {
        let service = try await TestService()
        let (_, key) = try await service.addSite("news")
        try await service.application.test(.router) { client in
            let id = try #require(
                try await client.send(.post, "/v1/comments", key: key, body: TestService.comment("you weasel")).json[
                    "id"]
                    as? String)
            let uri = "/v1/comments/\(id)/decisions"
            let approve = #"{"decision":"approve"}"#
            let without = try await client.send(.post, uri, key: key, body: approve)
            #expect(without.status == .preconditionRequired)
            let first = try await client.send(.post, uri, key: key, body: approve, headers: [.ifMatch: "\"1\""])
            #expect(first.status == .ok)
            #expect(first.headers[.eTag] == "\"2\"")
            let late = try await client.send(
                .post, uri, key: key, body: #"{"decision":"reject","reason":"spam"}"#, headers: [.ifMatch: "\"1\""])
            #expect(late.status == .preconditionFailed)
            #expect((late.json["latest"] as? [String: Any])?["decision"] as? String == "approve")
        }
    }

    struct BadAct: CustomTestStringConvertible, Sendable {
        var body: String
        var code: String
        var testDescription: String { code }
    }

    @Test(arguments: [
        BadAct(body: #"{"decision":"maybe"}"#, code: "unknown_decision"),
        BadAct(body: #"{"decision":"reject"}"#, code: "reason_required"),
        BadAct(body: #"{"decision":"reject","reason":"weather"}"#, code: "unknown_reason"),
        BadAct(body: #"{"decision":"reject","reason":"engine_unavailable"}"#, code: "unknown_reason"),
        BadAct(
            body: #"{"decision":"approve","note":"\#(String(repeating: "n", count: 2001))"}"#, code: "note_too_long"),
    ])
    func `an act that makes no sense is refused`(act: BadAct) async throws {
        let service = try await TestService()
        let (_, key) = try await service.addSite("news")
        try await service.application.test(.router) { client in
            let id = try #require(
                try await client.send(.post, "/v1/comments", key: key, body: TestService.comment("you weasel")).json[
                    "id"]
                    as? String)
            let response = try await client.send(
                .post, "/v1/comments/\(id)/decisions", key: key, body: act.body, headers: [.ifMatch: "\"1\""])
            #expect(response.status == .unprocessableContent)
            #expect(response.json["code"] as? String == act.code)
        }
    }

    @Test func `undo goes back one decision of a moderator at a time`() async throws {
        let service = try await TestService()
        let (_, key) = try await service.addSite("news")
        try await service.application.test(.router) { client in
            let id = try #require(
                try await client.send(.post, "/v1/comments", key: key, body: TestService.comment("you weasel")).json[
                    "id"]
                    as? String)
            for (version, body) in [(1, #"{"decision":"approve"}"#), (2, #"{"decision":"reject","reason":"insult"}"#)] {
                _ = try await client.send(
                    .post, "/v1/comments/\(id)/decisions", key: key, body: body, headers: [.ifMatch: "\"\(version)\""])
            }
            func undo() async throws -> TestResponse {
                try await client.send(.post, "/v1/comments/\(id)/undo", key: key)
            }
            #expect(try await undo().json["status"] as? String == "approved")
            #expect(try await undo().json["status"] as? String == "flagged")
            let nothing = try await undo()
            #expect(nothing.status == .conflict)
            #expect(nothing.json["code"] as? String == "nothing_to_undo")
            let history = try await client.send(.get, "/v1/comments/\(id)/history", key: key)
            let decisions = try #require(history.json["decisions"] as? [[String: Any]])
            #expect(decisions.compactMap { $0["version"] as? Int } == [1, 2, 3, 4, 5])
            #expect(decisions.compactMap { $0["undoes"] as? Int } == [3, 2])
        }
    }

    @Test func `two moderators who claim never get the same comment`() async throws {
        let service = try await TestService()
        let (site, key) = try await service.addSite("news")
        let other = try await service.store.addKey(site: site, name: "second", scopes: [.moderate])
        try await service.application.test(.router) { client in
            for number in 1...6 {
                _ = try await client.send(
                    .post, "/v1/comments", key: key, body: TestService.comment("weasel number \(number)"))
            }
            func claimed(_ key: String) async throws -> Set<String> {
                let response = try await client.send(.post, "/v1/queue/claim", key: key, body: #"{"count":4}"#)
                return Set((response.json["items"] as? [[String: Any]] ?? []).compactMap { $0["id"] as? String })
            }
            let mine = try await claimed(key)
            let theirs = try await claimed(other.token.text)
            #expect(mine.count == 4)
            #expect(theirs.count == 2)
            #expect(mine.isDisjoint(with: theirs))
        }
    }

    @Test func `an address is revealed to who may ask, with a reason that stays`() async throws {
        let service = try await TestService()
        let (_, key) = try await service.addSite("news")
        try await service.application.test(.router) { client in
            let id = try #require(
                try await client.send(.post, "/v1/comments", key: key, body: TestService.comment("you weasel")).json[
                    "id"]
                    as? String)
            let without = try await client.send(.post, "/v1/comments/\(id)/email", key: key, body: "{}")
            #expect(without.status == .unprocessableContent)
            let revealed = try await client.send(
                .post, "/v1/comments/\(id)/email", key: key, body: #"{"reason":"court order 7"}"#)
            #expect(revealed.json["email"] as? String == "reader@example.org")
            let history = try await client.send(.get, "/v1/comments/\(id)/history", key: key)
            let reveals = try #require(history.json["reveals"] as? [[String: Any]])
            #expect(reveals.first?["reason"] as? String == "court order 7")
        }
    }
}
