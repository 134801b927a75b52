import Moderation
import Store
import WebhookNotifier

extension AdminDesk {
    func endpointLog(id: String, state: String?, limit: Int) async throws -> AdminAnswer {
        let state = try state.map { text in
            guard let state = DeliveryState(rawValue: text) else {
                throw Refusal(why: "states are waiting, delivered and dead")
            }
            return state
        }
        return .table(
            [
                AdminColumn("made", "MADE"), AdminColumn("event", "EVENT"), AdminColumn("state", "STATE"),
                AdminColumn("attempts", "ATTEMPTS"), AdminColumn("status", "STATUS"),
                AdminColumn("problem", "PROBLEM", shrinks: true), AdminColumn("id", "ID"),
            ],
            try await store.deliveries(of: try await endpoint(id).id, state: state, limit: limit).map { delivery in
                [
                    .text(delivery.createdAt.rfc3339), .text(delivery.type), .text(delivery.state),
                    .integer(delivery.attempts.count),
                    delivery.attempts.last?.httpStatus.map { .integer($0) } ?? .none,
                    .optional(delivery.attempts.last?.problem), .text(delivery.id.text),
                ]
            })
    }

    func showEndpoint(_ id: String) async throws -> AdminAnswer {
        let endpoint = try await endpoint(id)
        let health = endpoint.health
        var fields = [
            AdminField("id", .text(endpoint.id.text)), AdminField("url", .text(endpoint.url)),
            AdminField("kind", .text(endpoint.isCallback ? "akismet" : "webhook")),
            AdminField("state", .text(endpoint.state.rawValue)),
            AdminField("events", .texts(EventType.allCases.filter(endpoint.types.contains).map(\.rawValue))),
            AdminField("body", .flag(endpoint.wantsBody)), AdminField("headers", .texts(endpoint.headerNames)),
            AdminField("at_once", .integer(endpoint.pace.atOnce)),
            AdminField("per_minute", .integer(endpoint.pace.perMinute)),
            AdminField("public_key", .optional(endpoint.publicKey.flatMap(EndpointPublicKey.init(bytes:))?.text)),
        ]
        if let why = endpoint.disabledBecause { fields.append(AdminField("disabled_because", .text(why.rawValue))) }
        if let since = health.failingSince {
            fields.append(AdminField("failing_since", .text(since.rfc3339)))
            fields.append(AdminField("failures", .integer(health.failures)))
            let end = EndpointHealthRules.standard.disabledAt(health)
            fields.append(AdminField("disabled_at", .optional(end?.rfc3339)))
        }
        return .done(fields.map { "\($0.key): \($0.value.cell)" }.joined(separator: "\n"), fields)
    }

    func redeliver(
        _ id: String, deliveries: [String], since: String?, until: String?, state: String, isPreview: Bool
    ) async throws -> AdminAnswer {
        let endpoint = try await endpoint(id)
        let selection: RedeliverySelection
        if deliveries.isEmpty {
            guard let state = DeliveryState(rawValue: state), state != .waiting else {
                throw Refusal(why: "what is sent again is dead or delivered")
            }
            let (since, until) = try range(since, until)
            selection = .range(since: since, until: until, states: [state])
        } else {
            let ids = deliveries.compactMap(DeliveryID.init)
            guard ids.count == deliveries.count else { throw Refusal(why: "ids of deliveries begin with dlv_") }
            selection = .these(ids)
        }
        return counted(try await store.redeliver(selection, of: endpoint.id, isPreview: isPreview), isPreview)
    }

    func recover(_ id: String, since: String, until: String?, isPreview: Bool) async throws -> AdminAnswer {
        let endpoint = try await endpoint(id)
        let (since, until) = try range(since, until)
        return counted(
            try await store.recover(endpoint, since: since, until: until, isPreview: isPreview), isPreview)
    }

    private func range(_ since: String?, _ until: String?) throws -> (Instant, Instant) {
        guard let begin = since.flatMap(Instant.init(rfc3339:)),
            let end = until.map(Instant.init(rfc3339:)) ?? Instant.systemNow().advanced(by: .seconds(1))
        else { throw Refusal(why: "times are written as 2026-01-31T09:05:00Z") }
        return (begin, end)
    }

    private func counted(_ count: Int, _ isPreview: Bool) -> AdminAnswer {
        .done("\(count) \(isPreview ? "would be sent" : "will be sent")", [AdminField("count", .integer(count))])
    }
}
