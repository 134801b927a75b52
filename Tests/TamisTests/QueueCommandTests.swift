import HTTPTypes
import HummingbirdTesting
import Moderation
import Testing

@testable import tamis

@Suite struct QueueCommandTests {
    @Test func `a comment is shown with who wrote it, where, and who decided why`() async throws {
        let service = try await TestService()
        let (_, key) = try await service.addSite("news")
        let desk = AdminDesk(store: service.store, settings: Settings(), links: LinkBase(Settings()))
        try await service.application.test(.router) { client in
            let posted = try await client.send(
                .post, "/v1/comments", key: key, body: TestService.comment("you weasel, ask weasel@example.org"))
            let id = try #require(posted.json["id"] as? String)
            let flagged = try #require(await desk.run(.showComment(id: id)) { _ in }.report).text(width: nil)
            #expect(flagged.contains("Nadia, on 42") && flagged.contains("flag by policy for insult"))
            #expect(flagged.contains("you weasel, ask \(Redaction.replacement)") && !flagged.contains("weasel@"))
            _ = await desk.run(.decide(ids: [id], decision: "reject", reason: "spam", note: nil)) { _ in }
            let rejected = try #require(await desk.run(.showComment(id: id)) { _ in }.report).text(width: nil)
            #expect(rejected.contains("reject by command-line for spam"))
        }
    }
}
