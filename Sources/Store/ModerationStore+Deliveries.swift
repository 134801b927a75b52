package import Moderation
import Privacy

/// One line of the delivery log.
package struct DeliveryRecord: Sendable, Equatable {
    package var id: DeliveryID
    package var endpoint: EndpointID
    package var event: EventID
    package var type: String
    package var comment: CommentID?
    /// `waiting`, `delivered` or `dead`.
    package var state: String
    package var dueAt: Instant
    package var createdAt: Instant
    package var attempts: [DeliveryAttempt]
}

extension ModerationStore {
    /// Takes up to `limit` due deliveries for `lease`, shared equally among the active endpoints that have any. An
    /// endpoint that has `perEndpoint` under lease already gets no more: one that hangs holds nobody else up.
    /// A worker that dies simply lets the lease run out: the delivery is due again when it ends.
    package func claimDeliveries(limit: Int, perEndpoint: Int, lease: Duration, now: Instant) async throws
        -> [ClaimedDelivery]
    {
        let vault = vault
        return try await database.write { session in
            let due = try session.rows(DeliverySQL.endpointsWithDue, .time(now)).map { try $0.text(0) }
            guard !due.isEmpty else { return [] }
            let share = max(1, limit / due.count)
            let leaseEnd = now.advanced(by: lease)
            var claimed: [ClaimedDelivery] = []
            for endpoint in due where claimed.count < limit {
                let held = Int(try session.row(DeliverySQL.held, .text(endpoint), .time(now))?.integer(0) ?? 0)
                let most = min(share, limit - claimed.count, perEndpoint - held)
                guard most > 0 else { continue }
                for row in try session.rows(DeliverySQL.dueOfEndpoint, .text(endpoint), .time(now), .integer(most)) {
                    let token = EventID.random().text
                    try session.execute(DeliverySQL.lease, .time(leaseEnd), .text(token), row.values[0])
                    let id = EndpointID(stored: endpoint)
                    claimed.append(
                        ClaimedDelivery(
                            id: DeliveryID(stored: try row.text(0)), event: EventID(stored: try row.text(1)),
                            endpoint: id, url: try row.text(2),
                            secret: try vault.openSecret(try row.blob(3), purpose: Self.secretPurpose(id)),
                            payload: try row.blob(4), attempt: Int(try row.integer(5)) + 1, leaseToken: token))
                }
            }
            return claimed
        }
    }

    /// Writes an attempt down and what becomes of the delivery. Nothing is written when the lease went to another.
    package func record(
        _ attempt: DeliveryAttempt, outcome: DeliveryOutcome, of delivery: ClaimedDelivery
    ) async throws {
        let (state, due): (String, Instant) =
            switch outcome {
            case .delivered: ("delivered", attempt.at)
            case .retry(let at): ("waiting", at)
            case .deadLetter, .endpointGone: ("dead", attempt.at)
            }
        try await database.write { session in
            let changed = try session.execute(
                DeliverySQL.finish, .text(state), .time(due), .integer(attempt.number), .text(delivery.id.text),
                .text(delivery.leaseToken))
            guard changed == 1 else { return }
            try session.execute(
                DeliverySQL.insertAttempt, .text(delivery.id.text), .integer(attempt.number), .time(attempt.at),
                .integer(attempt.durationMilliseconds), attempt.httpStatus.map { .integer($0) } ?? .null,
                .optional(attempt.problem), .blob(attempt.answer))
            if outcome == .endpointGone {
                try session.execute(EndpointSQL.setState, .text("disabled"), .text(delivery.endpoint.text))
            }
        }
    }

    /// When the next delivery of an active endpoint is due; nil when none waits.
    package func nextDeliveryDue() async throws -> Instant? {
        try await database.read { try $0.row(DeliverySQL.nextDue)?.optionalTime(0) }
    }

    /// The newest deliveries of an endpoint with all their attempts.
    package func deliveries(of endpoint: EndpointID, limit: Int) async throws -> [DeliveryRecord] {
        try await database.read { session in
            try session.rows(DeliverySQL.ofEndpoint, .text(endpoint.text), .integer(limit)).map {
                try Self.delivery($0, session)
            }
        }
    }

    /// The deliveries a comment's decisions made, oldest first.
    package func deliveries(of comment: CommentID) async throws -> [DeliveryRecord] {
        try await database.read { session in
            try session.rows(DeliverySQL.ofComment, .text(comment.text)).map { try Self.delivery($0, session) }
        }
    }

    private static func delivery(_ row: SQLRow, _ session: SQLSession) throws -> DeliveryRecord {
        let id = try row.text(0)
        return DeliveryRecord(
            id: DeliveryID(stored: id), endpoint: EndpointID(stored: try row.text(1)),
            event: EventID(stored: try row.text(2)), type: try row.text(3),
            comment: try row.optionalText(4).map(CommentID.init(stored:)), state: try row.text(5),
            dueAt: try row.time(6), createdAt: try row.time(7),
            attempts: try session.rows(DeliverySQL.attempts, .text(id)).map { attempt in
                DeliveryAttempt(
                    number: Int(try attempt.integer(0)), at: try attempt.time(1),
                    durationMilliseconds: Int(try attempt.integer(2)),
                    httpStatus: try attempt.optionalInteger(3).map(Int.init), problem: try attempt.optionalText(4),
                    answer: try attempt.blob(5))
            })
    }
}

package enum DeliverySQL: String, SQLText {
    case endpointsWithDue = """
        SELECT e.id FROM endpoints e
        WHERE e.state = 'active' AND EXISTS
            (SELECT 1 FROM deliveries d WHERE d.endpoint = e.id AND d.state = 'waiting' AND d.due_at <= $1)
        ORDER BY e.id
        """
    case held = """
        SELECT COUNT(*) FROM deliveries
        WHERE lease_token IS NOT NULL AND state = 'waiting' AND endpoint = $1 AND due_at > $2
        """
    case dueOfEndpoint = """
        SELECT d.id, d.event, e.url, e.sealed_secret, d.payload, d.attempts
        FROM deliveries d JOIN endpoints e ON e.id = d.endpoint
        WHERE d.endpoint = $1 AND d.state = 'waiting' AND d.due_at <= $2
        ORDER BY d.due_at, d.id LIMIT $3
        """
    case lease = "UPDATE deliveries SET due_at = $1, lease_token = $2 WHERE id = $3 AND state = 'waiting'"
    case finish = """
        UPDATE deliveries SET state = $1, due_at = $2, attempts = $3, lease_token = NULL
        WHERE id = $4 AND lease_token = $5
        """
    case insertAttempt = """
        INSERT INTO delivery_attempts (delivery, number, at, duration_milliseconds, http_status, problem, answer)
        VALUES ($1, $2, $3, $4, $5, $6, $7)
        """
    case nextDue = """
        SELECT MIN(d.due_at) FROM deliveries d JOIN endpoints e ON e.id = d.endpoint
        WHERE d.state = 'waiting' AND e.state = 'active'
        """
    case ofEndpoint = """
        SELECT id, endpoint, event, event_type, comment, state, due_at, created_at FROM deliveries
        WHERE endpoint = $1 ORDER BY id DESC LIMIT $2
        """
    case ofComment = """
        SELECT id, endpoint, event, event_type, comment, state, due_at, created_at FROM deliveries
        WHERE comment = $1 ORDER BY id
        """
    case attempts = """
        SELECT number, at, duration_milliseconds, http_status, problem, answer FROM delivery_attempts
        WHERE delivery = $1 ORDER BY number
        """
}
