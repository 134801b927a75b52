import Dispatch
import HTTPTypes
import HummingbirdTesting
import Moderation
import Privacy
import Store
import Testing

@testable import HTTPAPI
@testable import tamis

/// Every answer the document names is given by the service, and the service gives no other.
@Suite struct ConformanceTests {
    /// What a test of its own shows: a body that is cut off, a fault of ours.
    private static let elsewhere: Set<Problem.Code> = [
        .malformedRequest, .internalError, .duplicateComment, .tooManyTerms,
    ]

    @Test func `every route answers with every status and code of the document, and no other`() async throws {
        let (begun, begins) = AsyncStream.makeStream(of: Void.self)
        let mayGoOn = DispatchSemaphore(value: 0)
        let database = try LosableDatabase()
        let service = try await TestService(
            database: database,
            score: { content in
                if content.body == "slow" {
                    begins.yield()
                    // Given up after a time, so that a failure is no standstill.
                    _ = mayGoOn.wait(timeout: .now() + 20)
                }
                return try TestService.oneWord(content)
            })
        let (site, key) = try await service.addSite("news")
        let api = service.server.api
        let contract = try Contract(api.document)
        // Event streams end with what they say at once.
        service.store.queueChanges.close()
        try await service.application.test(.router) { client in
            for route in api.routes {
                let narrow = try await narrowKey(for: route, site, service)
                // What a route does not know of must not come either; open routes read nothing of what is spoiled.
                for code in route.access == .open ? route.problems : Problem.Code.allCases {
                    let request = SampleRequest(route, id: try await anID(route, site, key, service, client), key: key)
                    if code == .notRestricted, route.problems.contains(code) {
                        try await approve(request, key, client)
                    }
                    guard let spoiled = request.spoiled(code, narrowKey: narrow) else { continue }
                    let response = try await spoiled.send(route, to: client)
                    contract.check(response, of: route)
                    if route.problems.contains(code) {
                        #expect(response.json["code"] as? String == code.rawValue, "\(route.operation.id)")
                    }
                }
                let id = try await anID(route, site, key, service, client)
                if route.operation.id == "undoDecision" { try await reject(id, key, client) }
                if route.operation.id == "undoCampaign" {
                    let decided = try await client.send(
                        .post, "/v1/campaigns/\(id)/decisions", key: key, body: #"{"decision":"approve"}"#,
                        headers: [.ifMatch: "*"])
                    #expect(decided.status == .ok)
                }
                contract.check(try await SampleRequest(route, id: id, key: key).send(route, to: client), of: route)
            }
            try await showTheRest(contract, api, key, begun, mayGoOn, client)
            // A key that was looked up is known from memory, so both the key and the route get to feel it.
            let unknown = try await service.store.addKey(site: site, name: "new", scopes: Set(Scope.allCases)).token
                .text
            database.lose()
            for route in api.routes where route.problems.contains(.unavailable) {
                let id =
                    route.path.hasPrefix("/v1/endpoints")
                    ? Example.endpointID
                    : route.path.hasPrefix("/v1/deliveries")
                        ? Example.deliveryID
                        : route.path.hasPrefix("/v1/authors")
                            ? Example.authorID
                            : route.path.hasPrefix("/v1/campaigns")
                                ? Example.campaignID
                                : route.path.hasPrefix("/v1/terms") ? Example.termID : Example.commentID
                for key in [key, unknown] {
                    let response = try await SampleRequest(route, id: id, key: key).send(route, to: client)
                    contract.check(response, of: route)
                }
            }
        }
        #expect(contract.faults == [])
        for route in api.routes {
            let documented = contract.documented(route).filter { name in
                !Self.elsewhere.contains { name.hasSuffix(" " + $0.rawValue) }
            }
            let answered = contract.answered.filter { $0.hasPrefix(route.operation.id + " ") }
            #expect(documented.subtracting(answered) == [], "\(route.operation.id): documented, never answered")
            #expect(answered.subtracting(documented) == [], "\(route.operation.id): answered, not documented")
        }
    }

