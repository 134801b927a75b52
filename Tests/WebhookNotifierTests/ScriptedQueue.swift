import Moderation
import Privacy
import WebhookNotifier

/// The store's side of `DeliveryQueue`, in memory: leases, a limit for each endpoint, and failures on demand.
final class ScriptedQueue: Sendable {
    struct Failure: Error {}

    struct Written: Sendable {
        var attempt: DeliveryAttempt
        var outcome: DeliveryOutcome
        var delivery: ClaimedDelivery
    }

    struct State {
        var due: [(delivery: ClaimedDelivery, at: Instant)] = []
        var held: [DeliveryID: EndpointID] = [:]
        var claims: [Instant] = []
        var leases: [Duration] = []
        var written: [Written] = []
        var failingClaims = 0
        var failingRecords = 0
        var keepsToPerEndpoint = true
    }

    let state = Watched(State())
    private let wakeups = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))

    static let secret = EndpointSecret.random()

    /// Adds deliveries as a decision's commit would.
    func add(_ count: Int, to url: String = "https://a.example.net/", at: Instant = Instant(milliseconds: 0)) {
        // One endpoint for one URL; the id must not show it.
        let endpoint = EndpointID(stored: "end_\(url.utf8.reduce(into: UInt64(1)) { $0 = $0 &* 31 &+ UInt64($1) })")
        state.change { state in
            for _ in 0..<count {
                let delivery = ClaimedDelivery(
                    id: .random(), event: .random(), endpoint: endpoint, url: url,
                    secret: Self.secret.key, payload: Array(#"{"type":"endpoint.test"}"#.utf8), attempt: 1,
                    leaseToken: "t")
                state.due.append((delivery, at))
            }
        }
        wakeups.continuation.yield()
    }

    func wake() { wakeups.continuation.yield() }

    var queue: DeliveryQueue {
        DeliveryQueue(
            claim: { [state] limit, perEndpoint, lease, now in
                try state.change { try $0.claim(limit, perEndpoint, lease, now) }
            },
            record: { [state] attempt, outcome, delivery in
                try state.change { state in
                    guard state.failingRecords == 0 else {
                        state.failingRecords -= 1
                        throw Failure()
                    }
                    state.held[delivery.id] = nil
                    state.written.append(Written(attempt: attempt, outcome: outcome, delivery: delivery))
                }
            },
            nextDue: { [state] _ in state.value.due.map(\.at).min() },
            wakeups: { [wakeups] in wakeups.stream })
    }
}

extension ScriptedQueue.State {
    fileprivate mutating func claim(
        _ limit: Int, _ perEndpoint: Int, _ lease: Duration, _ now: Instant
    ) throws -> [ClaimedDelivery] {
        claims.append(now)
        leases.append(lease)
        guard failingClaims == 0 else {
            failingClaims -= 1
            throw ScriptedQueue.Failure()
        }
        var claimed: [ClaimedDelivery] = []
        for (delivery, at) in due where at <= now && claimed.count < limit {
            let atOnce = held.values.filter { $0 == delivery.endpoint }.count
            guard atOnce < perEndpoint || !keepsToPerEndpoint else { continue }
            held[delivery.id] = delivery.endpoint
            claimed.append(delivery)
        }
        let taken = Set(claimed.map(\.id))
        due.removeAll { taken.contains($0.delivery.id) }
        return claimed
    }
}
