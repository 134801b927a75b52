import HTTPAPI
import HTTPTypes
import HummingbirdTesting
import Moderation
import NIOCore
import Privacy
import Store
import Testing

@testable import ReviewUI
@testable import tamis

/// Every route × every way of coming without the right to it.
@Suite struct AuthorisationTests {
    /// A body each route takes, so that only the missing right can be what it refuses.
    private static let bodies = [
        "POST /v1/comments": TestService.comment("hello"),
        "PUT /v1/comments/{id}": #"{"body":"edited by its reader"}"#,
        "POST /v1/score": #"{"body":"hello"}"#,
        "POST /v1/comments/{id}/decisions": #"{"decision":"approve"}"#,
        "POST /v1/comments/{id}/undo": "",
        "POST /v1/comments/{id}/email": #"{"reason":"asked for by the author"}"#,
        "POST /v1/decisions": #"{"comments":[{"id":"ID"}],"decision":"approve"}"#,
        "POST /v1/terms": #"{"text":"weasel","category":"insult"}"#,
        "POST /v1/terms/preview": #"{"text":"weasel","category":"insult"}"#,
        "POST /v1/decisions/undo": #"{"act":"evt_a"}"#,
        "POST /v1/campaigns/{id}/decisions": #"{"decision":"approve"}"#,
        "POST /v1/campaigns/{id}/undo": "",
        "PUT /v1/authors/{id}/standing": #"{"standing":"trusted"}"#,
        "POST /v1/queue/claim": #"{"count":1}"#,
        "POST /v1/access": #"{"author":{"email":"reader@example.org"}}"#,
        "POST /v1/erasure": #"{"author":{"email":"gone@example.org"}}"#,
        "POST /v1/endpoints": #"{"url":"https://hooks.example.org/tamis"}"#,
        "PATCH /v1/endpoints/{id}": #"{"at_once":2}"#,
        "POST /v1/endpoints/{id}/state": #"{"state":"paused"}"#,
        "POST /v1/endpoints/{id}/rotate": "",
        "POST /v1/endpoints/{id}/redeliver": #"{"since":"2026-01-31T00:00:00Z"}"#,
        "POST /v1/endpoints/{id}/recover": #"{"since":"2026-01-31T00:00:00Z"}"#,
        "POST /v1/deliveries/{id}/redeliver": "",
        "POST /v1/endpoints/{id}/test": "",
    ]

