import Moderation
import Synchronization

/// How many deliveries are on their way, in all and to each endpoint.
final class DeliverySlots: Sendable {
    private struct State {
        var total = 0
        var byEndpoint: [EndpointID: Int] = [:]
    }

    private let limit: Int
    private let perEndpoint: Int
    private let state = Mutex(State())

    init(limit: Int, perEndpoint: Int) {
        self.limit = limit
        self.perEndpoint = perEndpoint
    }

    var free: Int { state.withLock { limit - $0.total } }
    var isIdle: Bool { state.withLock { $0.total == 0 } }

    /// Whether there was room.
    func take(_ endpoint: EndpointID) -> Bool {
        state.withLock { state in
            guard state.total < limit, state.byEndpoint[endpoint, default: 0] < perEndpoint else { return false }
            state.total += 1
            state.byEndpoint[endpoint, default: 0] += 1
            return true
        }
    }

    func giveBack(_ endpoint: EndpointID) {
        state.withLock { state in
            let left = state.byEndpoint[endpoint, default: 0] - 1
            precondition(left >= 0, "a slot is given back once")
            state.total -= 1
            state.byEndpoint[endpoint] = left == 0 ? nil : left
        }
    }
}
