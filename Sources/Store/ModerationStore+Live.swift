package import Moderation

/// How many comments wait, and how many of them are new to somebody who looked before.
package struct WaitingComments: Sendable, Equatable {
    /// All that are flagged and that the moderator may see.
    package var count: Int
    /// Received since, fitting the filter; at most `ModerationStore.newLimit`.
    package var new: Int
}

extension ModerationStore {
    /// New comments are counted this far: more than that is "many".
    package static let newLimit = 100

    /// Says what waits and counts what is new: by when it was received, whenever it was flagged. Walks the comments received
    /// since.
    package func waitingComments(
        matching filter: CommentFilter, for moderator: Moderator, since: Instant
    ) async throws -> WaitingComments {
        let filter = filter.bound(to: moderator)
        return try await database.read { session in
            let count = try Self.queueLength(for: moderator, session)
            let new = try session.run(
                LiveSQL.new.rawValue,
                [.text(CommentID.first(at: since).text)] + filter.values
                    + [.optional(filter.campaign?.text), .integer(Self.newLimit)]
            ).rows.first?.integer(0)
            return WaitingComments(count: count, new: Int(new ?? 0))
        }
    }
}

package enum LiveSQL: String, SQLText {
    case new = """
        SELECT COUNT(*) FROM (
            SELECT id FROM comments_now
            WHERE status = 'flagged' AND id >= $1
                AND (CAST($2 AS TEXT) IS NULL OR status = $2)
                AND (CAST($3 AS TEXT) IS NULL OR thread_id = $3)
                AND (CAST($4 AS TEXT) IS NULL OR author = $4)
                AND (CAST($5 AS TEXT) IS NULL OR CASE WHEN spam_points >= abuse_points THEN 'spam' ELSE 'abuse' END = $5)
                AND (CAST($6 AS TEXT) IS NULL OR language = $6)
                AND (CAST($7 AS BIGINT) IS NULL OR received_at >= $7)
                AND (CAST($8 AS BIGINT) IS NULL OR received_at < $8)
                AND (CAST($9 AS BIGINT) IS NULL OR spam >= $9 OR abuse >= $9)
                AND (CAST($10 AS BIGINT) IS NULL OR (spam <= $10 AND abuse <= $10))
                AND (CAST($11 AS TEXT) IS NULL OR LOWER(body) LIKE LOWER($11) ESCAPE '!')
                AND (CAST($12 AS TEXT) IS NULL OR site IN (SELECT m.site FROM moderator_sites m WHERE m.moderator = $12))
                AND (CAST($13 AS TEXT) IS NULL OR campaign = $13)
            LIMIT $14
        ) AS few
        """
}
