package import Moderation
import Privacy

extension ModerationStore {
    /// Makes the deliveries an endpoint missed while it was disabled or did not exist: for every decision from `since`
    /// on and before `until` whose event it wants and has no delivery of; how many. The event keeps its id and time;
    /// what it says of the comment beside the decision is as things are now. What was erased stays so. A preview only
    /// counts.
    package func recover(
        _ endpoint: Endpoint, since: Instant, until: Instant, isPreview: Bool = false
    ) async throws -> Int {
        var count = 0
        var last = ""
        while true {
            let after = last
            let comments = try await database.read {
                try $0.rows(
                    RecoverySQL.comments, .text(endpoint.site.text), .text(after), .time(since), .time(until),
                    .text(endpoint.id.text), .integer(100)
                ).map { try $0.text(0) }
            }
            guard let end = comments.last else { break }
            last = end
            count += try await (isPreview ? database.read : database.write) { [self] session in
                try comments.reduce(0) {
                    try $0
                        + recover(
                            CommentID(stored: $1), for: endpoint, since: since, until: until, isPreview: isPreview,
                            session)
                }
            }
        }
        if count > 0, !isPreview { wakeDeliveries() }
        return count
    }

    private func recover(
        _ id: CommentID, for endpoint: Endpoint, since: Instant, until: Instant, isPreview: Bool, _ session: SQLSession
    ) throws -> Int {
        guard let row = try session.row(DecisionSQL.selectForDecision, .text(id.text)) else { return 0 }
        let stored = try StoredSubject(row, id: id, vault: vault)
        guard let key = stored.authorKey else { return 0 }
        let past = try Self.pastDecisions(of: id, session)
        let outbox = Outbox(site: stored.site, body: stored.body, authorKey: key, vault: vault)
        var count = 0
        for missed in try session.rows(
            RecoverySQL.missed, .text(id.text), .time(since), .time(until), .text(endpoint.id.text))
        {
            let version = Int(try missed.integer(0))
            guard let one = past.first(where: { $0.version == version }),
                stored.status != .erased || version == stored.version
            else { continue }
            var event = stored.event(for: one.record, version: version, at: one.record.at)
            event.id = EventID(stored: try missed.text(1))
            event.previousStatus = past.first { $0.version == version - 1 }?.record.decision.status
            guard endpoint.types.contains(event.type) else { continue }
            if endpoint.isCallback, try session.row(CallbackSQL.asked, .text(id.text), .text(endpoint.id.text)) == nil {
                continue
            }
            if !isPreview {
                try outbox.deliver(event, to: endpoint.id, wantsBody: endpoint.wantsBody, at: now(), session)
            }
            count += 1
        }
        return count
    }
}

package enum RecoverySQL: String, SQLText {
    /// Walks the site's comments: it is asked for once in a while, and an index of decisions by time would cost every
    /// one of them.
    case comments = """
        SELECT c.id FROM comments c
        WHERE c.site = $1 AND c.id > $2 AND EXISTS (
            SELECT 1 FROM decisions d
            WHERE d.comment = c.id AND d.at >= $3 AND d.at < $4 AND NOT EXISTS (
                SELECT 1 FROM deliveries x
                WHERE x.comment = c.id AND x.event = d.event AND x.endpoint = $5))
        ORDER BY c.id LIMIT $6
        """
    case missed = """
        SELECT d.version, d.event FROM decisions d
        WHERE d.comment = $1 AND d.at >= $2 AND d.at < $3 AND NOT EXISTS (
            SELECT 1 FROM deliveries x
            WHERE x.comment = d.comment AND x.event = d.event AND x.endpoint = $4)
        ORDER BY d.version
        """
}