    @Test func `no route lets in who may not`() async throws {
        let service = try await TestService()
        let (site, _) = try await service.addSite("mine")
        let (_, foreignKey) = try await service.addSite("theirs")
        let disabled = try await service.store.addKey(site: site, name: "off", scopes: Set(Scope.allCases))
        _ = try await service.store.disableKey(disabled.key.id)
        let routes = service.server.api.routes
        let guarded = routes.filter { $0.access != .open }
        #expect(guarded.count > 15)
        // Event streams end with what they say at once.
        service.store.queueChanges.close()
        try await service.application.test(.router) { client in
            for route in routes {
                let name = "\(route.method.rawValue) \(route.path)"
                let id = try await anID(for: route, service, site, client)
                let uri = route.path.replacing("{id}", with: id)
                let body = Self.bodies[name]?.replacing("ID", with: id)
                #expect(
                    ![.post, .put, .patch].contains(route.method) || body != nil,
                    "\(name) needs a sample body in this test")
                let headers: HTTPFields = [.ifMatch: "\"1\""]
                func status(_ key: String?) async throws -> HTTPResponse.Status {
                    try await client.send(
                        route.method, uri, key: key, body: body == "" ? nil : body, headers: headers
                    ).status
                }
                guard case .key(let scope) = route.access else {
                    #expect(try await status(nil) == .ok, "\(name) is open")
                    continue
                }
                #expect(try await status(nil) == .unauthorized, "\(name) without a key")
                #expect(try await status("tamis_unknown") == .unauthorized, "\(name) with an unknown key")
                #expect(try await status(disabled.token.text) == .unauthorized, "\(name) with a disabled key")
                let foreign = try await client.send(
                    route.method, uri, key: foreignKey, body: body == "" ? nil : body, headers: headers)
                if route.path.contains("{id}") {
                    #expect(foreign.status == .notFound, "\(name) with another site's id")
                } else {
                    #expect(foreign.status.kind == .successful, "\(name) with another site's key")
                    #expect(
                        !String(buffer: foreign.body).contains(id) || name == "POST /v1/decisions",
                        "\(name) shows another site's thing")
                }
                for other in Scope.allCases where other != scope {
                    let key = try await service.store.addKey(site: site, name: "one", scopes: [other])
                    #expect(try await status(key.token.text) == .forbidden, "\(name) with \(other.rawValue) only")
                }
                let right = try await service.store.addKey(site: site, name: "right", scopes: [scope])
                let allowed = try await status(right.token.text)
                #expect(
                    allowed.kind == .successful || allowed == .conflict,
                    "\(name) with \(scope.rawValue) is let in, got \(allowed.code)")
            }
        }
        // Nothing the foreign key tried changed what is ours.
        let comments = try await service.store.comments(
            site: site.id, before: nil, limit: 100)
        for comment in comments.items {
            for past in try await service.store.history(of: comment.id) {
                let isEdited = comment.body == "edited by its reader" && past.version == 2
                #expect(past.record.cause != .policy || past.version == 1 || isEdited)
            }
        }
    }

    /// The doors do not open each other: a moderator's cookie is nothing to the API, a key nothing to the pages.
    @Test func `a session opens no API route and a key opens no page`() async throws {
        let service = try await TestService()
        let (site, key) = try await service.addSite("mine")
        let admin = try await service.store.addModerator(name: "admin", role: .admin, language: "en")
        let session = try await service.store.openSession(for: admin.id, lifetime: .seconds(3600))
        try await service.application.test(.router) { client in
            for route in service.server.api.routes where route.access != .open {
                let uri = route.path.replacing("{id}", with: try await anID(for: route, service, site, client))
                let response = try await client.send(
                    route.method, uri, key: nil, body: route.method == .post ? "{}" : nil,
                    headers: [.cookie: "__Host-tamis=\(session.text)"])
                #expect(response.status == .unauthorized, "\(route.path) with a session")
            }
            let comment = try await anID(for: service.server.api.routes[2], service, site, client)
            for route in PageRoute.all where route.access != .open {
                let uri = route.path.replacing("{id}", with: comment)
                let response = try await client.send(
                    route.method, uri, key: key, body: route.method == .post ? "version=1" : nil,
                    type: "application/x-www-form-urlencoded")
                #expect(response.status == .seeOther, "\(route.path) with a key")
                #expect(response.headers[.location]?.hasPrefix("/review/login") == true, "\(route.path) with a key")
            }
            let queue = try await client.send(
                .get, "/review", key: nil, headers: [.cookie: "__Host-tamis=\(session.text)"])
            #expect(queue.status == .ok, "the session itself works")
        }
    }

    /// A fresh comment, endpoint or delivery of the site, for the route to name.
    private func anID(
        for route: Route, _ service: TestService, _ site: Site, _ client: some TestClientProtocol
    ) async throws -> String {
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
        let key = try await service.store.addKey(site: site, name: "setup", scopes: [.submit, .read])
        if route.path.hasPrefix("/v1/terms/{") { return try await TestService.term(of: site, service.store) }
        if route.path.hasPrefix("/v1/campaigns/") { return try await TestService.campaign(key.token.text, client) }
        let response = try await client.send(
            .post, "/v1/comments", key: key.token.text, body: TestService.comment("you weasel"))
        let id = response.json["id"] as? String ?? ""
        guard route.path.hasPrefix("/v1/authors") else { return id }
        return try await service.store.comment(CommentID(stored: id), site: site.id)?.author.text ?? ""
    }
}
