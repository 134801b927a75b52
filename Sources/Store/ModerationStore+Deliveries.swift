package import Moderation
import Privacy

/// What has become of a delivery.
package enum DeliveryState: String, Sendable, CaseIterable {
    case waiting, delivered, dead
}

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
    /// An endpoint whose breaker is open gets none; one that is being probed gets one at a time. None gets more than
    /// its own pace allows.
    /// A worker that dies simply lets the lease run out: the delivery is due again when it ends.
    package func claimDeliveries(limit: Int, perEndpoint: Int, lease: Duration, now: Instant) async throws
        -> [ClaimedDelivery]
    {
        let leaseEnd = now.advanced(by: lease)
        let leased = try await database.write { session -> [Leased] in
            let due = try session.rows(DeliverySQL.endpointsWithDue, .time(now)).map { try $0.text(0) }
            guard !due.isEmpty else { return [] }
            let share = max(1, limit / due.count)
            var leased: [Leased] = []
            var count = 0
            for endpoint in due where count < limit {
                let held = Int(try session.row(DeliverySQL.held, .text(endpoint), .time(now))?.integer(0) ?? 0)
                guard let called = try CalledEndpoint(endpoint, at: now, session) else { continue }
                let atOnce =
                    Self.healthRules.isProbing(called.health)
                    ? 1 : min(perEndpoint, called.pace.mostAtOnce ?? perEndpoint)
                let most = min(share, limit - count, atOnce - held, called.pace.mostAtAClaim ?? limit)
                guard most > 0 else { continue }
                var rows: [(row: SQLRow, token: String)] = []
                for row in try session.rows(DeliverySQL.dueOfEndpoint, .text(endpoint), .time(now), .integer(most)) {
                    if try row.optionalText(4) != nil, try row.optionalBlob(6) == nil,
                        try row.text(8) != EventType.erased.rawValue
                    {
                        // The author was erased, and with their key what this would have told.
                        try session.execute(DeliverySQL.bury, .time(now), .text(row.text(0)))
                        continue
                    }
                    let token = EventID.random().text
                    try session.execute(DeliverySQL.lease, .time(leaseEnd), .text(token), .text(row.text(0)))
                    rows.append((row, token))
                }
                if called.pace.mostAtAClaim != nil, !rows.isEmpty {
                    let pause = now.advanced(by: called.pace.pause(after: rows.count))
                    try session.execute(DeliverySQL.holdToRate, .time(pause), .text(endpoint))
                }
                count += rows.count
                leased.append(Leased(endpoint: called, rows: rows))
            }
            return leased
        }
        // Opened out here: the writer has better things to do.
        return try leased.flatMap { leased in
            let keys = try leased.endpoint.keys.map { try $0.open(of: leased.endpoint.id, vault) }
            let headers = try leased.endpoint.headers(vault)
            return try leased.rows.map { row, token in
                var delivery = try claimed(row, of: leased.endpoint, keys: keys, token: token)
                delivery.headers = headers
                delivery.isForm = leased.endpoint.isCallback
                return delivery
            }
        }
    }

    private struct Leased: Sendable {
        let endpoint: CalledEndpoint
        let rows: [(row: SQLRow, token: String)]
    }

    /// Makes due at once what a process that is gone held under lease. Only for who holds the data folder alone:
    /// then no lease can be anybody's. Where the newest delivery is of a later time than now, the clock was set back
    /// meanwhile, by that much at least.
    package func endLeases() async throws {
        let at = now()
        let newest = try await database.write { session in
            try session.execute(DeliverySQL.endLeases, .time(at))
            return try session.row(DeliverySQL.newest)?.time(0)
        }
        if let newest, newest > at { try await clockWentBack(by: at.duration(to: newest)) }
        wakeDeliveries()
    }

    /// Brings deliveries, held endpoints and second looks that wait for a later time this much nearer. What was to wait for
    /// five minutes by a clock that is set back by a day then waits for what was left of them, not for a day. Deliveries that
    /// were made at a time that is still to come are dated now, so that a later start does not take it for another step.
    package func clockWentBack(by: Duration) async throws {
        let at = now()
        try await database.write { session in
            for statement in [
                DeliverySQL.nearer, .heldNearer, .rateNearer, .lookNearer,
            ] {
                try session.execute(statement, .integer(Int(by.milliseconds)), .time(at))
            }
            try session.execute(DeliverySQL.dated, .time(at), .text(DeliveryID.first(at: at).text))
        }
        wakeDeliveries()
    }

    /// Columns as `DeliverySQL.dueOfEndpoint` lists them.
    private func claimed(
        _ row: SQLRow, of endpoint: CalledEndpoint, keys: [SigningKeys], token: String
    ) throws -> ClaimedDelivery {
        let id = DeliveryID(stored: try row.text(0))
        let key = try row.optionalText(5).flatMap { author in
            try AuthorName.key(vault, author: AuthorID(stored: author), wrapped: row.optionalBlob(6))
        }
        let payload =
            if let key {
                try vault.openPayload(row.blob(2), delivery: id.text, key: key)
            } else {
                try vault.openSecret(row.blob(2), purpose: Self.testPurpose(id)).bytes
            }
        var delivery = ClaimedDelivery(
            id: id, event: EventID(stored: try row.text(1)), endpoint: endpoint.id, url: endpoint.url, keys: keys,
            payload: payload, attempt: Int(try row.integer(3)) + 1, leaseToken: token)
        delivery.attemptsBefore = Int(try row.integer(7))
        return delivery
    }

    /// Writes an attempt down, what becomes of the delivery and how its endpoint is doing; what should be told of that.
    /// Nothing is written when the lease went to another.
    @discardableResult
    package func record(
        _ attempt: DeliveryAttempt, outcome: DeliveryOutcome, of delivery: ClaimedDelivery
    ) async throws -> EndpointNews? {
        let (state, due): (String, Instant) =
            switch outcome {
            case .delivered: ("delivered", attempt.at)
            case .retry(let at): ("waiting", at)
            case .deadLetter, .aborted, .endpointGone: ("dead", attempt.at)
            }
        let end = attempt.at.advanced(by: .milliseconds(attempt.durationMilliseconds))
        return try await database.write { session in
            let changed = try session.execute(
                DeliverySQL.finish, .text(state), .time(due), .integer(attempt.number), .text(delivery.id.text),
                .text(delivery.leaseToken))
            guard changed == 1 else { return nil }
            try session.execute(
                DeliverySQL.insertAttempt, .text(delivery.id.text), .integer(attempt.number), .time(attempt.at),
                .integer(attempt.durationMilliseconds), attempt.httpStatus.map { .integer($0) } ?? .null,
                .optional(attempt.problem), .blob(attempt.answer), .integer(attempt.answerBytes))
            return try Self.note(outcome, of: delivery.endpoint, at: end, session)
        }
    }

    /// When the next delivery of an active endpoint is due, its breaker closed; nil when none waits.
    package func nextDeliveryDue() async throws -> Instant? {
        try await database.read { try $0.row(DeliverySQL.nextDue)?.optionalTime(0) }
    }

    /// Deliveries of an endpoint with all their attempts, newest first: those older than `before`, in `state`.
    package func deliveries(
        of endpoint: EndpointID, state: DeliveryState? = nil, before: DeliveryID? = nil, limit: Int
    ) async throws -> [DeliveryRecord] {
        // Behind every id there is.
        let before = before?.text ?? "dlv_~"
        return try await database.read { session in
            let rows =
                if let state {
                    try session.rows(
                        DeliverySQL.ofEndpointInState, .text(endpoint.text), .text(state.rawValue), .text(before),
                        .integer(limit))
                } else {
                    try session.rows(DeliverySQL.ofEndpoint, .text(endpoint.text), .text(before), .integer(limit))
                }
            return try rows.map { try Self.delivery($0, session) }
        }
    }

    /// One delivery of an endpoint of `site`; nil: of any site.
    package func delivery(_ id: DeliveryID, site: SiteID?) async throws -> DeliveryRecord? {
        try await database.read { session in
            try session.row(DeliverySQL.one, .text(id.text), .optional(site?.text)).map {
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
                    answer: try attempt.blob(5), answerBytes: Int(try attempt.integer(6)))
            })
    }
}

