package import Moderation

/// A comment with all that was decided about it, oldest first.
package struct ArchivedHistory: Sendable {
    package var comment: Comment
    package var decisions: [PastDecision]
}

extension ModerationStore {
    /// Comments behind `after`, oldest first, of one site or of all.
    package func archivePage(site: SiteID?, after: CommentID?, limit: Int) async throws -> Page<ArchivedHistory> {
        let vault = vault
        return try await database.read { session in
            let after = SQLValue.text(after?.text ?? "")
            let rows =
                if let site {
                    try session.rows(ReadingSQL.oldestOfSite, .text(site.text), after, .integer(limit + 1))
                } else {
                    try session.rows(ReadingSQL.oldest, after, .integer(limit + 1))
                }
            let items = try rows.prefix(limit).map { row in
                let comment = try Self.comment(row, vault: vault)
                return ArchivedHistory(
                    comment: comment, decisions: try Self.pastDecisions(of: comment.id, session))
            }
            return Page(items: items, next: rows.count > limit ? items.last?.comment.id.text : nil)
        }
    }

    /// The newest comment that the site calls so.
    package func comment(externalID: String, site: SiteID) async throws -> Comment? {
        let vault = vault
        return try await database.read { session in
            try session.row(ClaimSQL.byExternalID, .text(site.text), .text(externalID)).map {
                try Self.comment($0, vault: vault)
            }
        }
    }
}
