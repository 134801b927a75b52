import HTTPTypes
import HummingbirdTesting
import InMemoryLogging
import Logging
import Testing

@Suite struct LogTests {
    @Test func `a comment and the decisions on it are followed by ids, never by words`() async throws {
        let log = InMemoryLogHandler()
        var logger = Logger(label: "test") { _ in log }
        logger.logLevel = .trace
        let service = try await TestService(logger: logger)
        let (_, key) = try await service.addSite("news")
        try await service.application.test(.router) { client in
            let posted = try await client.send(.post, "/v1/comments", key: key, body: TestService.comment("you weasel"))
            let id = try #require(posted.json["id"] as? String)
            let decided = try await client.send(
                .post, "/v1/comments/\(id)/decisions", key: key,
                body: #"{"decision":"reject","reason":"spam","note":"seen twice"}"#, headers: [.ifMatch: "\"1\""])
            _ = try await client.send(.post, "/v1/comments/\(id)/undo", key: key)

            let recorded = try #require(log.entries.first { $0.message == "comment recorded" })
            #expect(recorded.metadata["comment"] == "\(id)")
            #expect(requestID(recorded) == posted.headers[try #require(.init("X-Request-Id"))])
            let decisions = log.entries.filter { $0.message == "decision recorded" }
            #expect(decisions.map { $0.metadata["version"] } == ["2", "3"])
            #expect(decisions.map { $0.metadata["status"] } == ["rejected", "flagged"])
            #expect(decisions.allSatisfy { $0.metadata["comment"] == "\(id)" && $0.level == .info })
            #expect(requestID(decisions[0]) == decided.headers[try #require(.init("X-Request-Id"))])
        }
        let all = log.entries.map { "\($0.message) \($0.metadata)" }.joined(separator: "\n")
        for word in ["weasel", "seen twice", "Nadia", "reader@example.org"] { #expect(!all.contains(word)) }
    }

    private func requestID(_ entry: InMemoryLogHandler.Entry) -> String? {
        entry.metadata["hb.request.id"].map { "\($0)" }
    }
}
