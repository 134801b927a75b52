package import Moderation
import Privacy
import Synchronization

/// What came of an attempt to decide.
package enum DecideResult: Sendable, Equatable {
    case decided(version: Int, status: CommentStatus)
    case notFound
    /// Somebody was faster: the version now, and what they decided.
    case changed(version: Int, latest: DecisionRecord)
    case nothingToUndo
}

/// What is to be recorded about a comment, given every decision so far, oldest first.
package struct NextDecision: Sendable {
    package var decision: Decision
    package var reasons: [String]
    package var note: String?
    /// The version this one takes back.
    package var undoes: Int?
    /// The act on many comments it is part of.
    package var act: EventID?

    package init(decision: Decision, reasons: [String], note: String?, undoes: Int? = nil, act: EventID? = nil) {
        self.decision = decision
        self.reasons = reasons
        self.note = note
        self.undoes = undoes
        self.act = act
    }
}

/// A decision as the history shows it.
package struct PastDecision: Sendable, Equatable {
    package var version: Int
    package var record: DecisionRecord
    package var undoes: Int?
    /// The act on many comments it is part of.
    package var act: EventID?
    /// What policy would have decided had it not followed a campaign.
    package var followed: FollowedRuling?

    package init(
        version: Int, record: DecisionRecord, undoes: Int?, act: EventID? = nil, followed: FollowedRuling? = nil
    ) {
        self.version = version
        self.record = record
        self.undoes = undoes
        self.act = act
        self.followed = followed
    }
}

extension ModerationStore {
    /// Records a later decision about a comment of `site` (nil: any site) and its deliveries, all or nothing.
    /// `expected` is the version the decider saw; nil decides whatever came before. `choose` turns the history into the
    /// next decision, or nil when there is none to make. `hosts` finds the hosts a body links to, `places` what is learned
    /// of it; nothing without `teaching`. Without `telling` no endpoint hears of it.
    package func decide(
        _ id: CommentID, site: SiteID?, expected: Int?, cause: DecisionCause, telling: Bool = true,
        teaching: Bool = true, hosts: @escaping @Sendable (String) -> [String] = { _ in [] },
        places: @escaping @Sendable (String) -> [UInt16] = { _ in [] },
        choose: @escaping @Sendable ([PastDecision]) -> NextDecision?
    ) async throws -> DecideResult {
        let vault = vault
        let at = now()
        let learnings = learnings
        let recorded = try await database.write { session -> Recorded in
            guard let row = try session.row(DecisionSQL.selectForDecision, .text(id.text)) else {
                return Recorded(result: .notFound)
            }
            let stored = try StoredSubject(row, id: id, vault: vault)
            guard site == nil || site == stored.site, stored.status != .erased, let key = stored.authorKey else {
                return Recorded(result: .notFound)
            }
            let past = try Self.pastDecisions(of: id, session)
            guard let latest = past.last else { throw StoreError.malformedRow(column: 0) }
            if let expected, expected != stored.version {
                return Recorded(result: .changed(version: stored.version, latest: latest.record))
            }
            guard let next = choose(past) else { return Recorded(result: .nothingToUndo) }
            let record = DecisionRecord(
                decision: next.decision, cause: cause, reasons: next.reasons, note: next.note, at: at)
            let version = stored.version + 1
            try session.execute(
                DecisionSQL.updateComment, .text(next.decision.status.rawValue), .integer(version), .text(id.text))
            try session.execute(DecisionSQL.dropClaim, .text(id.text))
            let after = past + [PastDecision(version: version, record: record, undoes: next.undoes)]
            let digests = hosts(stored.body).map { vault.digest(ofLinkHost: $0, site: stored.site.text) }
            try Self.countHosts(
                of: id, site: stored.site, standing: after.standing, digests: digests, session)
            let label = teaching ? after.standingRecord.flatMap(Lesson.Label.init) : nil
            let lesson = label.flatMap { Lesson($0, places: places(stored.body), source: .decision) }
            var lessons = LessonChange(site: stored.site)
            try Self.teach(lesson, id: id.text, at: at, &lessons, session)
            try Self.forgetOldest(&lessons, learnings, session)
            let event = stored.event(for: record, version: version, at: at)
            let outbox = Outbox(
                site: stored.site, body: stored.body, authorKey: key, vault: vault, tells: telling)
            let deliveries = try outbox.record(
                event, origin: DecisionOrigin(undoes: next.undoes, act: next.act), session)
            let thread = ThreadLanguages.Key(site: stored.site.text, thread: stored.thread.id)
            return Recorded(
                result: .decided(version: version, status: next.decision.status), deliveries: deliveries,
                thread: thread, lessons: lessons)
        } committed: { recorded in
            learnings.apply(recorded.lessons)
        }
        if let thread = recorded.thread { threadLanguages.withLock { $0.forget(thread) } }
        if recorded.deliveries > 0 { wakeDeliveries() }
        if case .decided = recorded.result {
            measures.review.decisions[.init(cause)].add()
            queueChanges.ring()
        }
        return recorded.result
    }

    private struct Recorded: Sendable {
        var result: DecideResult
        /// Those that now wait.
        var deliveries = 0
        /// The thread whose approved comments may be others now.
        var thread: ThreadLanguages.Key?
        var lessons: LessonChange?
    }

    static func pastDecisions(of id: CommentID, _ session: SQLSession) throws -> [PastDecision] {
        try session.rows(DecisionSQL.history, .text(id.text)).map { row in
            guard let decision = Decision(rawValue: try row.text(1)) else { throw StoreError.malformedRow(column: 1) }
            let act = try row.optionalText(7).map(EventID.init(stored:))
            return PastDecision(
                version: Int(try row.integer(0)),
                record: DecisionRecord(
                    decision: decision, cause: DecisionCause(stored: try row.text(2)),
                    reasons: reasons(try row.text(3)), note: try row.optionalText(4), at: try row.time(6)),
                undoes: try row.optionalInteger(5).map(Int.init), act: act,
                followed: FollowedRuling(act: act, column: try row.optionalText(8)))
        }
    }

    static func reasons(_ column: String) -> [String] {
        column.split(separator: " ").map(String.init)
    }
}

package enum DecisionSQL: String, SQLText {
    case selectForDecision = """
        SELECT c.site, s.name, c.thread_id, c.thread_url, c.thread_title, c.external_id, c.author, k.wrapped,
            c.sealed_details, c.body, c.language, c.status, c.version, c.spam, c.abuse
        FROM comments c JOIN sites s ON s.id = c.site LEFT JOIN author_keys k ON k.author = c.author
        WHERE c.id = $1
        """
    case history = """
        SELECT version, decision, cause, reasons, note, undoes, at, act, otherwise
        FROM decisions WHERE comment = $1 ORDER BY version
        """
    case updateComment = "UPDATE comments SET status = $1, version = $2 WHERE id = $3"
    case dropClaim = "DELETE FROM claims WHERE comment = $1"
    case insertDecision = """
        INSERT INTO decisions (comment, version, decision, cause, reasons, note, undoes, event, at, act, otherwise)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
        """
    case endpointsToTell = "SELECT id, types, wants_body FROM endpoints WHERE site = $1 AND state <> 'disabled'"
    case insertDelivery = """
        INSERT INTO deliveries (id, endpoint, event, event_type, comment, sealed_payload, state, attempts, due_at,
            created_at)
        VALUES ($1, $2, $3, $4, $5, $6, 'waiting', 0, $7, $7)
        """
}
