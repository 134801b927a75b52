import HTTPTypes
import HummingbirdTesting
import Moderation
import Privacy
import Store
import Testing
import WebhookNotifier

@testable import HTTPAPI
@testable import tamis

@Suite struct FullAnswerTests {
    /// A comment with everything to it, so that a member nobody ever writes is found out.
    @Test func `every member of every answer in the document is really written`() async throws {
        let service = try await TestService(score: { content in
            var score = try TestService.oneWord(content)
            score.signals.append(Signal(name: "links.many", label: .spam, reason: "spam", points: 1, shadow: true))
            return score
        })
        let (site, key) = try await service.addSite("news")
        let api = service.server.api
        let contract = try Contract(api.document)
        service.store.queueChanges.close()
        try await service.application.test(.router) { client in
            let asker = Asker(api: api, contract: contract, key: key, client: client)
            let endpoint = try #require(
                try await asker.call("addEndpoint", body: #"{"url":"https://hooks.example.org/"}"#).json["id"]
                    as? String)
            let full = """
                {"author":{"name":"Ana","email":"ana@example.org","url":"ana.example.org"},"body":"you weasel",\
                "thread":{"id":7,"url":"https://news.example.org/7","title":"Seven"},"parent_id":1,"external_id":2,\
                "written_at":"2026-01-31T09:05:00Z","ip":"192.0.2.7","user_agent":"Mozilla/5.0"}
                """
            let id = try #require(try await asker.call("submitComment", body: full).json["id"] as? String)
            let other = try #require(try await asker.call("submitComment").json["id"] as? String)
            _ = try await asker.call("scoreText")
            try await attempt(site, service)
            _ = try await asker.call(
                "decideComment", id, body: #"{"decision":"reject","reason":"insult","note":"seen before"}"#)
            _ = try await asker.call("decideComment", id)  // the same version again: somebody was faster
            _ = try await asker.call("undoDecision", id)
            _ = try await asker.call("revealEmail", id)
            try await pass(site, service)
            try await service.store.setContact("https://news.example.org/objections", of: site.id)
            let author = try #require(try await service.store.comment(CommentID(stored: id), site: nil)?.author.text)
            _ = try await asker.call("setStanding", author)
            _ = try await asker.call("getAuthor", author)
            _ = try await asker.call("claimComments")
            _ = try await asker.call(
                "decideComments",
                body: """
                    {"decision":"approve","comments":[{"id":"\(other)","version":1},{"id":"\(id)","version":1},\
                    {"id":"cmt_nosuch"},{"id":"not an id"}]}
                    """)
            // Something was learned by now.
            _ = try await asker.call("scoreText")
            for operation in ["getComment", "getReceipt", "getStatement", "getHistory"] {
                _ = try await asker.call(operation, id)
            }
            let campaign = try await TestService.campaign(key, client)
            _ = try await asker.call("decideCampaign", campaign)
            _ = try await asker.call("listCampaigns")
            for operation in ["getCampaign", "undoCampaign"] { _ = try await asker.call(operation, campaign) }
            for operation in ["addTerm", "addTerm", "listTerms"] { _ = try await asker.call(operation) }
            _ = try await asker.call("previewTerm", body: #"{"text":"weasel","category":"insult"}"#)
            _ = try await asker.call("removeTerm", try await TestService.term(of: site, service.store))
            _ = try await asker.call("undoDecisions")
            for operation in ["accessPerson", "erasePerson"] { _ = try await asker.call(operation) }
            for operation in ["getStats", "listAudit", "streamEvents"] { _ = try await asker.call(operation) }
            for operation in ["listComments", "getQueue"] { _ = try await asker.call(operation, query: "?limit=1") }
            _ = try await asker.call("submitComment", body: "{}")
            _ = try await asker.call("submitComment", body: #"{"body":"\#(String(repeating: "b", count: 65_526))"}"#)
            _ = try await asker.call("submitComment", body: "{\"body\":\"\u{1}\"}")
            _ = try await asker.call("submitComment", body: String(repeating: "x", count: 262_145))
            _ = try await asker.call("getComment", id, key: .some(nil))
            let narrow = try await service.store.addKey(site: site, name: "narrow", scopes: [.submit]).token.text
            _ = try await asker.call("getComment", id, key: narrow)
            try await fail(endpoint, of: site, service)
            for operation in [
                "listEndpoints", "getEndpoint", "setEndpointState", "rotateSecret", "testEndpoint", "listDeliveries",
                "redeliver", "recover",
            ] {
                _ = try await asker.call(operation, endpoint)
            }
            let delivery = try #require(
                try await service.store.deliveries(of: EndpointID(stored: endpoint), limit: 1).first)
            for operation in ["getDelivery", "redeliverOne"] { _ = try await asker.call(operation, delivery.id.text) }
            for operation in ["getHealth", "getReadiness"] { _ = try await asker.call(operation) }
        }
        #expect(contract.faults == [])
        var possible: Set<String> = []
        for route in api.routes {
            let responses = Contract.place(of: route) + "/responses"
            for status in contract.schemas.resolve(responses)?.members ?? [] {
                let answer = contract.schemas.target("\(responses)/\(status.name)")
                for content in contract.schemas.resolve(answer + "/content")?.members ?? [] {
                    let schema = "\(answer)/content/\(SchemaCheck.escaped(content.name))/schema"
                    possible.formUnion(contract.schemas.members(at: schema))
                }
            }
        }
        // The narrowed `code` and `status` of each problem stand for those of the whole problem.
        possible = possible.filter { !$0.contains("/schema/allOf/1/") }
        #expect(possible.count > 100)
        #expect(possible.subtracting(contract.seen) == [])
    }

    /// A comment that waits is passed on, which the audit tells.
    private func pass(_ site: Site, _ service: TestService) async throws {
        let colleague = try await service.store.addModerator(name: "Kim", role: .moderator, language: "en")
        let waiting = try await service.store.queue(site: site.id, after: nil, limit: 1)
        let id = try #require(waiting.items.first?.id)
        #expect(try await service.store.hand(id, to: colleague.id, by: .commandLine))
    }

    /// An endpoint that has failed for so long and so often that all there is to say of that is said; another one is
    /// disabled as it asked.
    private func fail(_ id: String, of site: Site, _ service: TestService) async throws {
        let endpoint = try #require(try await service.store.endpoint(EndpointID(stored: id), site: site.id))
        let other = try await service.store.addEndpoint(
            site: site.id, url: "https://hooks.example.org/other", types: [.approved], wantsBody: false,
            keys: NewEndpointKeys().keys)
        // It begins anew: one failure of a moment ago would have it fail since then.
        _ = try await service.store.setState(.active, of: endpoint.id)
        for _ in 1...12 { _ = try await service.store.addTestDelivery(to: endpoint, site: site.name) }
        _ = try await service.store.addTestDelivery(to: other, site: site.name)
        let now = Instant.systemNow()
        let claimed = try await service.store.claimDeliveries(
            limit: 100, perEndpoint: 100, lease: .seconds(60), now: now)
        let first = claimed.first { $0.endpoint == endpoint.id }
        for delivery in claimed {
            let attempt = DeliveryAttempt(
                number: 1, at: delivery.id == first?.id ? now.advanced(by: .seconds(-4 * 86_400)) : now,
                durationMilliseconds: 0,
                httpStatus: nil, problem: "no answer", answer: [])
            try await service.store.record([
                EndedAttempt(
                    attempt, delivery.endpoint == other.id ? .endpointGone : .deadLetter, of: delivery)
            ])
        }
    }

    /// A delivery that failed once and one that arrived.
    private func attempt(_ site: Site, _ service: TestService) async throws {
        let now = Instant.systemNow()
        let claimed = try await service.store.claimDeliveries(limit: 2, perEndpoint: 8, lease: .seconds(60), now: now)
        #expect(claimed.count == 2)
        for (index, delivery) in claimed.enumerated() {
            let attempt = DeliveryAttempt(
                number: 1, at: now, durationMilliseconds: 12, httpStatus: index == 0 ? 500 : nil,
                problem: "the connection was refused", answer: Array("no".utf8))
            try await service.store.record([
                EndedAttempt(attempt, .retry(at: now.advanced(by: .seconds(60))), of: delivery)
            ])
        }
    }
}

/// Sends requests a route takes and holds the answers to the document.
private struct Asker {
    let api: TamisAPI
    let contract: Contract
    let key: String
    let client: any TestClientProtocol

    func call(_ operation: String, _ id: String = "", body: String? = nil, query: String = "", key: String?? = nil)
        async throws -> TestResponse
    {
        let route = try #require(api.routes.first { $0.operation.id == operation })
        var request = SampleRequest(route, id: id, key: self.key)
        if let body { request.send(body) }
        if let key { request.key = key }
        request.uri += query
        let response = try await request.send(route, to: client)
        contract.check(response, of: route)
        return response
    }
}
