package import Moderation

/// Which deliveries of an endpoint to send again.
package enum RedeliverySelection: Sendable {
    case these([DeliveryID])
    /// Made from `since` on and before `until`, and ended so.
    case range(since: Instant, until: Instant, states: Set<DeliveryState>)
}

extension ModerationStore {
    /// Sends deliveries again at once and with a whole new schedule, each with its old event id and bytes; how many
    /// there are. What still waits is left alone. A preview only counts. Worked off in pieces, so that nobody's write
    /// waits long; cut off, the rest stays as it was.
    package func redeliver(
        _ selection: RedeliverySelection, of endpoint: EndpointID, isPreview: Bool = false
    ) async throws -> Int {
        switch selection {
        case .these(let ids):
            return try await sendAgain(ids.map(\.text), of: endpoint, isPreview: isPreview)
        case .range(let since, let until, let states):
            var count = 0
            for state in DeliveryState.allCases where state != .waiting && states.contains(state) {
                var last = ""
                while true {
                    let after = last
                    let ids = try await database.read {
                        try $0.rows(
                            RedeliverySQL.ended, .text(endpoint.text), .text(state.rawValue), .text(after),
                            .time(since), .time(until), .integer(Self.piece)
                        ).map { try $0.text(0) }
                    }
                    guard let end = ids.last else { break }
                    last = end
                    count += try await sendAgain(ids, of: endpoint, isPreview: isPreview)
                }
            }
            return count
        }
    }

    /// Deliveries or comments handled in one transaction.
    private static let piece = 200

    private func sendAgain(_ ids: [String], of endpoint: EndpointID, isPreview: Bool) async throws -> Int {
        let at = now()
        let count = try await (isPreview ? database.read : database.write) { session in
            try Set(ids).reduce(0) { count, id in
                if isPreview {
                    return try session.row(RedeliverySQL.canBeSent, .text(id), .text(endpoint.text)) == nil
                        ? count : count + 1
                }
                return count + (try session.execute(RedeliverySQL.send, .time(at), .text(id), .text(endpoint.text)))
            }
        }
        if count > 0, !isPreview { wakeDeliveries() }
        return count
    }
}

package enum RedeliverySQL: String, SQLText {
    case ended = """
        SELECT id FROM deliveries
        WHERE endpoint = $1 AND state = $2 AND id > $3 AND created_at >= $4 AND created_at < $5 ORDER BY id LIMIT $6
        """
    case canBeSent = "SELECT id FROM deliveries WHERE id = $1 AND endpoint = $2 AND state <> 'waiting'"
    case send = """
        UPDATE deliveries SET state = 'waiting', due_at = $1, attempts_before = attempts
        WHERE id = $2 AND endpoint = $3 AND state <> 'waiting'
        """
}
