import HTTPTypes
import HummingbirdTesting
import Moderation
import Privacy
import Scoring
import Store
import Testing

@testable import tamis

/// A site's own terms over HTTP, with the real scorer: tried, added, found disguised, removed.
@Suite struct TermHTTPTests {
    private static let scorer = Scorer(wordlists: [], policy: Policy())

    @Test func `a term is tried, added, found however it is written, and removed`() async throws {
        let service = try await TestService { Self.scorer.score($0) }
        let (site, key) = try await service.addSite("news")
        let (_, other) = try await service.addSite("other")
        try await service.application.test(.router) { client in
            func send(_ body: String, key: String) async throws -> [String: Any] {
                try await client.send(.post, "/v1/comments", key: key, body: TestService.comment(body)).json
            }
            func status(_ body: String, key: String) async throws -> String? {
                try await send(body, key: key)["status"] as? String
            }
            func names(_ answer: [String: Any]) -> [String] {
                (answer["signals"] as? [[String: Any]] ?? []).compactMap { $0["name"] as? String }
            }
            let before = try await send("The mayor is a stoatling, says everybody", key: key)
            #expect(before["status"] as? String == "approved")
            _ = try await send("A stone fell from the tower", key: key)
            let term = #"{"text":"stoatling","category":"insult"}"#
            let tried = try await client.send(.post, "/v1/terms/preview", key: key, body: term).json
            #expect(tried["looked"] as? Int == 2 && tried["found"] as? Int == 1 && tried["approved"] as? Int == 1)
            let example = (tried["examples"] as? [[String: Any]])?.first
            #expect(example?["comment_id"] as? String == before["id"] as? String)
            let place = (example?["evidence"] as? [[String: Any]])?.first
            #expect(place?["begin"] as? Int == 15 && place?["end"] as? Int == 24)
            #expect(try await status("stoatling", key: key) == "approved", "a look keeps nothing")

            let added = try await client.send(.post, "/v1/terms", key: key, body: term)
            let id = try #require(added.json["id"] as? String)
            #expect(added.status == .created && added.headers[.location] == "/v1/terms/\(id)")
            for text in ["you stoatling", "you St0atling", "you s.t.o.a.t.l.i.n.g", "you stoaaaatling"] {
                let answer = try await send(text, key: key)
                #expect(answer["status"] as? String == "flagged" && names(answer) == ["terms.insult"], "\(text)")
                #expect((answer["decision"] as? [String: Any])?["reasons"] as? [String] == ["insult"])
            }
            #expect(try await status("you stoatling", key: other) == "approved", "of one site alone")
            let score = try await client.send(.post, "/v1/score", key: key, body: #"{"body":"you stoatling"}"#).json
            #expect(names(score) == ["terms.insult"])

            let again = try await client.send(
                .post, "/v1/terms", key: key, body: #"{"text":"stoatling","category":"insult","points":2}"#)
            #expect(again.status == .ok && again.json["id"] as? String == id && again.json["points"] as? Int == 2)
            #expect(try await status("you stoatling", key: key) == "approved")
            #expect(try await client.send(.delete, "/v1/terms/\(id)", key: other).status == .notFound)
            #expect(try await client.send(.delete, "/v1/terms/\(id)", key: key).status == .noContent)
            let after = try await send("you stoatling", key: key)
            #expect(names(after) == [])
            let left = try await client.send(.get, "/v1/terms", key: key).json
            #expect((left["items"] as? [Any])?.isEmpty == true)
        }
        let audit = try await service.store.audit(site: site.id, after: nil, limit: 9).items
        #expect(audit.map(\.kind) == [.term, .term, .term])
        #expect(audit.last?.note == "insult “stoatling”: added")
    }

    @Test(arguments: [
        "", " ", "***", "!!", String(repeating: "a", count: 201), "# comment", "points: 7",
        "{a,b,c}{a,b,c}{a,b,c}{a,b,c}{a,b,c}{a,b,c}{a,b,c}",
    ])
    func `what cannot be a term is refused`(_ text: String) async throws {
        let service = try await TestService()
        let (_, key) = try await service.addSite("news")
        try await service.application.test(.router) { client in
            for path in ["/v1/terms", "/v1/terms/preview"] {
                let answer = try await client.send(
                    .post, path, key: key, body: #"{"text":"\#(text)","category":"insult"}"#)
                #expect(answer.status == .unprocessableContent && answer.json["code"] as? String == "refused_term")
            }
        }
    }

    @Test(arguments: [
        #"{"text":"stoat","category":"weather"}"#, #"{"text":"stoat"}"#,
        #"{"text":"stoat","category":"spam","points":0}"#,
        #"{"text":"stoat","category":"spam","points":13}"#,
    ])
    func `categories and points are bounded`(_ body: String) async throws {
        let service = try await TestService()
        let (_, key) = try await service.addSite("news")
        try await service.application.test(.router) { client in
            let answer = try await client.send(.post, "/v1/terms", key: key, body: body)
            #expect(answer.status == .badRequest)
        }
    }

    @Test func `a term in Arabic letters is found as it is typed with Latin ones, and terms outlive a restart`()
        async throws
    {
        let service = try await TestService { Self.scorer.score($0) }
        let (site, key) = try await service.addSite("news")
        let term = OwnTerm(
            id: .random(), text: "قنفوذ", category: .insult, points: 6, by: .commandLine, at: .systemNow())
        _ = try await service.store.add(term, site: site.id)
        try await service.application.test(.router) { client in
            for text in ["نتا قنفوذ", "nta 9nfoud", "والقُنفوذ"] {
                let answer = try await client.send(.post, "/v1/comments", key: key, body: TestService.comment(text))
                    .json
                #expect(answer["status"] as? String == "flagged", "\(text)")
            }
        }
        let again = try await ModerationStore(
            database: service.store.database, vault: EmailVault(keys: .random()))
        let kept = try await again.ownTerms(of: site.id).terms
        #expect(kept.map(\.text) == ["قنفوذ"])
    }
}
