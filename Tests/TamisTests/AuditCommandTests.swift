import HTTPTypes
import HummingbirdTesting
import Testing

@testable import tamis

@Suite struct AuditCommandTests {
    @Test(arguments: ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx"])
    func `no cell of the CSV is a formula`(_ text: String) {
        let line = CSVLine.text(["a", text])
        #expect(line.hasPrefix("a,'") || line.hasPrefix("a,\"'"))
    }

    @Test func `cells of the CSV are quoted where they must be`() {
        let line = CSVLine.text(["a,b", "say \"no\"", "two\nlines", "", "é"])
        #expect(line == "\"a,b\",\"say \"\"no\"\"\",\"two\nlines\",,é\r\n")
    }

    @Test func `decisions from the machine are in the audit`() async throws {
        let service = try await TestService()
        let (_, key) = try await service.addSite("news")
        let desk = AdminDesk(store: service.store, settings: Settings(), links: LinkBase(Settings()))
        try await service.application.test(.router) { client in
            let posted = try await client.send(
                .post, "/v1/comments", key: key, body: TestService.comment("you weasel"))
            let id = try #require(posted.json["id"] as? String)
            _ = await desk.run(.decide(ids: [id], decision: "reject", reason: "spam", note: "=1+1")) { _ in }
            let answer = await desk.run(.audit(AuditWish(site: "news"))) { _ in }
            let text = try #require(answer.report).text(width: nil)
            #expect(text.contains("command-line") && text.contains(id) && text.contains("=1+1"))
            let json = try #require(answer.report).json
            #expect(json.contains("\"kind\" : \"decision\""))
            #expect(await desk.run(.audit(AuditWish(kind: "dance"))) { _ in }.failure != nil)
            #expect(await desk.run(.audit(AuditWish(since: "soon"))) { _ in }.failure != nil)
        }
    }
}
