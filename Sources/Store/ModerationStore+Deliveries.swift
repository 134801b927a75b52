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
    /// Takes up to `limit` due deliveries for `lease`, shared equally among the active endpoints that have any, the
    /// endpoint whose oldest has waited longest first. An endpoint that has `perEndpoint` under lease already gets no
    /// more: one that hangs holds nobody else up.
    /// Events of one comment go to an endpoint one after the other: a later one waits while an earlier one is due or on
    /// its way, not while that one waits for another attempt.
    /// A worker that dies simply lets the lease run out: the delivery is due again when it ends.
    package func claimDeliveries(limit: Int, perEndpoint: Int, lease: Duration, now: Instant) async throws
        -> [ClaimedDelivery]
    {
        let leaseEnd = now.advanced(by: lease)
        let leased = try await database.write { session -> [(row: SQLRow, token: String)] in
            let due = try session.rows(DeliverySQL.endpointsWithDue, .time(now)).map { try $0.text(0) }
            guard !due.isEmpty else { return [] }
            let share = max(1, limit / due.count)
            var leased: [(row: SQLRow, token: String)] = []
            for endpoint in due where leased.count < limit {
                let held = Int(try session.row(DeliverySQL.held, .text(endpoint), .time(now))?.integer(0) ?? 0)
                let most = min(share, limit - leased.count, perEndpoint - held)
                guard most > 0 else { continue }
                for row in try session.rows(DeliverySQL.dueOfEndpoint, .text(endpoint), .time(now), .integer(most)) {
                    if try row.optionalText(6) != nil, try row.optionalBlob(8) == nil {
                        // The author was erased, and with their key what this would have told.
                        try session.execute(DeliverySQL.bury, .time(now), .text(row.text(0)))
                        continue
                    }
                    let token = EventID.random().text
                    try session.execute(DeliverySQL.lease, .time(leaseEnd), .text(token), .text(row.text(0)))
                    leased.append((row, token))
                }
            }
            return leased
        }
        // Opened out here: the writer has better things to do.
        return try leased.map { try claimed($0.row, token: $0.token) }
    }

    /// Makes due at once what a process that is gone held under lease. Only for who holds the data folder alone:
    /// then no lease can be anybody's.
    package func endLeases() async throws {
        let at = now()
        try await database.write { try $0.execute(DeliverySQL.endLeases, .time(at)) }
        wakeDeliveries()
    }

    /// Columns as `DeliverySQL.dueOfEndpoint` lists them.
    private func claimed(_ row: SQLRow, token: String) throws -> ClaimedDelivery {
        let id = DeliveryID(stored: try row.text(0))
        let endpoint = EndpointID(stored: try row.text(9))
        let key = try row.optionalText(7).flatMap { author in
            try AuthorName.key(vault, author: AuthorID(stored: author), wrapped: row.optionalBlob(8))
        }
        let payload =
            if let key {
                try vault.openPayload(row.blob(4), delivery: id.text, key: key)
            } else {
                try vault.openSecret(row.blob(4), purpose: Self.testPurpose(id)).bytes
            }
        return ClaimedDelivery(
            id: id, event: EventID(stored: try row.text(1)), endpoint: endpoint, url: try row.text(2),
            secret: try vault.openSecret(row.blob(3), purpose: Self.secretPurpose(endpoint)), payload: payload,
            attempt: Int(try row.integer(5)) + 1, leaseToken: token)
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
        SELECT f.id FROM (
            SELECT e.id AS id,
                (SELECT MIN(d.due_at) FROM deliveries d WHERE d.endpoint = e.id AND d.state = 'waiting') AS due_at
            FROM endpoints e WHERE e.state = 'active') f
        WHERE f.due_at <= $1 ORDER BY f.due_at, f.id
        """
    case held = """
        SELECT COUNT(*) FROM deliveries
        WHERE lease_token IS NOT NULL AND state = 'waiting' AND endpoint = $1 AND due_at > $2
        """
    /// `COALESCE` keeps the planner from the index by endpoint, which would walk every earlier delivery: those of one
    /// comment are few.
    case dueOfEndpoint = """
        SELECT d.id, d.event, e.url, e.sealed_secret, d.sealed_payload, d.attempts, d.comment, c.author, k.wrapped, e.id
        FROM deliveries d JOIN endpoints e ON e.id = d.endpoint
            LEFT JOIN comments c ON c.id = d.comment LEFT JOIN author_keys k ON k.author = c.author
        WHERE d.endpoint = $1 AND d.state = 'waiting' AND d.due_at <= $2
            AND NOT EXISTS (
                SELECT 1 FROM deliveries p
                WHERE p.comment = d.comment AND p.id < d.id AND COALESCE(p.endpoint, '') = d.endpoint
                    AND p.state = 'waiting'
                    AND (p.due_at <= $2 OR p.lease_token IS NOT NULL))
        ORDER BY d.due_at, d.id LIMIT $3
        """
    case lease = "UPDATE deliveries SET due_at = $1, lease_token = $2 WHERE id = $3 AND state = 'waiting'"
    case bury = "UPDATE deliveries SET state = 'dead', due_at = $1, lease_token = NULL WHERE id = $2"
    case endLeases =
        "UPDATE deliveries SET due_at = $1, lease_token = NULL WHERE lease_token IS NOT NULL AND state = 'waiting'"
    case finish = """
        UPDATE deliveries SET state = $1, due_at = $2, attempts = $3, lease_token = NULL
        WHERE id = $4 AND lease_token = $5
        """
    case insertAttempt = """
        INSERT INTO delivery_attempts (delivery, number, at, duration_milliseconds, http_status, problem, answer)
        VALUES ($1, $2, $3, $4, $5, $6, $7)
        """
    case nextDue = """
        SELECT MIN(f.due_at) FROM (
            SELECT (SELECT MIN(d.due_at) FROM deliveries d WHERE d.endpoint = e.id AND d.state = 'waiting') AS due_at
            FROM endpoints e WHERE e.state = 'active') f
        """
    /// Ids of deliveries grow with time, so the least one of those that wait is the oldest. Grouped, because asked for
    /// endpoint by endpoint the planner would walk every earlier delivery.
    case waiting = """
        SELECT e.id, COALESCE(w.waiting, 0), o.created_at
        FROM endpoints e
            LEFT JOIN (
                SELECT endpoint, COUNT(*) AS waiting, MIN(id) AS oldest FROM deliveries WHERE state = 'waiting'
                GROUP BY endpoint) w ON w.endpoint = e.id
            LEFT JOIN deliveries o ON o.id = w.oldest
        ORDER BY e.id
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
