package import Moderation
import Synchronization

/// How long webhook requests took, by endpoint.
package final class EndpointDurations: Sendable {
    private struct State {
        var named: [EndpointID: Histogram] = [:]
        var order: [EndpointID] = []
    }

    /// Endpoints that have a histogram of their own.
    package static let limit = 200

    private let state = Mutex(State())
    private let others = EndpointDurations.histogram()

    package init() {}

    func of(_ endpoint: EndpointID) -> Histogram {
        state.withLock { state in
            if let known = state.named[endpoint] { return known }
            guard state.order.count < Self.limit else { return others }
            let new = Self.histogram()
            state.named[endpoint] = new
            state.order.append(endpoint)
            return new
        }
    }

    /// In the order they were first called; last, under nil, those beyond the limit, if any.
    package var all: [(endpoint: EndpointID?, histogram: Histogram)] {
        let named = state.withLock { state in
            state.order.compactMap { id in state.named[id].map { (endpoint: Optional(id), histogram: $0) } }
        }
        return named.count < Self.limit ? named : named + [(endpoint: nil, histogram: others)]
    }

    private static func histogram() -> Histogram {
        Histogram(
            microseconds: [
                5000, 10_000, 25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000, 2_500_000, 5_000_000, 10_000_000,
                15_000_000,
            ])
    }
}
