import Moderation
import Synchronization

/// Which deliveries are on their way, and until when nobody else may take them.
///
/// Kept in memory, because the process that holds the data folder alone is the only one that sends: when it ends, whatever it
/// held is due again, and a delivery's row is written once for an attempt instead of twice.
final class DeliveryLeases: Sendable {
    /// By endpoint.
    typealias Held = [EndpointID: [DeliveryID: Lease]]

    struct Lease: Sendable {
        let token: UInt64
        let begin: Instant
        let end: Instant
    }

    private struct State {
        var held: Held = [:]
        var lastToken: UInt64 = 0
        /// Claims that read now, and what was given back since the first of them began: they may have read it as waiting.
        var claims = 0
        var givenBack: Set<DeliveryID> = []

        mutating func dropEnded(at now: Instant) {
            guard held.contains(where: { $0.value.contains { $0.value.end <= now } }) else { return }
            held = held.mapValues { $0.filter { $0.value.end > now } }.filter { !$0.value.isEmpty }
        }
    }

    private let state = Mutex(State())

    /// What is held at `now`. Each claim begins with this, before it reads, and ends with `endClaim`.
    func beginClaim(at now: Instant) -> Held {
        state.withLock { state in
            state.claims += 1
            state.dropEnded(at: now)
            return state.held
        }
    }

    func endClaim() {
        state.withLock { state in
            precondition(state.claims > 0, "a claim ends once")
            state.claims -= 1
            if state.claims == 0 { state.givenBack = [] }
        }
    }

    /// Takes a delivery that a claim under way has read as due; nil when somebody else has it or had it meanwhile.
    func take(_ delivery: DeliveryID, of endpoint: EndpointID, at begin: Instant, for time: Duration) -> Lease? {
        state.withLock { state in
            precondition(state.claims > 0, "who takes has begun a claim")
            guard state.held[endpoint]?[delivery] == nil, !state.givenBack.contains(delivery) else { return nil }
            state.lastToken += 1
            let lease = Lease(token: state.lastToken, begin: begin, end: begin.advanced(by: time))
            state.held[endpoint, default: [:]][delivery] = lease
            return lease
        }
    }

    func holds(_ delivery: DeliveryID, of endpoint: EndpointID, token: UInt64) -> Bool {
        state.withLock { $0.held[endpoint]?[delivery]?.token == token }
    }

    /// Nothing when the lease went to another.
    func giveBack(_ delivery: DeliveryID, of endpoint: EndpointID, token: UInt64) {
        state.withLock { state in
            guard state.held[endpoint]?[delivery]?.token == token else { return }
            state.held[endpoint]?[delivery] = nil
            if state.held[endpoint]?.isEmpty == true { state.held[endpoint] = nil }
            if state.claims > 0 { state.givenBack.insert(delivery) }
        }
    }

    var held: Held { state.withLock(\.held) }

    /// The wall clock was set back: a lease that was to end in a minute does not last for as long as the step.
    func clockWentBack(by step: Duration) {
        state.withLock { state in
            state.held = state.held.mapValues {
                $0.mapValues {
                    Lease(
                        token: $0.token, begin: $0.begin.advanced(by: .zero - step),
                        end: $0.end.advanced(by: .zero - step))
                }
            }
        }
    }
}
