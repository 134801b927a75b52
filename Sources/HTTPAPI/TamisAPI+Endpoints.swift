import HTTPTypes
import Hummingbird
import Moderation
import Privacy
import Store
import WebhookNotifier

extension TamisAPI {
    func listEndpoints(_ request: Request, _ context: APIContext, _ caller: Caller) async throws -> Response {
        let endpoints = try await store.endpoints(site: caller.site.id)
        return .json(
            JSONWriter.object { json in
                json.array("items") { list in
                    for endpoint in endpoints { list.object { EndpointAnswer.write(endpoint, into: &$0) } }
                }
            })
    }

    /// Adds an endpoint. The secret stands in this answer and nowhere else.
    func addEndpoint(_ request: Request, _ context: APIContext, _ caller: Caller) async throws -> Response {
        let wanted = try await RequestBody.json(EndpointRequest.self, of: request)
            .change(rules: urlRules, from: .standard)
        guard let url = wanted.url else { throw Problem(.malformedJSON) }
        let new = NewEndpointKeys()
        let endpoint = try await store.addEndpoint(
            site: caller.site.id, url: url, types: wanted.types ?? Set(EventType.allCases),
            wantsBody: wanted.wantsBody ?? false, keys: new.keys, publicKey: new.signing.publicKey.bytes,
            headers: wanted.headers ?? [], pace: wanted.pace ?? .standard)
        let body = JSONWriter.object {
            EndpointAnswer.write(endpoint, into: &$0)
            $0.member("secret", new.secret.text)
        }
        return .json(body, status: .created, headers: [.location: "/v1/endpoints/\(endpoint.id.text)"])
    }

    /// Changes what is named; its id, secret and log stay.
    func changeEndpoint(_ request: Request, _ context: APIContext, _ caller: Caller) async throws -> Response {
        let endpoint = try await endpoint(context, caller)
        let change = try await RequestBody.json(EndpointRequest.self, of: request)
            .change(rules: urlRules, from: endpoint.pace)
        guard let changed = try await store.change(endpoint.id, change) else { throw Problem(.notFound) }
        return .json(JSONWriter.object { EndpointAnswer.write(changed, into: &$0) })
    }

    func showEndpoint(_ request: Request, _ context: APIContext, _ caller: Caller) async throws -> Response {
        let endpoint = try await endpoint(context, caller)
        return .json(JSONWriter.object { EndpointAnswer.write(endpoint, into: &$0) })
    }

    private struct StateRequest: Decodable {
        var state: String
    }

    func setEndpointState(_ request: Request, _ context: APIContext, _ caller: Caller) async throws -> Response {
        var endpoint = try await endpoint(context, caller)
        let sent = try await RequestBody.json(StateRequest.self, of: request)
        guard let state = Endpoint.State(rawValue: sent.state) else { throw Problem(.badParameter) }
        guard try await store.setState(state, of: endpoint.id) else { throw Problem(.notFound) }
        endpoint.state = state
        let changed = endpoint
        return .json(JSONWriter.object { EndpointAnswer.write(changed, into: &$0) })
    }

    func rotateEndpoint(_ request: Request, _ context: APIContext, _ caller: Caller) async throws -> Response {
        let endpoint = try await endpoint(context, caller)
        let hours = try caller.query.number("overlap_hours", default: 24, in: 0...168)
        let new = NewEndpointKeys()
        switch try await store.rotate(
            endpoint.id, to: new.keys, publicKey: new.signing.publicKey.bytes, overlap: .seconds(hours * 3600))
        {
        case .rotated: break
        case .notFound: throw Problem(.notFound)
        case .tooManyOldKeys: throw Problem(.tooManyOldSecrets)
        }
        return .json(
            JSONWriter.object {
                $0.member("secret", new.secret.text)
                $0.member("public_key", new.signing.publicKey.text)
            })
    }

    func testEndpoint(_ request: Request, _ context: APIContext, _ caller: Caller) async throws -> Response {
        let endpoint = try await endpoint(context, caller)
        let delivery = try await store.addTestDelivery(to: endpoint, site: caller.site.name)
        return .json(JSONWriter.object { $0.member("delivery_id", delivery.text) }, status: .accepted)
    }

    func endpoint(_ context: APIContext, _ caller: Caller) async throws -> Endpoint {
        guard let endpoint = try await store.endpoint(identifier(context), site: caller.site.id) else {
            throw Problem(.notFound)
        }
        return endpoint
    }
}

enum EndpointAnswer {
    static func write(_ endpoint: Endpoint, into json: inout JSONWriter) {
        json.member("id", endpoint.id.text)
        json.member("url", endpoint.url)
        json.member("kind", endpoint.isCallback ? "akismet" : "webhook")
        json.member("types", EventType.allCases.filter(endpoint.types.contains).map(\.rawValue))
        json.member("body", endpoint.wantsBody)
        json.member("headers", endpoint.headerNames)
        json.member("at_once", endpoint.pace.atOnce)
        json.member("per_minute", endpoint.pace.perMinute)
        json.member("state", endpoint.state.rawValue)
        if let key = endpoint.publicKey.flatMap(EndpointPublicKey.init(bytes:)) { json.member("public_key", key.text) }
        json.member("created_at", endpoint.createdAt.rfc3339)
        if let why = endpoint.disabledBecause { json.member("disabled_because", why.rawValue) }
        let health = endpoint.health
        guard let since = health.failingSince else { return }
        json.object("failing") { json in
            json.member("since", since.rfc3339)
            json.member("failures", health.failures)
            if let until = health.heldUntil { json.member("held_until", until.rfc3339) }
            if let end = EndpointHealthRules.standard.disabledAt(health) { json.member("disabled_at", end.rfc3339) }
        }
    }
}
