import CommentIntake
import HTTPTypes
import HummingbirdTesting
import Moderation
import Store
import Synchronization
import Testing

@testable import tamis

/// What becomes of the same words over the API, by policy.
@Suite struct RepeatsHTTPTests {
    private struct Answer: Sendable {
        var status: HTTPResponse.Status
        var id: String?
        var code: String?
        var location: String?
    }

    /// The answers to two comments that are the same.
    private func answers(_ act: Policy.Repeats.Act) async throws -> [Answer] {
        let service = try await TestService()
        let engine = service.server.engine.current
        var policy = engine.policy
        policy.repeats.api = act
        service.server.engine.replace(
            with: ScoringEngine(policy: policy, versions: engine.versions, score: TestService.oneWord))
        let (_, key) = try await service.addSite("news")
        let answers = Mutex<[Answer]>([])
        try await service.application.test(.router) { client in
            for _ in 0..<2 {
                let response = try await client.send(
                    .post, "/v1/comments", key: key, body: TestService.comment("the same words"))
                let answer = Answer(
                    status: response.status, id: response.json["id"] as? String,
                    code: response.json["code"] as? String, location: response.headers[.location])
                answers.withLock { $0.append(answer) }
            }
        }
        return answers.withLock(\.self)
    }

    @Test func `they are taken, merged or refused`() async throws {
        let taken = try await answers(.take)
        #expect(taken.map(\.status) == [.created, .created] && taken[0].id != taken[1].id)
        let merged = try await answers(.merge)
        #expect(merged.map(\.status) == [.created, .created] && merged[0].id == merged[1].id)
        #expect(merged[1].location == "/v1/comments/\(merged[0].id ?? "")")
        let refused = try await answers(.refuse)
        #expect(refused.map(\.status) == [.created, .conflict] && refused[1].code == "duplicate_comment")
    }
}
