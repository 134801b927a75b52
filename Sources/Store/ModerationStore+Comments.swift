package import Moderation
import Privacy

/// One page of a list and where the next one begins.
package struct Page<Item: Sendable>: Sendable {
    package var items: [Item]
    /// Opaque to callers; nil on the last page.
    package var next: String?

    package init(items: [Item], next: String?) {
        self.items = items
        self.next = next
    }
}

extension ModerationStore {
    /// Most items of a page.
    package static let pageLimit = 100

    /// A comment of `site`; of any site when nil.
    package func comment(_ id: CommentID, site: SiteID?) async throws -> Comment? {
        let vault = vault
        return try await database.read { session in
            guard let row = try session.row(ReadingSQL.comment, .text(id.text)) else { return nil }
            let comment = try Self.comment(row, vault: vault)
            return site == nil || comment.site == site ? comment : nil
        }
    }

    /// Comes after every comment id in the order of bytes as in that of any language.
    static let afterAllComments = "cmt_" + String(repeating: "z", count: 60)

    /// The site a comment was written at; nil when there is no such comment.
    package func site(of id: CommentID) async throws -> SiteID? {
        try await database.read { try $0.row(ReadingSQL.siteOf, .text(id.text)).map { SiteID(stored: try $0.text(0)) } }
    }

    /// How many comments wait for review that a moderator may see.
    package func queueLength(for moderator: Moderator) async throws -> Int {
        try await database.read { try Self.queueLength(for: moderator, $0) }
    }

    static func queueLength(for moderator: Moderator, _ session: SQLSession) throws -> Int {
        guard !moderator.sites.isEmpty else { return Int(try session.row(ReadingSQL.queueLength)?.integer(0) ?? 0) }
        return try moderator.sites.reduce(0) { sum, site in
            sum + Int(try session.row(ReadingSQL.queueLengthOfSite, .text(site.text))?.integer(0) ?? 0)
        }
    }

    /// How many comments wait for review.
    package func queueLength(site: SiteID?) async throws -> Int {
        try await database.read { session in
            let row =
                if let site {
                    try session.row(ReadingSQL.queueLengthOfSite, .text(site.text))
                } else {
                    try session.row(ReadingSQL.queueLength)
                }
            return Int(try row?.integer(0) ?? 0)
        }
    }

    /// The same of all sites, counted comment by comment: what `tamis doctor` holds the kept numbers against.
    package func queueCounted() async throws -> (kept: Int, counted: Int) {
        try await database.read { session in
            (
                Int(try session.row(ReadingSQL.queueLength)?.integer(0) ?? 0),
                Int(try session.row(ReadingSQL.queueCounted)?.integer(0) ?? 0)
            )
        }
    }

    /// Every decision of a comment, oldest first.
    package func history(of id: CommentID) async throws -> [PastDecision] {
        try await database.read { try Self.pastDecisions(of: id, $0) }
    }

    /// Columns as the view `comments_now` lists them.
    static func comment(_ row: SQLRow, vault: EmailVault) throws -> Comment {
        let id = CommentID(stored: try row.text(0))
        let author = AuthorID(stored: try row.text(7))
        let details = try AuthorName.open(
            vault, author: author, wrapped: row.optionalBlob(8), sealed: row.blob(9), comment: id)
        guard let status = CommentStatus(rawValue: try row.text(12)) else { throw StoreError.malformedRow(column: 12) }
        guard let decision = Decision(rawValue: try row.text(25)) else { throw StoreError.malformedRow(column: 25) }
        return Comment(
            id: id, site: SiteID(stored: try row.text(1)),
            thread: ThreadReference(id: try row.text(2), url: try row.optionalText(3), title: try row.optionalText(4)),
            parent: try row.optionalText(5), externalID: try row.optionalText(6), author: author,
            authorName: details?.name ?? "", authorURL: details?.url, body: try row.text(10),
            language: try row.text(11), status: status, version: Int(try row.integer(13)),
            spam: Double(try row.integer(16)) / 1000, abuse: Double(try row.integer(17)) / 1000,
            spamPoints: Double(try row.integer(14)) / 1000, abusePoints: Double(try row.integer(15)) / 1000,
            signals: try SignalCoding.decode(row.text(18)), writtenAt: try row.optionalTime(23),
            receivedAt: try row.time(24),
            decision: DecisionRecord(
                decision: decision, cause: DecisionCause(stored: try row.text(26)), reasons: reasons(try row.text(27)),
                note: try row.optionalText(28), at: try row.time(29)),
            versions: EngineVersions(
                engine: try row.text(19), policy: try row.text(20), lists: try row.text(21),
                modelColumn: try row.text(22)), campaign: try row.optionalText(31).map(CampaignID.init(stored:)))
    }
}

package enum ReadingSQL: String, SQLText {
    case comment = "SELECT * FROM comments_now WHERE id = $1"
    case siteOf = "SELECT site FROM comments WHERE id = $1"
    case newestOfSite = "SELECT * FROM comments_now WHERE site = $1 AND id < $2 ORDER BY id DESC LIMIT $3"
    case newest = "SELECT * FROM comments_now WHERE id < $1 ORDER BY id DESC LIMIT $2"
    case oldestOfSite = "SELECT * FROM comments_now WHERE site = $1 AND id > $2 ORDER BY id LIMIT $3"
    case oldest = "SELECT * FROM comments_now WHERE id > $1 ORDER BY id LIMIT $2"
    case count = "SELECT COUNT(*) FROM comments"
    case countOfSite = "SELECT COUNT(*) FROM comments WHERE site = $1"
    case queueLength = "SELECT CAST(COALESCE(SUM(waiting), 0) AS BIGINT) FROM queue_lengths"
    case queueLengthOfSite = "SELECT waiting FROM queue_lengths WHERE site = $1"
    /// What `queueLength` must say.
    case queueCounted = "SELECT COUNT(*) FROM comments WHERE status = 'flagged'"
}
