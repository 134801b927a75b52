import Moderation
import Store
import WebhookNotifier

extension AdminDesk {
    func addEndpoint(site: String, _ wish: EndpointWish) async throws -> AdminAnswer {
        let site = try await self.site(site)
        let wanted = try wish.change(rules: settings.webhookRules, from: .standard)
        guard let url = wanted.url else { throw Refusal(why: "an endpoint needs a URL") }
        let new = NewEndpointKeys()
        let endpoint = try await store.addEndpoint(
            site: site.id, url: url, types: wanted.types ?? Set(EventType.allCases),
            wantsBody: wanted.wantsBody ?? false, keys: new.keys, publicKey: new.signing.publicKey.bytes,
            headers: wanted.headers ?? [], pace: wanted.pace ?? .standard)
        return .done(
            "\(endpoint.id)  \(new.secret.text)  (shown once)  \(new.signing.publicKey.text)",
            [
                AdminField("id", .text(endpoint.id.text)), AdminField("site", .text(site.name)),
                AdminField("url", .text(endpoint.url)), AdminField("secret", .text(new.secret.text)),
                AdminField("public_key", .text(new.signing.publicKey.text)),
            ])
    }

    func listEndpoints(site: String?) async throws -> AdminAnswer {
        let names = try await siteNames()
        var bound: SiteID?
        if let site { bound = try await self.site(site).id }
        return .table(
            [
                AdminColumn("id", "ID"), AdminColumn("site", "SITE"), AdminColumn("state", "STATE"),
                AdminColumn("body", "BODY"), AdminColumn("events", "EVENTS", shrinks: true),
                AdminColumn("url", "URL", shrinks: true),
            ],
            try await store.endpoints(site: bound).map { endpoint in
                [
                    .text(endpoint.id.text), .optional(names[endpoint.site]), .text(endpoint.state.rawValue),
                    .flag(endpoint.wantsBody),
                    .texts(EventType.allCases.filter(endpoint.types.contains).map(\.rawValue)), .text(endpoint.url),
                ]
            })
    }

    func changeEndpoint(_ id: String, _ wish: EndpointWish) async throws -> AdminAnswer {
        let endpoint = try await endpoint(id)
        let change = try wish.change(rules: settings.webhookRules, from: endpoint.pace)
        guard try await store.change(endpoint.id, change) != nil else { throw Refusal(why: "no such endpoint") }
        return try await showEndpoint(id)
    }

    func setEndpoint(_ id: String, to state: String) async throws -> AdminAnswer {
        guard let id = EndpointID(id), let state = Endpoint.State(rawValue: state),
            try await store.setState(state, of: id)
        else { throw Refusal(why: "no such endpoint") }
        return .done(
            state.rawValue, [AdminField("id", .text(id.text)), AdminField("state", .text(state.rawValue))])
    }

    func rotateEndpoint(_ id: String, overlapHours: Int) async throws -> AdminAnswer {
        let new = NewEndpointKeys()
        let id = try await endpoint(id).id
        switch try await store.rotate(
            id, to: new.keys, publicKey: new.signing.publicKey.bytes, overlap: .seconds(overlapHours * 3600))
        {
        case .rotated: break
        case .notFound: throw Refusal(why: "no such endpoint")
        case .tooManyOldKeys:
            throw Refusal(
                why: """
                    \(ModerationStore.oldKeyLimit) replaced secrets still sign; wait until one ends, or drop them all \
                    with --overlap 0
                    """)
        }
        return .done(
            "\(new.secret.text)  (shown once)  \(new.signing.publicKey.text)",
            [
                AdminField("id", .text(id.text)), AdminField("secret", .text(new.secret.text)),
                AdminField("public_key", .text(new.signing.publicKey.text)),
            ])
    }

    func testEndpoint(_ id: String) async throws -> AdminAnswer {
        let endpoint = try await endpoint(id)
        let site = try await siteNames()[endpoint.site] ?? ""
        let delivery = try await store.addTestDelivery(to: endpoint, site: site)
        return .done("queued \(delivery)", [AdminField("delivery", .text(delivery.text))])
    }

    func endpoint(_ id: String) async throws -> Endpoint {
        guard let id = EndpointID(id), let endpoint = try await store.endpoint(id, site: nil) else {
            throw Refusal(why: "no such endpoint")
        }
        return endpoint
    }
}
