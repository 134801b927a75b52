import CommentIntake
import Foundation
import HTTPAPI
import HTTPTypes
import HummingbirdTesting
import Moderation
import Privacy
import Store
import Testing

@testable import tamis

@Suite struct ReceiptTests {
    /// A policy whose every figure is another than the ordinary one's.
    private static func policy(flag: Double) -> Policy {
        var policy = Policy()
        policy.thresholds.abuse = Policy.Threshold(flag: flag, reject: flag + 4)
        policy.prior.abuse = -3
        policy.points.caps = ["wordlist": 7]
        return policy
    }

    private static func engine(_ policy: Policy, _ version: String) -> ScoringEngine {
        ScoringEngine(
            policy: policy, versions: EngineVersions(engine: "1", policy: version, lists: "lists", model: "none")
        ) { _ in
            let signals = [
                Signal(name: "wordlist.insult", label: .abuse, reason: "insult", points: 6),
                Signal(name: "wordlist.hate", label: .abuse, reason: "hate", points: 5),
                Signal(name: "mention.quoted", label: .abuse, reason: "other", points: -3),
                Signal(name: "insult.new", label: .abuse, reason: "insult", points: 9, shadow: true),
            ]
            return Score(abusePoints: 4, language: "en", signals: signals)
        }
    }

    @Test func `tells sums, caps and limits as they were when the comment was scored`() async throws {
        let store = try await ModerationStore(database: SQLiteDatabase(path: nil), vault: EmailVault(keys: .random()))
        let live = LiveEngine(Self.engine(Self.policy(flag: 3), "first"))
        let server = TamisServer(settings: Settings(), store: store, engine: live, logger: TestService.silent)
        let application = TestService.application(server)
        let site = try await store.addSite(name: "news", language: "en")
        let key = try await store.addKey(site: site, name: "all", scopes: [.submit, .read, .moderate]).token.text
        try await application.test(.router) { client in
            let body = TestService.comment("any text")
            let sent = try await client.send(.post, "/v1/comments", key: key, body: body)
            let id = try #require(sent.json["id"] as? String)
            // Another policy comes into force, and a moderator decides otherwise.
            live.replace(with: Self.engine(Self.policy(flag: 40), "second"))
            _ = try await client.send(
                .post, "/v1/comments/\(id)/decisions", key: key, body: #"{"decision":"approve"}"#,
                headers: [.ifMatch: "\"1\""])
            let receipt = try await client.send(.get, "/v1/comments/\(id)/receipt", key: key).json
            let totals = try #require(receipt["totals"] as? [[String: Any]])
            #expect(totals.map { $0["label"] as? String } == ["spam", "abuse"])
            let abuse = totals[1]
            #expect(abuse["points"] as? Double == 4 && abuse["flag_at"] as? Double == 3)
            #expect(abuse["reject_at"] as? Double == 7 && abuse["prior"] as? Double == -3)
            // 1 / (1 + e^(3 - 4))
            #expect(abuse["score"] as? Double == 0.731)
            let groups = try #require(abuse["groups"] as? [[String: Any]])
            #expect(groups.map { $0["group"] as? String } == ["wordlist", "mention"])
            #expect(groups.map { $0["points"] as? Double } == [11, -3])
            #expect(groups.map { $0["counted"] as? Double } == [7, -3])
            #expect(groups.map { $0["cap"] as? Double } == [7, nil])
            let signals = try #require(receipt["signals"] as? [[String: Any]])
            #expect(signals.map { $0["shadow"] as? Bool } == [nil, nil, nil, true])
            #expect((receipt["versions"] as? [String: String])?["policy"] == "first")
            #expect((receipt["decision"] as? [String: Any])?["decision"] as? String == "approve")
            let first = try #require(receipt["policy_decision"] as? [String: Any])
            #expect(first["decision"] as? String == "flag" && first["by"] as? String == "policy")
        }
        try await store.close()
    }
}