    /// What needs more than one request.
    private func showTheRest(
        _ contract: Contract, _ api: TamisAPI, _ key: String, _ begun: AsyncStream<Void>,
        _ mayGoOn: DispatchSemaphore, _ client: some TestClientProtocol
    ) async throws {
        let submit = try #require(api.routes.first { $0.operation.id == "submitComment" })
        var request = SampleRequest(submit, id: "", key: key)
        request.headers[.idempotencyKey] = "once"
        _ = try await request.send(submit, to: client)
        request.send(TestService.comment("other"))
        contract.check(try await request.send(submit, to: client), of: submit)
        request.headers[.idempotencyKey] = "slow"
        request.send(TestService.comment("slow"))
        let first = request
        async let slow = first.send(submit, to: client)
        for await _ in begun { break }
        contract.check(try await request.send(submit, to: client), of: submit)
        mayGoOn.signal()
        contract.check(try await slow, of: submit)
        try await rotateTooOften(contract, api, key, client)
        let document = try #require(api.routes.first { $0.operation.id == "getDocument" })
        var conditional = SampleRequest(document, id: "", key: key)
        conditional.headers[.ifNoneMatch] = "*"
        contract.check(try await conditional.send(document, to: client), of: document)
    }

    private func rotateTooOften(
        _ contract: Contract, _ api: TamisAPI, _ key: String, _ client: some TestClientProtocol
    ) async throws {
        let rotate = try #require(api.routes.first { $0.operation.id == "rotateSecret" })
        let added = try await client.send(
            .post, "/v1/endpoints", key: key, body: #"{"url":"https://hooks.example.org/often"}"#)
        let request = SampleRequest(rotate, id: try #require(added.json["id"] as? String), key: key)
        for _ in 0...ModerationStore.oldKeyLimit {
            contract.check(try await request.send(rotate, to: client), of: rotate)
        }
    }

    private func narrowKey(for route: Route, _ site: Site, _ service: TestService) async throws -> String {
        guard case .key(let scope) = route.access else { return "" }
        let others = Set(Scope.allCases).subtracting([scope])
        return try await service.store.addKey(site: site, name: "narrow", scopes: others).token.text
    }

    private func reject(_ id: String, _ key: String, _ client: some TestClientProtocol) async throws {
        let response = try await client.send(
            .post, "/v1/comments/\(id)/decisions", key: key, body: #"{"decision":"reject","reason":"insult"}"#,
            headers: [.ifMatch: "*"])
        #expect(response.status == .ok)
    }

    /// The comment that a request is about.
    private func approve(_ request: SampleRequest, _ key: String, _ client: some TestClientProtocol) async throws {
        let comment = request.uri.split(separator: "/").dropLast().joined(separator: "/")
        let response = try await client.send(
            .post, "/\(comment)/decisions", key: key, body: #"{"decision":"approve"}"#, headers: [.ifMatch: "*"])
        #expect(response.status == .ok)
    }

    private func anID(
        _ route: Route, _ site: Site, _ key: String, _ service: TestService, _ client: some TestClientProtocol
    ) async throws -> String {
        if !route.path.contains("{id}") { return Example.commentID }
        if route.path.hasPrefix("/v1/endpoints") {
            return try await service.store.addEndpoint(
                site: site.id, url: "https://hooks.example.org/", types: [.approved], wantsBody: false,
                keys: SigningKeys(secret: .random(byteCount: 24))
            ).id.text
        }
        if route.path.hasPrefix("/v1/deliveries") {
            let endpoint = try await service.store.addEndpoint(
                site: site.id, url: "https://hooks.example.org/", types: [.approved], wantsBody: false,
                keys: SigningKeys(secret: .random(byteCount: 24)))
            return try await service.store.addTestDelivery(to: endpoint, site: site.name).text
        }
        if route.path.hasPrefix("/v1/terms/{") { return try await TestService.term(of: site, service.store) }
        if route.path.hasPrefix("/v1/campaigns") { return try await TestService.campaign(key, client) }
        let response = try await client.send(.post, "/v1/comments", key: key, body: TestService.comment("weasel"))
        let id = try #require(response.json["id"] as? String)
        guard route.path.hasPrefix("/v1/authors") else { return id }
        return try #require(try await service.store.comment(CommentID(stored: id), site: nil)?.author.text)
    }
}