package enum DeliverySQL: String, SQLText {
    case endpointsWithDue = """
        SELECT f.id FROM (
            SELECT e.id AS id,
                (SELECT MIN(d.due_at) FROM deliveries d WHERE d.endpoint = e.id AND d.state = 'waiting') AS due_at
            FROM endpoints e
            WHERE e.state = 'active' AND COALESCE(e.held_until, 0) <= $1 AND COALESCE(e.rate_until, 0) <= $1) f
        WHERE f.due_at <= $1 ORDER BY f.due_at, f.id
        """
    case endpointToCall = """
        SELECT url, sealed_secret, sealed_seed, failures, failing_since, warned_at, held_until, at_once, per_minute,
            sealed_headers,
            CASE WHEN EXISTS (SELECT 1 FROM akismet_callbacks a WHERE a.endpoint = endpoints.id) THEN 1 ELSE 0 END
        FROM endpoints WHERE id = $1
        """
    case holdToRate = "UPDATE endpoints SET rate_until = $1 WHERE id = $2"
    case held = """
        SELECT COUNT(*) FROM deliveries
        WHERE lease_token IS NOT NULL AND state = 'waiting' AND endpoint = $1 AND due_at > $2
        """
    /// `COALESCE` keeps the planner from the index by endpoint, which would walk every earlier delivery: those of one
    /// comment are few.
    case dueOfEndpoint = """
        SELECT d.id, d.event, d.sealed_payload, d.attempts, d.comment, c.author, k.wrapped,
            d.attempts_before, d.event_type
        FROM deliveries d LEFT JOIN comments c ON c.id = d.comment LEFT JOIN author_keys k ON k.author = c.author
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
    /// The newest: ids grow with time.
    case newest = "SELECT created_at FROM deliveries WHERE id = (SELECT MAX(id) FROM deliveries)"
    case dated = "UPDATE deliveries SET created_at = $1 WHERE id > $2"
    case nearer = "UPDATE deliveries SET due_at = due_at - $1 WHERE state = 'waiting' AND due_at > $2"
    case heldNearer = "UPDATE endpoints SET held_until = held_until - $1 WHERE held_until > $2"
    case rateNearer = "UPDATE endpoints SET rate_until = rate_until - $1 WHERE rate_until > $2"
    case lookNearer = "UPDATE second_looks SET due_at = due_at - $1 WHERE due_at > $2"
    case finish = """
        UPDATE deliveries SET state = $1, due_at = $2, attempts = $3, lease_token = NULL
        WHERE id = $4 AND lease_token = $5
        """
    case insertAttempt = """
        INSERT INTO delivery_attempts (delivery, number, at, duration_milliseconds, http_status, problem, answer,
            answer_bytes)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
        """
    case nextDue = """
        SELECT MIN(CASE WHEN f.held_until > f.due_at THEN f.held_until ELSE f.due_at END) FROM (
            SELECT CASE WHEN COALESCE(e.rate_until, 0) > COALESCE(e.held_until, 0) THEN e.rate_until ELSE e.held_until
                END AS held_until,
                (SELECT MIN(d.due_at) FROM deliveries d WHERE d.endpoint = e.id AND d.state = 'waiting') AS due_at
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
        WHERE endpoint = $1 AND id < $2 ORDER BY id DESC LIMIT $3
        """
    case ofEndpointInState = """
        SELECT id, endpoint, event, event_type, comment, state, due_at, created_at FROM deliveries
        WHERE endpoint = $1 AND state = $2 AND id < $3 ORDER BY id DESC LIMIT $4
        """
    case one = """
        SELECT d.id, d.endpoint, d.event, d.event_type, d.comment, d.state, d.due_at, d.created_at
        FROM deliveries d JOIN endpoints e ON e.id = d.endpoint
        WHERE d.id = $1 AND (CAST($2 AS TEXT) IS NULL OR e.site = $2)
        """
    case ofComment = """
        SELECT id, endpoint, event, event_type, comment, state, due_at, created_at FROM deliveries
        WHERE comment = $1 ORDER BY id
        """
    case attempts = """
        SELECT number, at, duration_milliseconds, http_status, problem, answer, answer_bytes
        FROM delivery_attempts
        WHERE delivery = $1 ORDER BY number
        """
}
