import Moderation
import Privacy
import WebhookNotifier

/// The store's side of `DeliveryQueue`, in memory: leases, a limit for each endpoint, and failures on demand.
final class ScriptedQueue: Sendable {
    struct Failure: Error {}

    struct State {
        var due: [(delivery: ClaimedDelivery, at: Instant)] = []
        var held: [DeliveryID: EndpointID] = [:]
        var claims: [Instant] = []
        var leases: [Duration] = []
        var written: [EndedAttempt] = []
        /// How many attempts each write had.
        var writes: [Int] = []
        var failingClaims = 0
        var failingRecords = 0
        /// What recording an attempt has to tell of its endpoint.
        var news: EndpointNews?
        var rings = 0
        /// How often the worker has come to listen: one more than the rings it has taken in.
        var listens = 0
    }

    let state = Watched(State())

    static let secret = EndpointSecret.random()

    /// Adds deliveries as a decision's commit would.
    func add(_ count: Int, to url: String = "https://a.example.net/", at: Instant = Instant(milliseconds: 0)) {
        // One endpoint for one URL; the id must not show it.
        let endpoint = EndpointID(stored: "end_\(url.utf8.reduce(into: UInt64(1)) { $0 = $0 &* 31 &+ UInt64($1) })")
        state.change { state in
            for _ in 0..<count {
                let delivery = ClaimedDelivery(
                    id: .random(), event: .random(), endpoint: endpoint, url: url,
                    keys: [SigningKeys(secret: Self.secret.key)], payload: Array(#"{"type":"endpoint.test"}"#.utf8),
                    attempt: 1,
                    leaseToken: 1)
                state.due.append((delivery, at))
            }
        }
        wake()
    }

    func wake() { state.change { $0.rings += 1 } }

    var queue: DeliveryQueue {
        DeliveryQueue(
            claim: { [state] limit, perEndpoint, lease, now in
                try state.change { try $0.claim(limit, perEndpoint, lease, now) }
            },
            record: { [state] ended in
                try state.change { state in
                    guard state.failingRecords == 0 else {
                        state.failingRecords -= 1
                        throw Failure()
                    }
                    state.writes.append(ended.count)
                    for one in ended {
                        state.held[one.delivery.id] = nil
                        state.written.append(one)
                    }
                    return ended.map { _ in state.news }
                }
            },
            nextDue: { [state] _ in state.value.due.map(\.at).min() },
            wakeups: { [state] in
                let taken = Watched(0)
                return AsyncStream {
                    state.change { $0.listens += 1 }
                    guard await state.wait(until: { $0.rings > taken.value }) else { return nil }
                    taken.change { $0 = state.value.rings }
                    return ()
                }
            })
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
            guard atOnce < perEndpoint else { continue }
            held[delivery.id] = delivery.endpoint
            claimed.append(delivery)
        }
        let taken = Set(claimed.map(\.id))
        due.removeAll { taken.contains($0.delivery.id) }
        return claimed
    }
}
