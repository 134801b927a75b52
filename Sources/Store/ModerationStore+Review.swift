package import Moderation
package import Privacy

/// A look at an author's address, as the history shows it.
package struct RevealRecord: Sendable, Equatable {
    package var by: DecisionCause
    package var reason: String
    package var at: Instant
}

extension ModerationStore {
    /// Hands out the next flagged comments nobody else holds, most urgent first, until `expires`.
    /// Asking again prolongs what the holder already has.
    package func claimComments(
        site: SiteID?, holder: DecisionCause, count: Int, lasting: Duration
    ) async throws -> [CommentID] {
        let at = now()
        let expires = at.advanced(by: lasting)
        return try await database.write { session in
            let rows =
                if let site {
                    try session.rows(
                        ReviewSQL.freeOfSite, .text(site.text), .time(at), .text(holder.text), .integer(count))
                } else {
                    try session.rows(ReviewSQL.free, .time(at), .text(holder.text), .integer(count))
                }
            let free = try rows.map { try $0.text(0) }
            for id in free {
                try session.execute(ReviewSQL.claim, .text(id), .text(holder.text), .time(expires), .time(at))
            }
            return free.map(CommentID.init(stored:))
        }
    }

    /// Opens the address of a comment's author. The look is durably written down before the seal is broken.
    /// Nil when there is no address, or the comment is not one of `site`.
    package func reveal(
        _ id: CommentID, site: SiteID?, by cause: DecisionCause, reason: String
    ) async throws -> RevealedEmail? {
        let row = try await database.read { try $0.row(ReviewSQL.sealedEmail, .text(id.text)) }
        guard let row, site == nil || site?.text == (try? row.text(0)),  // a malformed row throws just below
            let sealed = try row.optionalBlob(2), let wrapped = try row.optionalBlob(3)
        else { return nil }
        let author = try row.text(1)
        let at = now()
        let database = database
        return try await vault.reveal(
            SealedEmail(stored: sealed), author: author, key: WrappedAuthorKey(stored: wrapped)
        ) {
            try await database.write { session in
                _ = try session.execute(
                    ReviewSQL.insertReveal, .text(EventID.timeOrdered(at: at).text), .text(id.text), .text(author),
                    .text(cause.text), .text(reason), .time(at))
            }
        }
    }

    package func reveals(of id: CommentID) async throws -> [RevealRecord] {
        try await database.read { session in
            try session.rows(ReviewSQL.reveals, .text(id.text)).map {
                RevealRecord(by: DecisionCause(stored: try $0.text(0)), reason: try $0.text(1), at: try $0.time(2))
            }
        }
    }

    /// Removes what has had its time: sessions, links, claims, idempotency answers older than 24 hours.
    package func sweep() async throws {
        let at = now()
        try await database.write { session in
            try session.execute(ReviewSQL.sweepSessions, .time(at))
            try session.execute(ReviewSQL.sweepLinks, .time(at))
            try session.execute(ReviewSQL.sweepClaims, .time(at))
            for row in try session.rows(StandingSQL.ended, .time(at)) {
                let author = AuthorID(stored: try row.text(0))
                try session.execute(StandingSQL.dropEnded, .text(author.text), .time(at))
                try Self.forgetIfLast(author, session)
            }
            try session.execute(
                ArrivalSQL.sweep, .text(CommentID.first(at: at.advanced(by: .zero - Self.arrivalsKept)).text))
            try session.execute(ReviewSQL.sweepIdempotency, .time(at.advanced(by: .seconds(-24 * 3600))))
        }
        try await sweepPrints()
    }
}

package enum ReviewSQL: String, SQLText {
    case freeOfSite = """
        SELECT c.id FROM comments c LEFT JOIN claims h ON h.comment = c.id
        WHERE c.status = 'flagged' AND c.site = $1 AND (h.comment IS NULL OR h.expires_at <= $2 OR h.holder = $3)
        ORDER BY c.urgency DESC, c.id LIMIT $4
        """
    case free = """
        SELECT c.id FROM comments c LEFT JOIN claims h ON h.comment = c.id
        WHERE c.status = 'flagged' AND (h.comment IS NULL OR h.expires_at <= $1 OR h.holder = $2)
        ORDER BY c.urgency DESC, c.id LIMIT $3
        """
    case claim = """
        INSERT INTO claims (comment, holder, expires_at) VALUES ($1, $2, $3)
        ON CONFLICT (comment) DO UPDATE SET holder = excluded.holder,
            expires_at = CASE WHEN claims.handed_by IS NOT NULL AND claims.holder = excluded.holder
                AND claims.expires_at > excluded.expires_at THEN claims.expires_at ELSE excluded.expires_at END,
            handed_by = CASE WHEN claims.holder = excluded.holder THEN claims.handed_by END
        WHERE claims.holder = excluded.holder OR claims.expires_at <= $4
        """
    case sealedEmail = """
        SELECT c.site, c.author, a.sealed_email, k.wrapped
        FROM comments c JOIN authors a ON a.id = c.author LEFT JOIN author_keys k ON k.author = a.id WHERE c.id = $1
        """
    case insertReveal =
        "INSERT INTO reveals (id, comment, author, revealed_by, reason, at) VALUES ($1, $2, $3, $4, $5, $6)"
    case reveals = "SELECT revealed_by, reason, at FROM reveals WHERE comment = $1 ORDER BY at, id"
    case sweepSessions = "DELETE FROM sessions WHERE expires_at <= $1"
    case sweepLinks = "DELETE FROM moderator_links WHERE expires_at <= $1"
    case sweepClaims = "DELETE FROM claims WHERE expires_at <= $1"
    case sweepIdempotency = "DELETE FROM idempotency WHERE at <= $1"
}
