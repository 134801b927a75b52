package import Moderation

/// What waits for one endpoint.
package struct WaitingDeliveries: Sendable, Equatable {
    package var endpoint: EndpointID
    package var count: Int
    /// When the oldest of them was made; nil when none waits.
    package var oldest: Instant?
}

extension ModerationStore {
    /// What waits for each endpoint, by its id. Walks the index of what waits and nothing else.
    package func waitingDeliveries() async throws -> [WaitingDeliveries] {
        try await database.read { session in
            try session.rows(DeliverySQL.waiting).map {
                WaitingDeliveries(
                    endpoint: EndpointID(stored: try $0.text(0)), count: Int(try $0.integer(1)),
                    oldest: try $0.optionalTime(2))
            }
        }
    }
}
