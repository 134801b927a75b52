import Moderation

extension ModerationStore {
    static let healthRules = EndpointHealthRules.standard

    /// Notes on its endpoint how an attempt ended, in the transaction that writes the attempt down.
    static func note(
        _ outcome: DeliveryOutcome, of id: EndpointID, at now: Instant, _ session: SQLSession
    ) throws -> EndpointNews? {
        switch outcome {
        case .delivered:
            try session.execute(HealthSQL.recovered, .text(id.text))
            return nil
        case .aborted:
            return nil
        case .endpointGone:
            return try disable(id, because: .asked, session)
        case .retry, .deadLetter:
            guard let row = try session.row(HealthSQL.health, .text(id.text)) else { return nil }
            let (health, news) = healthRules.failed(try EndpointHealth(row, at: 0), at: now)
            try session.execute(
                HealthSQL.failed, .integer(health.failures), .time(health.failingSince), .time(health.warnedAt),
                .time(health.heldUntil), .text(id.text))
            if case .disabled(let why) = news { return try disable(id, because: why, session) }
            return news
        }
    }

    /// Nothing when somebody has paused or disabled it meanwhile.
    private static func disable(
        _ id: EndpointID, because why: Endpoint.DisabledBecause, _ session: SQLSession
    ) throws -> EndpointNews? {
        let changed = try session.execute(HealthSQL.disable, .text(why.rawValue), .text(id.text))
        return changed > 0 ? .disabled(why) : nil
    }
}

extension EndpointHealth {
    /// Four columns of a row, the first at `column`.
    init(_ row: SQLRow, at column: Int) throws {
        self.init(
            failures: Int(try row.integer(column)), failingSince: try row.optionalTime(column + 1),
            warnedAt: try row.optionalTime(column + 2), heldUntil: try row.optionalTime(column + 3))
    }
}

package enum HealthSQL: String, SQLText {
    case health = "SELECT failures, failing_since, warned_at, held_until FROM endpoints WHERE id = $1"
    /// Writes nothing where all was well.
    case recovered = """
        UPDATE endpoints SET failures = 0, failing_since = NULL, warned_at = NULL, held_until = NULL
        WHERE id = $1 AND failures > 0
        """
    case failed = """
        UPDATE endpoints SET failures = $1, failing_since = $2, warned_at = $3, held_until = $4 WHERE id = $5
        """
    case disable = """
        UPDATE endpoints SET state = 'disabled', disabled_because = $1 WHERE id = $2 AND state = 'active'
        """
}
