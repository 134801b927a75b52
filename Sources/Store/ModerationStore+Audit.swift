package import Moderation

extension ModerationStore {
    /// What people and keys did at a site (nil: at any), newest first, from before the act `after` on.
    package func audit(
        site: SiteID?, matching filter: AuditFilter = AuditFilter(), after: EventID?, limit: Int
    ) async throws -> Page<AuditAct> {
        let last = filter.until.map { EventID.first(at: $0).text } ?? EventID.prefix(afterAll: true)
        let end = min(after?.text ?? last, last)
        let begin = filter.since.map { EventID.first(at: $0).text } ?? EventID.prefix(afterAll: false)
        let values: [SQLValue] = [
            .text(end), .text(begin), .optional(site?.text), .optional(filter.by), .integer(limit + 1),
        ]
        let acts = try await database.read { session in
            var acts: [AuditAct] = []
            if filter.kind == nil || filter.kind == .decision {
                acts += try session.run(AuditSQL.decisions.rawValue, values).rows.map(Self.decisionAct)
            }
            if filter.kind == nil || filter.kind == .reveal {
                acts += try session.run(AuditSQL.reveals.rawValue, values).rows.map(Self.revealAct)
            }
            if filter.kind != .decision && filter.kind != .reveal {
                let more = values.dropLast() + [.optional(filter.kind?.rawValue), .integer(limit + 1)]
                acts += try session.run(AuditSQL.requests.rawValue, Array(more)).rows.map(Self.requestAct)
                acts += try session.run(AuditSQL.acts.rawValue, Array(more)).rows.map(Self.otherAct)
            }
            return acts.sorted { $0.id > $1.id }
        }
        let items = Array(acts.prefix(limit))
        return Page(items: items, next: acts.count > limit ? items.last?.id.text : nil)
    }

    private static func decisionAct(_ row: SQLRow) throws -> AuditAct {
        guard let decision = Decision(rawValue: try row.text(6)) else { throw StoreError.malformedRow(column: 6) }
        return AuditAct(
            id: EventID(stored: try row.text(0)), kind: .decision, site: SiteID(stored: try row.text(1)),
            by: DecisionCause(stored: try row.text(2)), at: try row.time(3),
            comment: CommentID(stored: try row.text(4)), version: Int(try row.integer(5)), decision: decision,
            reasons: reasons(try row.text(7)), note: try row.optionalText(8).map { Redaction.hidingAddresses(in: $0) },
            undoes: try row.optionalInteger(9).map(Int.init))
    }

    private static func revealAct(_ row: SQLRow) throws -> AuditAct {
        AuditAct(
            id: EventID(stored: try row.text(0)), kind: .reveal, site: SiteID(stored: try row.text(1)),
            by: DecisionCause(stored: try row.text(2)), at: try row.time(3),
            comment: CommentID(stored: try row.text(4)), author: AuthorID(stored: try row.text(5)),
            note: Redaction.hidingAddresses(in: try row.text(6)))
    }

    private static func otherAct(_ row: SQLRow) throws -> AuditAct {
        guard let kind = AuditAct.Kind(rawValue: try row.text(4)) else { throw StoreError.malformedRow(column: 4) }
        return AuditAct(
            id: EventID(stored: try row.text(0)), kind: kind, site: try row.optionalText(1).map(SiteID.init(stored:)),
            by: DecisionCause(stored: try row.text(2)), at: try row.time(3),
            comment: try row.optionalText(5).map(CommentID.init(stored:)),
            author: try row.optionalText(6).map(AuthorID.init(stored:)),
            moderator: try row.optionalText(7).map(ModeratorID.init(stored:)),
            note: try row.optionalText(8).map { Redaction.hidingAddresses(in: $0) })
    }

    private static func requestAct(_ row: SQLRow) throws -> AuditAct {
        guard let kind = AuditAct.Kind(rawValue: try row.text(5)) else { throw StoreError.malformedRow(column: 5) }
        return AuditAct(
            id: EventID(stored: try row.text(0)), kind: kind, site: SiteID(stored: try row.text(1)),
            by: DecisionCause(stored: try row.text(2)), at: try row.time(3), author: AuthorID(stored: try row.text(4)))
    }
}

extension AuditAct {
    /// Writes down what was done, in the transaction of what was done.
    func write(_ session: SQLSession) throws {
        try session.execute(
            AuditSQL.insertAct, .text(id.text), .text(kind.rawValue), .optional(site?.text), .text(by.text), .time(at),
            .optional(comment?.text), .optional(author?.text), .optional(moderator?.text), .optional(note))
    }
}

extension EventID {
    /// Comes before, or after, every id of an event.
    fileprivate static func prefix(afterAll: Bool) -> String {
        EventKind.prefix + "_" + (afterAll ? String(repeating: "z", count: 60) : "")
    }
}

package enum AuditSQL: String, SQLText {
    case decisions = """
        SELECT d.event, c.site, d.cause, d.at, d.comment, d.version, d.decision, d.reasons, d.note, d.undoes
        FROM decisions d JOIN comments c ON c.id = d.comment
        WHERE d.cause <> 'policy' AND d.event < $1 AND d.event >= $2 AND (CAST($3 AS TEXT) IS NULL OR c.site = $3)
            AND (CAST($4 AS TEXT) IS NULL OR d.cause = $4)
        ORDER BY d.event DESC LIMIT $5
        """
    case reveals = """
        SELECT r.id, c.site, r.revealed_by, r.at, r.comment, r.author, r.reason
        FROM reveals r JOIN comments c ON c.id = r.comment
        WHERE r.id < $1 AND r.id >= $2 AND (CAST($3 AS TEXT) IS NULL OR c.site = $3)
            AND (CAST($4 AS TEXT) IS NULL OR r.revealed_by = $4)
        ORDER BY r.id DESC LIMIT $5
        """
    case requests = """
        SELECT p.id, a.site, p.asked_by, p.at, p.author, p.kind
        FROM person_requests p JOIN authors a ON a.id = p.author
        WHERE p.id < $1 AND p.id >= $2 AND (CAST($3 AS TEXT) IS NULL OR a.site = $3)
            AND (CAST($4 AS TEXT) IS NULL OR p.asked_by = $4) AND (CAST($5 AS TEXT) IS NULL OR p.kind = $5)
        ORDER BY p.id DESC LIMIT $6
        """
    case acts = """
        SELECT id, site, acted_by, at, kind, comment, author, moderator, note
        FROM acts
        WHERE id < $1 AND id >= $2 AND (CAST($3 AS TEXT) IS NULL OR site = $3)
            AND (CAST($4 AS TEXT) IS NULL OR acted_by = $4) AND (CAST($5 AS TEXT) IS NULL OR kind = $5)
        ORDER BY id DESC LIMIT $6
        """
    case insertAct = """
        INSERT INTO acts (id, kind, site, acted_by, at, comment, author, moderator, note)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        """
}
