package import Moderation

/// A stored comment with what policy made of it and what a moderator decided since.
package struct PastComment: Sendable {
    package var comment: Comment
    package var policy: DecisionRecord
    /// A moderator's decision that nobody took back.
    package var moderator: Decision?

    package init(comment: Comment, policy: DecisionRecord, moderator: Decision?) {
        self.comment = comment
        self.policy = policy
        self.moderator = moderator
    }
}

extension ModerationStore {
    /// Past comments, newest first, of one site or of all.
    package func pastComments(
        site: SiteID?, before cursor: String?, limit: Int
    ) async throws -> Page<PastComment> {
        let vault = vault
        return try await database.read { session in
            let before = SQLValue.text(cursor ?? Self.afterAllComments)
            let rows =
                if let site {
                    try session.rows(ReadingSQL.newestOfSite, .text(site.text), before, .integer(limit + 1))
                } else {
                    try session.rows(ReadingSQL.newest, before, .integer(limit + 1))
                }
            let items = try rows.prefix(limit).map { row in
                let comment = try Self.comment(row, vault: vault)
                guard comment.decision.cause != .policy else {
                    return PastComment(comment: comment, policy: comment.decision, moderator: nil)
                }
                let past = try Self.pastDecisions(of: comment.id, session)
                guard let policy = past.last(where: { $0.record.cause == .policy }) else {
                    throw StoreError.malformedRow(column: 0)
                }
                return PastComment(comment: comment, policy: policy.record, moderator: past.standing)
            }
            return Page(items: items, next: rows.count > limit ? items.last?.comment.id.text : nil)
        }
    }

    /// How many comments there are, of one site or of all.
    package func commentCount(site: SiteID?) async throws -> Int {
        try await database.read { session in
            let row =
                if let site {
                    try session.row(ReadingSQL.countOfSite, .text(site.text))
                } else {
                    try session.row(ReadingSQL.count)
                }
            return Int(try row?.integer(0) ?? 0)
        }
    }
}
