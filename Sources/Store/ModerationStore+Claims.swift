package import Moderation

/// Who looks at a flagged comment now, so that nobody else is given it.
package struct Claim: Sendable, Equatable {
    package var holder: DecisionCause
    package var expires: Instant
    /// Who passed it on to the holder; nil when the holder took it.
    package var handedBy: DecisionCause?
}

extension ModerationStore {
    /// How long a comment that was passed on waits for the one it was passed to.
    package static let handedFor = Duration.seconds(24 * 3600)

    /// Takes those of `ids` that nobody else holds, or prolongs them. All that `holder` holds then.
    package func hold(
        _ ids: [CommentID], holder: DecisionCause, lasting: Duration
    ) async throws -> [CommentID: Claim] {
        let at = now()
        let expires = at.advanced(by: lasting)
        return try await database.write { session in
            for id in ids {
                try session.execute(
                    ReviewSQL.claim, .text(id.text), .text(holder.text), .time(expires), .time(at))
            }
            return Dictionary(
                try session.rows(ClaimSQL.held, .text(holder.text), .time(at)).map { row in
                    let by = try row.optionalText(2).map(DecisionCause.init(stored:))
                    return (
                        CommentID(stored: try row.text(0)),
                        Claim(holder: holder, expires: try row.time(1), handedBy: by)
                    )
                }, uniquingKeysWith: { first, _ in first })
        }
    }

    /// Who holds a comment now, if anybody.
    package func claim(of id: CommentID) async throws -> Claim? {
        let at = now()
        return try await database.read { session in
            try session.row(ClaimSQL.ofComment, .text(id.text), .time(at)).map { row in
                Claim(
                    holder: DecisionCause(stored: try row.text(0)), expires: try row.time(1),
                    handedBy: try row.optionalText(2).map(DecisionCause.init(stored:)))
            }
        }
    }

    /// How many comments of the sites `holder` may see others look at now.
    package func heldByOthers(than holder: Moderator) async throws -> Int {
        let at = now()
        let cause = DecisionCause.moderator(holder.id).text
        let bound = holder.sites.isEmpty ? nil : holder.id.text
        return try await database.read {
            Int(try $0.row(ClaimSQL.heldByOthers, .text(cause), .time(at), .optional(bound))?.integer(0) ?? 0)
        }
    }

    /// Passes a flagged comment on, for `handedFor`. False when it no longer waits, or a third moderator holds it.
    package func hand(_ id: CommentID, to moderator: ModeratorID, by cause: DecisionCause) async throws -> Bool {
        let at = now()
        let expires = at.advanced(by: Self.handedFor)
        return try await database.write { session in
            guard let site = try session.row(ReadingSQL.siteOf, .text(id.text))?.text(0) else { return false }
            let handed = try session.execute(
                ClaimSQL.hand, .text(DecisionCause.moderator(moderator).text), .time(expires), .text(cause.text),
                .text(id.text), .time(at))
            guard handed > 0 else { return false }
            try AuditAct(
                id: .timeOrdered(at: at), kind: .pass, site: SiteID(stored: site), by: cause, at: at, comment: id,
                moderator: moderator
            ).write(session)
            return true
        }
    }

    /// The comment another one answers, named by us or by the site; nil when it is not here.
    package func parent(of comment: Comment) async throws -> Comment? {
        guard let parent = comment.parent else { return nil }
        if let id = CommentID(parent), let found = try await self.comment(id, site: comment.site) { return found }
        let vault = vault
        return try await database.read { session in
            try session.row(ClaimSQL.byExternalID, .text(comment.site.text), .text(parent)).map {
                try Self.comment($0, vault: vault)
            }
        }
    }
}

package enum ClaimSQL: String, SQLText {
    case held = "SELECT comment, expires_at, handed_by FROM claims WHERE holder = $1 AND expires_at > $2"
    case ofComment = "SELECT holder, expires_at, handed_by FROM claims WHERE comment = $1 AND expires_at > $2"
    case heldByOthers = """
        SELECT COUNT(*) FROM claims h
        WHERE h.holder <> $1 AND h.expires_at > $2 AND (CAST($3 AS TEXT) IS NULL OR EXISTS (
            SELECT 1 FROM comments c JOIN moderator_sites m ON m.site = c.site
            WHERE c.id = h.comment AND m.moderator = $3))
        """
    case hand = """
        INSERT INTO claims (comment, holder, expires_at, handed_by)
        SELECT c.id, CAST($1 AS TEXT), CAST($2 AS BIGINT), CAST($3 AS TEXT)
        FROM comments c WHERE c.id = $4 AND c.status = 'flagged'
        ON CONFLICT (comment) DO UPDATE SET holder = excluded.holder, expires_at = excluded.expires_at,
            handed_by = excluded.handed_by
        WHERE claims.holder = $3 OR claims.expires_at <= $5
        """
    case byExternalID = """
        SELECT * FROM comments_now WHERE site = $1 AND external_id = $2 ORDER BY id DESC LIMIT 1
        """
}
