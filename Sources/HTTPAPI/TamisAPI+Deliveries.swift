import HTTPTypes
import Hummingbird
import Moderation
import Store

extension TamisAPI {
    func listDeliveries(_ request: Request, _ context: APIContext, _ caller: Caller) async throws -> Response {
        let endpoint = try await endpoint(context, caller)
        let limit = try caller.query.number("limit", default: 25, atMost: ModerationStore.pageLimit)
        let state = try caller.query["state"].map { text in
            guard let state = DeliveryState(rawValue: text) else { throw Problem(.badParameter) }
            return state
        }
        let after = try caller.query["after"].map { text in
            guard let id = DeliveryID(text) else { throw Problem(.badParameter) }
            return id
        }
        // One more than is shown tells whether there is a next page.
        let found = try await store.deliveries(of: endpoint.id, state: state, before: after, limit: limit + 1)
        let shown = found.prefix(limit)
        return .json(
            JSONWriter.object { json in
                json.array("items") { list in
                    for delivery in shown { DeliveryAnswer.write(delivery, withAnswers: true, into: &list) }
                }
                json.member("next", found.count > limit ? shown.last?.id.text : nil)
            })
    }

    func showDelivery(_ request: Request, _ context: APIContext, _ caller: Caller) async throws -> Response {
        let delivery = try await delivery(context, caller)
        return .json(JSONWriter.object { DeliveryAnswer.members(delivery, withAnswers: true, into: &$0) })
    }

    /// One delivery again; harmless while it waits anyway.
    func redeliverOne(_ request: Request, _ context: APIContext, _ caller: Caller) async throws -> Response {
        let delivery = try await delivery(context, caller)
        let count = try await store.redeliver(.these([delivery.id]), of: delivery.endpoint)
        return Self.counted(count)
    }

    private struct RedeliverRequest: Decodable {
        var deliveries: [String]?
        var since: String?
        var until: String?
        var state: String?
        var preview: Bool?
    }

    /// A selection or a range of an endpoint's deliveries again.
    func redeliver(_ request: Request, _ context: APIContext, _ caller: Caller) async throws -> Response {
        let endpoint = try await endpoint(context, caller)
        let sent = try await RequestBody.json(RedeliverRequest.self, of: request)
        // What is sent must be right, also where it does not count.
        guard let state = DeliveryState(rawValue: sent.state ?? "dead"), state != .waiting else {
            throw Problem(.badParameter)
        }
        for moment in [sent.since, sent.until].compactMap(\.self) where Instant(rfc3339: moment) == nil {
            throw Problem(.badParameter)
        }
        let selection: RedeliverySelection
        if let texts = sent.deliveries {
            let ids = texts.compactMap(DeliveryID.init)
            guard ids.count == texts.count, ids.count <= 1000 else { throw Problem(.badParameter) }
            selection = .these(ids)
        } else {
            let (since, until) = try Self.range(sent.since, sent.until)
            selection = .range(since: since, until: until, states: [state])
        }
        return Self.counted(
            try await store.redeliver(selection, of: endpoint.id, isPreview: sent.preview ?? false))
    }

    private struct RecoverRequest: Decodable {
        var since: String
        var until: String?
        var preview: Bool?
    }

    /// What an endpoint missed.
    func recover(_ request: Request, _ context: APIContext, _ caller: Caller) async throws -> Response {
        let endpoint = try await endpoint(context, caller)
        let sent = try await RequestBody.json(RecoverRequest.self, of: request)
        let (since, until) = try Self.range(sent.since, sent.until)
        return Self.counted(
            try await store.recover(endpoint, since: since, until: until, isPreview: sent.preview ?? false))
    }

    private func delivery(_ context: APIContext, _ caller: Caller) async throws -> DeliveryRecord {
        guard let delivery = try await store.delivery(identifier(context), site: caller.site.id) else {
            throw Problem(.notFound)
        }
        return delivery
    }

    /// Without an end: up to now and what is written meanwhile.
    private static func range(_ since: String?, _ until: String?) throws -> (Instant, Instant) {
        guard let begin = since.flatMap(Instant.init(rfc3339:)),
            let end = until.map(Instant.init(rfc3339:)) ?? Instant.systemNow().advanced(by: .seconds(1))
        else { throw Problem(.badParameter) }
        return (begin, end)
    }

    private static func counted(_ count: Int) -> Response {
        .json(JSONWriter.object { $0.member("count", count) })
    }
}
