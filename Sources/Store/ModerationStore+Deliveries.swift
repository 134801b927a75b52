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
    /// One that cannot be opened is passed over until its lease ends and holds no other up; the error is thrown when
    /// nothing else is due.
    package func claimDeliveries(limit: Int, perEndpoint: Int, lease: Duration, now: Instant) async throws
        -> [ClaimedDelivery]
    {
        let held = leases.beginClaim(at: now)
        defer { leases.endClaim() }
        // What is held was due when it was taken and stays so, though the clock be set back a little since.
        let taken = held.values.lazy.flatMap { $0.values.lazy.map(\.begin) }.max()
        let due = try await database.read {
            try Self.due(limit: limit, perEndpoint: perEndpoint, held: held, now: max(now, taken ?? now), $0)
        }
        let unreadable = due.flatMap(\.unreadable)
        let paced = due.filter { $0.endpoint.pace.mostAtAClaim != nil && !$0.rows.isEmpty }
        if !unreadable.isEmpty || !paced.isEmpty {
            try await database.write { session in
                for id in unreadable { try session.execute(DeliverySQL.bury, .time(now), .text(id)) }
                for one in paced {
                    let pause = now.advanced(by: one.endpoint.pace.pause(after: one.rows.count))
                    try session.execute(DeliverySQL.holdToRate, .time(pause), .text(one.endpoint.id.text))
                }
            }
        }
        return try opened(due, at: now, for: lease)
    }

    /// What a claim found of one endpoint.
    private struct Due: Sendable {
        let endpoint: CalledEndpoint
        /// Columns as `DeliverySQL.toSend` lists them.
        var rows: [SQLRow] = []
        /// Their author was erased, and with their key what they would have told.
        var unreadable: [String] = []
    }

    private static func due(
        limit: Int, perEndpoint: Int, held: DeliveryLeases.Held, now: Instant, _ session: SQLSession
    ) throws -> [Due] {
        let ids = try session.rows(DeliverySQL.endpointsToCall, .time(now)).compactMap { row in
            try firstDue(of: row.text(0), held: held, session).flatMap { try $0 <= now ? ($0, row.text(0)) : nil }
        }.sorted { $0 < $1 }.map(\.1)
        guard !ids.isEmpty else { return [] }
        let share = (limit + ids.count - 1) / ids.count
        var found: [Due] = []
        var count = 0
        for id in ids where count < limit {
            guard let called = try CalledEndpoint(id, at: now, session) else { continue }
            let onTheirWay = held[called.id] ?? [:]
            let atOnce =
                healthRules.isProbing(called.health) ? 1 : min(perEndpoint, called.pace.mostAtOnce ?? perEndpoint)
            let most = min(share, limit - count, atOnce - onTheirWay.count, called.pace.mostAtAClaim ?? limit)
            guard most > 0 else { continue }
            var due = Due(endpoint: called)
            // Those on their way come along; what they hold is read of none of them.
            let ids = try session.rows(
                DeliverySQL.dueOfEndpoint, .text(id), .time(now), .integer(most + onTheirWay.count)
            ).map { try $0.text(0) }.filter { onTheirWay[DeliveryID(stored: $0)] == nil }
            for id in ids.prefix(most) {
                guard let row = try session.row(DeliverySQL.toSend, .text(id)) else { continue }
                if try row.optionalText(4) != nil, try row.optionalBlob(6) == nil,
                    try row.text(8) != EventType.erased.rawValue
                {
                    due.unreadable.append(id)
                } else {
                    due.rows.append(row)
                }
            }
            count += due.rows.count
            found.append(due)
        }
        return found
    }

    /// When an endpoint's first delivery that nobody holds is due. What is held is due already and so comes first, whatever
    /// the order among those that are due.
    private static func firstDue(
        of endpoint: String, held: DeliveryLeases.Held, _ session: SQLSession
    ) throws -> Instant? {
        try session.row(
            DeliverySQL.firstOfEndpoint, .text(endpoint),
            .integer(held[EndpointID(stored: endpoint)]?.count ?? 0))?.time(0)
    }

    /// Takes them and opens what is sealed.
    private func opened(_ found: [Due], at now: Instant, for lease: Duration) throws -> [ClaimedDelivery] {
        var claimed: [ClaimedDelivery] = []
        var failure: (any Error)?
        for due in found where !due.rows.isEmpty {
            let endpoint = due.endpoint
            let common = Swift.Result {
                (
                    keys: try endpoint.keys.map { try $0.open(of: endpoint.id, vault) },
                    headers: try endpoint.headers(vault)
                )
            }
            for row in due.rows {
                let id = DeliveryID(stored: try row.text(0))
                guard let held = leases.take(id, of: endpoint.id, at: now, for: lease) else { continue }
                do {
                    let (keys, headers) = try common.get()
                    var delivery = try self.claimed(row, id, of: endpoint, keys: keys, token: held.token)
                    delivery.headers = headers
                    delivery.isForm = endpoint.isCallback
                    claimed.append(delivery)
                } catch {
                    failure = error
                }
            }
        }
        if let failure, claimed.isEmpty { throw failure }
        return claimed
    }

    /// Before the first claim of a process, which must hold the data folder alone. Where the newest delivery is of a
    /// later time than now, the clock was set back since, by that much at least.
    package func startDeliveries() async throws {
        let at = now()
        let newest = try await database.read { try $0.row(DeliverySQL.newest)?.time(0) }
        if let newest, newest > at { try await clockWentBack(by: at.duration(to: newest)) }
        wakeDeliveries()
    }

    /// Brings deliveries, held endpoints and second looks that wait for a later time this much nearer. What was to wait for
    /// five minutes by a clock that is set back by a day then waits for what was left of them, not for a day. Deliveries that
    /// were made at a time that is still to come are dated now, so that a later start does not take it for another step.
    package func clockWentBack(by: Duration) async throws {
        let at = now()
        leases.clockWentBack(by: by)
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

    /// Columns as `DeliverySQL.toSend` lists them.
    private func claimed(
        _ row: SQLRow, _ id: DeliveryID, of endpoint: CalledEndpoint, keys: [SigningKeys], token: UInt64
    ) throws -> ClaimedDelivery {
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

    /// Writes attempts down, what becomes of their deliveries and how their endpoints are doing, all or none; for each
    /// what should be told of its endpoint. Nothing is written of one whose lease went to another.
    @discardableResult
    package func record(_ ended: [EndedAttempt]) async throws -> [EndpointNews?] {
        let leases = leases
        let news = try await database.write { session in
            // Of these it stands already that all is well.
            var recovered: Set<EndpointID> = []
            return try ended.map { one -> EndpointNews? in
                let (attempt, delivery) = (one.attempt, one.delivery)
                guard leases.holds(delivery.id, of: delivery.endpoint, token: delivery.leaseToken),
                    try Self.write(attempt, one.outcome, of: delivery.id, session)
                else { return nil }
                if one.outcome == .delivered {
                    guard recovered.insert(delivery.endpoint).inserted else { return nil }
                } else {
                    recovered.remove(delivery.endpoint)
                }
                let end = attempt.at.advanced(by: .milliseconds(attempt.durationMilliseconds))
                return try Self.note(one.outcome, of: delivery.endpoint, at: end, session)
            }
        }
        for delivery in ended.map(\.delivery) {
            leases.giveBack(delivery.id, of: delivery.endpoint, token: delivery.leaseToken)
        }
        return news
    }

    /// False when a lease ended meanwhile and another wrote the same attempt down: that one counts.
    private static func write(
        _ attempt: DeliveryAttempt, _ outcome: DeliveryOutcome, of id: DeliveryID, _ session: SQLSession
    ) throws -> Bool {
        let (state, due): (DeliveryState, Instant) =
            switch outcome {
            case .delivered: (.delivered, attempt.at)
            case .retry(let at): (.waiting, at)
            case .deadLetter, .aborted, .endpointGone: (.dead, attempt.at)
            }
        let changed = try session.execute(
            DeliverySQL.finish, .text(state.rawValue), .time(due), .integer(attempt.number), .text(id.text))
        guard changed == 1 else { return false }
        try session.execute(
            DeliverySQL.insertAttempt, .text(id.text), .integer(attempt.number), .time(attempt.at),
            .integer(attempt.durationMilliseconds), attempt.httpStatus.map { .integer($0) } ?? .null,
            .optional(attempt.problem), .blob(attempt.answer), .integer(attempt.answerBytes))
        return true
    }

    /// When the next delivery of an active endpoint is due, its breaker closed, or a lease ends; nil when none waits.
    package func nextDeliveryDue() async throws -> Instant? {
        let held = leases.held
        let due = try await database.read { session in
            try session.rows(DeliverySQL.activeEndpoints).compactMap { row -> Instant? in
                guard let due = try Self.firstDue(of: row.text(0), held: held, session) else { return nil }
                return max(due, try row.optionalTime(1) ?? due)
            }.min()
        }
        let end = held.values.lazy.flatMap { $0.values.lazy.map(\.end) }.min()
        return [due, end].compactMap(\.self).min()
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
                .sorted { $0.id.text < $1.id.text }
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
    case endpointsToCall = """
        SELECT e.id FROM endpoints e
        WHERE e.state = 'active' AND COALESCE(e.held_until, 0) <= $1 AND COALESCE(e.rate_until, 0) <= $1
        """
    case endpointToCall = """
        SELECT url, sealed_secret, sealed_seed, failures, failing_since, warned_at, held_until, at_once, per_minute,
            sealed_headers,
            CASE WHEN EXISTS (SELECT 1 FROM akismet_callbacks a WHERE a.endpoint = endpoints.id) THEN 1 ELSE 0 END
        FROM endpoints WHERE id = $1
        """
    case holdToRate = "UPDATE endpoints SET rate_until = $1 WHERE id = $2"
    case dueOfEndpoint = """
        SELECT d.id FROM deliveries d
        WHERE d.endpoint = $1 AND d.state = 'waiting' AND d.due_at <= $2
            AND NOT EXISTS (
                SELECT 1 FROM deliveries p
                WHERE p.comment = d.comment AND p.endpoint = d.endpoint AND p.id < d.id AND p.state = 'waiting'
                    AND p.due_at <= $2)
        ORDER BY d.due_at, d.id LIMIT $3
        """
    case toSend = """
        SELECT d.id, d.event, d.sealed_payload, d.attempts, d.comment, c.author, k.wrapped, d.attempts_before, d.event_type
        FROM deliveries d LEFT JOIN comments c ON c.id = d.comment LEFT JOIN author_keys k ON k.author = c.author
        WHERE d.id = $1
        """
    case bury = "UPDATE deliveries SET state = 'dead', due_at = $1 WHERE id = $2"
    /// The newest: ids grow with time.
    case newest = "SELECT created_at FROM deliveries WHERE id = (SELECT MAX(id) FROM deliveries)"
    case dated = "UPDATE deliveries SET created_at = $1 WHERE id > $2"
    case nearer = "UPDATE deliveries SET due_at = due_at - $1 WHERE state = 'waiting' AND due_at > $2"
    case heldNearer = "UPDATE endpoints SET held_until = held_until - $1 WHERE held_until > $2"
    case rateNearer = "UPDATE endpoints SET rate_until = rate_until - $1 WHERE rate_until > $2"
    case lookNearer = "UPDATE second_looks SET due_at = due_at - $1 WHERE due_at > $2"
    case finish = """
        UPDATE deliveries SET state = $1, due_at = $2, attempts = $3
        WHERE id = $4 AND state = 'waiting' AND attempts = $3 - 1
        """
    case insertAttempt = """
        INSERT INTO delivery_attempts (delivery, number, at, duration_milliseconds, http_status, problem, answer,
            answer_bytes)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
        """
    case activeEndpoints = """
        SELECT e.id, CASE WHEN COALESCE(e.rate_until, 0) > COALESCE(e.held_until, 0) THEN e.rate_until ELSE e.held_until
            END
        FROM endpoints e WHERE e.state = 'active'
        """
    case firstOfEndpoint = """
        SELECT due_at FROM deliveries WHERE endpoint = $1 AND state = 'waiting' ORDER BY due_at, id LIMIT 1 OFFSET $2
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
        WHERE comment = $1
        """
    case attempts = """
        SELECT number, at, duration_milliseconds, http_status, problem, answer, answer_bytes
        FROM delivery_attempts
        WHERE delivery = $1 ORDER BY number
        """
}
