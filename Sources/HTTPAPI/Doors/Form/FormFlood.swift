import Moderation
import Synchronization
import WebhookNotifier

/// How many comments a network may send through the public form: 10 a minute, 5 at once; half of that without a token. A network
/// is an IPv4 /24 or an IPv6 /56. In memory, bounded, forgotten at a restart.
final class FormFlood: Sendable {
    /// Comments of one network at once.
    static let burst = 5.0
    /// Milliseconds until there is room for one more.
    static let pause = 6000.0
    /// Networks remembered at once; all further ones share one measure, as if they were one.
    static let mostNetworks = 50_000

    private struct Measure {
        var room: Double
        var at: Int64
    }

    private struct State {
        var measures: [IPAddress: Measure] = [:]
        var sweptAt: Int64 = 0
    }

    private let state = Mutex(State())
    private let mostNetworks: Int

    init(mostNetworks: Int = FormFlood.mostNetworks) {
        self.mostNetworks = mostNetworks
    }

    /// Nil when there is room, else the whole seconds until there is.
    func admit(_ client: IPAddress?, hasToken: Bool, at now: Instant) -> Int? {
        let cost = hasToken ? 1.0 : 2.0
        let now = now.milliseconds
        return state.withLock { state in
            var network = Self.network(of: client)
            if state.measures[network] == nil, state.measures.count >= mostNetworks {
                // Whoever has all their room again need not be remembered. Looked for once a second at most.
                if now - state.sweptAt >= 1000 {
                    state.sweptAt = now
                    state.measures = state.measures.filter { Self.room(of: $0.value, at: now) < Self.burst }
                }
                if state.measures.count >= mostNetworks { network = Self.others }
            }
            var room = state.measures[network].map { Self.room(of: $0, at: now) } ?? Self.burst
            defer { state.measures[network] = Measure(room: room, at: now) }
            guard room >= cost else { return max(1, Int(((cost - room) * Self.pause / 1000).rounded(.up))) }
            room -= cost
            return nil
        }
    }

    private static let others = IPAddress.v4(0)

    private static func room(of measure: Measure, at now: Int64) -> Double {
        min(burst, measure.room + Double(max(0, now - measure.at)) / pause)
    }

    private static func network(of client: IPAddress?) -> IPAddress {
        switch client?.unmapped {
        case .v4(let number): .v4(number & 0xFFFF_FF00)
        case .v6(let number): .v6((number >> 72) << 72)
        case nil: others
        }
    }
}
