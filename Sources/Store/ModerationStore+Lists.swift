package import Moderation
import Privacy

/// Lists of comments. A filter looks at no more than `walkLimit` comments a page, however many there are: a page may
/// hold fewer than were asked for, even none, and still name the next one.
extension ModerationStore {
    /// Most comments one page of a filtered list looks at.
    package static let walkLimit = 10_000

    /// The newest comments of a site first. `walk` is for tests.
    package func comments(
        site: SiteID, matching filter: CommentFilter = CommentFilter(), before cursor: String?, limit: Int,
        walk: Int = walkLimit
    ) async throws -> Page<Comment> {
        let vault = vault
        let start = cursor ?? Self.afterAllComments
        // What the walk goes along, and what is left to look at.
        var left = filter
        let road: (list: ListSQL, end: ListSQL, keys: [SQLValue])
        if let campaign = filter.campaign {
            // Of one site: its comments are not asked for theirs, nor whether a moderator may see it.
            guard try await self.campaign(campaign, site: site) != nil else { return Page(items: [], next: nil) }
            road = (.ofCampaign, .endOfCampaign, [.text(campaign.text)])
            left.campaign = nil
        } else if let author = filter.author {
            road = (.ofAuthor, .endOfAuthor, [.text(author.text), .text(site.text)])
            left.author = nil
        } else if let thread = filter.thread {
            road = (.ofThread, .endOfThread, [.text(site.text), .text(thread)])
            left.thread = nil
        } else {
            road = (.ofSite, .endOfSite, [.text(site.text)])
        }
        let isPlain = left.isEmpty
        let values = filter.campaign == nil ? filter.values : filter.values.dropLast()
        return try await database.read { session in
            let end =
                isPlain
                ? nil
                : try session.run(road.end.rawValue, road.keys + [.text(start), .integer(walk - 1)]).rows.first?.text(0)
            let rows = try session.run(
                road.list.rawValue,
                road.keys + [.text(start), .text(end ?? "")] + values + [.integer(limit + 1)]
            ).rows
            return try Self.page(rows, limit: limit, vault: vault, end: end) { $0.id.text }
        }
    }

    /// The flagged comments, most urgent first, then oldest; of one site or of all. With `freeFor`, without those that
    /// somebody else holds.
    package func queue(
        site: SiteID?, matching filter: CommentFilter = CommentFilter(), freeFor holder: DecisionCause? = nil,
        after cursor: String?, limit: Int, walk: Int = walkLimit
    ) async throws -> Page<Comment> {
        let vault = vault
        let (urgency, id) = Self.queueCursor(cursor)
        // What the walk goes along; a campaign is of one site.
        let road: (list: ListSQL, end: ListSQL, keys: [SQLValue])
        if let campaign = filter.campaign {
            if let site, try await self.campaign(campaign, site: site) == nil { return Page(items: [], next: nil) }
            road = (.queueOfCampaign, .endOfQueueOfCampaign, [.text(campaign.text)])
        } else if let site {
            road = (.queueOfSite, .endOfQueueOfSite, [.text(site.text)])
        } else {
            road = (.queue, .endOfQueue, [])
        }
        let keys = road.keys + [.integer(urgency), .text(id)]
        let isPlain = filter.isEmpty && holder == nil
        let at = now()
        return try await database.read { session in
            let last =
                isPlain ? nil : try session.run(road.end.rawValue, keys + [.integer(walk - 1)]).rows.first
            let end = try last.map { (urgency: try $0.integer(0), id: try $0.text(1)) }
            let rows = try session.run(
                road.list.rawValue,
                keys + [.integer(end?.urgency ?? Int64(Int32.min)), .text(end?.id ?? Self.afterAllComments)]
                    + filter.values + [.optional(holder?.text), .time(at), .integer(limit + 1)]
            ).rows
            return try Self.page(rows, limit: limit, vault: vault, end: end.map { "\($0.urgency)-\($0.id)" }) {
                "\(Self.urgency(spamPoints: $0.spamPoints, abusePoints: $0.abusePoints))-\($0.id.text)"
            }
        }
    }

    /// The flagged comments a moderator may see.
    package func queue(
        for moderator: Moderator, matching filter: CommentFilter, freeFor holder: DecisionCause?, after cursor: String?,
        limit: Int
    ) async throws -> Page<Comment> {
        // Of one site, along an index of its own.
        let only = moderator.sites.count == 1 ? moderator.sites.first : nil
        return try await queue(
            site: only, matching: only == nil ? filter.bound(to: moderator) : filter, freeFor: holder, after: cursor,
            limit: limit)
    }

    /// `end` is where the walk stopped when it did not come to the end of the list.
    private static func page(
        _ rows: [SQLRow], limit: Int, vault: EmailVault, end: String?, cursor: (Comment) -> String
    ) throws -> Page<Comment> {
        let comments = try rows.prefix(limit).map { try comment($0, vault: vault) }
        return Page(items: comments, next: rows.count > limit ? comments.last.map(cursor) : end)
    }

    /// `urgency-id`; the beginning when nil. A text that is no cursor starts at the beginning.
    private static func queueCursor(_ cursor: String?) -> (Int64, String) {
        guard let parts = cursor?.split(separator: "-", maxSplits: 1), parts.count == 2, let urgency = Int64(parts[0])
        else { return (Int64(Int32.max), "") }
        return (urgency, String(parts[1]))
    }
}

extension CommentFilter {
    /// In the order in which the statements of `ListSQL` ask for them.
    var values: [SQLValue] {
        [
            .optional(status?.rawValue), .optional(thread), .optional(author?.text), .optional(label?.rawValue),
            .optional(language), .time(since), .time(until), leastScore.map { .integer($0) } ?? .null,
            mostScore.map { .integer($0) } ?? .null, .optional(text.map(Self.pattern)), .optional(sitesOf?.text),
        ]
    }

    /// What stands anywhere in a text, its `%`, `_` and `!` taken as they are.
    private static func pattern(_ text: String) -> String {
        "%" + text.replacing("!", with: "!!").replacing("%", with: "!%").replacing("_", with: "!_") + "%"
    }
}

/// With one condition more SQLite's planner takes so few rows for left that it sorts them instead of walking them in order: a
/// campaign is a road and no condition.
package enum ListSQL: String, SQLText {
    case ofSite = """
        SELECT * FROM comments_now
        WHERE site = $1 AND id < $2 AND id >= $3
            AND (status = $4 OR (CAST($4 AS TEXT) IS NULL AND status <> 'erased'))
            AND (CAST($5 AS TEXT) IS NULL OR thread_id = $5)
            AND (CAST($6 AS TEXT) IS NULL OR author = $6)
            AND (CAST($7 AS TEXT) IS NULL OR CASE WHEN spam_points >= abuse_points THEN 'spam' ELSE 'abuse' END = $7)
            AND (CAST($8 AS TEXT) IS NULL OR language = $8)
            AND (CAST($9 AS BIGINT) IS NULL OR received_at >= $9)
            AND (CAST($10 AS BIGINT) IS NULL OR received_at < $10)
            AND (CAST($11 AS BIGINT) IS NULL OR spam >= $11 OR abuse >= $11)
            AND (CAST($12 AS BIGINT) IS NULL OR (spam <= $12 AND abuse <= $12))
            AND (CAST($13 AS TEXT) IS NULL OR LOWER(body) LIKE LOWER($13) ESCAPE '!')
            AND (CAST($14 AS TEXT) IS NULL OR site IN (SELECT m.site FROM moderator_sites m WHERE m.moderator = $14))
        ORDER BY id DESC LIMIT $15
        """
    case ofThread = """
        SELECT * FROM comments_now
        WHERE site = $1 AND thread_id = $2 AND id < $3 AND id >= $4
            AND (status = $5 OR (CAST($5 AS TEXT) IS NULL AND status <> 'erased'))
            AND (CAST($6 AS TEXT) IS NULL OR thread_id = $6)
            AND (CAST($7 AS TEXT) IS NULL OR author = $7)
            AND (CAST($8 AS TEXT) IS NULL OR CASE WHEN spam_points >= abuse_points THEN 'spam' ELSE 'abuse' END = $8)
            AND (CAST($9 AS TEXT) IS NULL OR language = $9)
            AND (CAST($10 AS BIGINT) IS NULL OR received_at >= $10)
            AND (CAST($11 AS BIGINT) IS NULL OR received_at < $11)
            AND (CAST($12 AS BIGINT) IS NULL OR spam >= $12 OR abuse >= $12)
            AND (CAST($13 AS BIGINT) IS NULL OR (spam <= $13 AND abuse <= $13))
            AND (CAST($14 AS TEXT) IS NULL OR LOWER(body) LIKE LOWER($14) ESCAPE '!')
            AND (CAST($15 AS TEXT) IS NULL OR site IN (SELECT m.site FROM moderator_sites m WHERE m.moderator = $15))
        ORDER BY id DESC LIMIT $16
        """
    case ofAuthor = """
        SELECT * FROM comments_now
        WHERE author = $1 AND site = $2 AND id < $3 AND id >= $4
            AND (status = $5 OR (CAST($5 AS TEXT) IS NULL AND status <> 'erased'))
            AND (CAST($6 AS TEXT) IS NULL OR thread_id = $6)
            AND (CAST($7 AS TEXT) IS NULL OR author = $7)
            AND (CAST($8 AS TEXT) IS NULL OR CASE WHEN spam_points >= abuse_points THEN 'spam' ELSE 'abuse' END = $8)
            AND (CAST($9 AS TEXT) IS NULL OR language = $9)
            AND (CAST($10 AS BIGINT) IS NULL OR received_at >= $10)
            AND (CAST($11 AS BIGINT) IS NULL OR received_at < $11)
            AND (CAST($12 AS BIGINT) IS NULL OR spam >= $12 OR abuse >= $12)
            AND (CAST($13 AS BIGINT) IS NULL OR (spam <= $13 AND abuse <= $13))
            AND (CAST($14 AS TEXT) IS NULL OR LOWER(body) LIKE LOWER($14) ESCAPE '!')
            AND (CAST($15 AS TEXT) IS NULL OR site IN (SELECT m.site FROM moderator_sites m WHERE m.moderator = $15))
        ORDER BY id DESC LIMIT $16
        """
    case ofCampaign = """
        SELECT * FROM comments_now
        WHERE campaign = $1 AND id < $2 AND id >= $3
            AND (status = $4 OR (CAST($4 AS TEXT) IS NULL AND status <> 'erased'))
            AND (CAST($5 AS TEXT) IS NULL OR thread_id = $5)
            AND (CAST($6 AS TEXT) IS NULL OR author = $6)
            AND (CAST($7 AS TEXT) IS NULL OR CASE WHEN spam_points >= abuse_points THEN 'spam' ELSE 'abuse' END = $7)
            AND (CAST($8 AS TEXT) IS NULL OR language = $8)
            AND (CAST($9 AS BIGINT) IS NULL OR received_at >= $9)
            AND (CAST($10 AS BIGINT) IS NULL OR received_at < $10)
            AND (CAST($11 AS BIGINT) IS NULL OR spam >= $11 OR abuse >= $11)
            AND (CAST($12 AS BIGINT) IS NULL OR (spam <= $12 AND abuse <= $12))
            AND (CAST($13 AS TEXT) IS NULL OR LOWER(body) LIKE LOWER($13) ESCAPE '!')
        ORDER BY id DESC LIMIT $14
        """
    case endOfSite = "SELECT id FROM comments WHERE site = $1 AND id < $2 ORDER BY id DESC LIMIT 1 OFFSET $3"
    case endOfThread = """
        SELECT id FROM comments WHERE site = $1 AND thread_id = $2 AND id < $3 ORDER BY id DESC LIMIT 1 OFFSET $4
        """
    case endOfAuthor = """
        SELECT id FROM comments WHERE author = $1 AND site = $2 AND id < $3 ORDER BY id DESC LIMIT 1 OFFSET $4
        """
    case endOfCampaign = "SELECT id FROM comments WHERE campaign = $1 AND id < $2 ORDER BY id DESC LIMIT 1 OFFSET $3"
    case queueOfSite = """
        SELECT * FROM comments_now
        WHERE status = 'flagged' AND site = $1 AND urgency <= $2 AND (urgency < $2 OR id > $3)
            AND urgency >= $4 AND (urgency > $4 OR id <= $5)
            AND (CAST($6 AS TEXT) IS NULL OR status = $6)
            AND (CAST($7 AS TEXT) IS NULL OR thread_id = $7)
            AND (CAST($8 AS TEXT) IS NULL OR author = $8)
            AND (CAST($9 AS TEXT) IS NULL OR CASE WHEN spam_points >= abuse_points THEN 'spam' ELSE 'abuse' END = $9)
            AND (CAST($10 AS TEXT) IS NULL OR language = $10)
            AND (CAST($11 AS BIGINT) IS NULL OR received_at >= $11)
            AND (CAST($12 AS BIGINT) IS NULL OR received_at < $12)
            AND (CAST($13 AS BIGINT) IS NULL OR spam >= $13 OR abuse >= $13)
            AND (CAST($14 AS BIGINT) IS NULL OR (spam <= $14 AND abuse <= $14))
            AND (CAST($15 AS TEXT) IS NULL OR LOWER(body) LIKE LOWER($15) ESCAPE '!')
            AND (CAST($16 AS TEXT) IS NULL OR site IN (SELECT m.site FROM moderator_sites m WHERE m.moderator = $16))
            AND (CAST($17 AS TEXT) IS NULL OR NOT EXISTS (
                SELECT 1 FROM claims h WHERE h.comment = comments_now.id AND h.holder <> $17 AND h.expires_at > $18))
        ORDER BY urgency DESC, id LIMIT $19
        """
    case queueOfCampaign = """
        SELECT * FROM comments_now
        WHERE status = 'flagged' AND campaign = $1 AND urgency <= $2 AND (urgency < $2 OR id > $3)
            AND urgency >= $4 AND (urgency > $4 OR id <= $5)
            AND (CAST($6 AS TEXT) IS NULL OR status = $6)
            AND (CAST($7 AS TEXT) IS NULL OR thread_id = $7)
            AND (CAST($8 AS TEXT) IS NULL OR author = $8)
            AND (CAST($9 AS TEXT) IS NULL OR CASE WHEN spam_points >= abuse_points THEN 'spam' ELSE 'abuse' END = $9)
            AND (CAST($10 AS TEXT) IS NULL OR language = $10)
            AND (CAST($11 AS BIGINT) IS NULL OR received_at >= $11)
            AND (CAST($12 AS BIGINT) IS NULL OR received_at < $12)
            AND (CAST($13 AS BIGINT) IS NULL OR spam >= $13 OR abuse >= $13)
            AND (CAST($14 AS BIGINT) IS NULL OR (spam <= $14 AND abuse <= $14))
            AND (CAST($15 AS TEXT) IS NULL OR LOWER(body) LIKE LOWER($15) ESCAPE '!')
            AND (CAST($16 AS TEXT) IS NULL OR site IN (SELECT m.site FROM moderator_sites m WHERE m.moderator = $16))
            AND (CAST($17 AS TEXT) IS NULL OR NOT EXISTS (
                SELECT 1 FROM claims h WHERE h.comment = comments_now.id AND h.holder <> $17 AND h.expires_at > $18))
        ORDER BY urgency DESC, id LIMIT $19
        """
    case queue = """
        SELECT * FROM comments_now
        WHERE status = 'flagged' AND urgency <= $1 AND (urgency < $1 OR id > $2)
            AND urgency >= $3 AND (urgency > $3 OR id <= $4)
            AND (CAST($5 AS TEXT) IS NULL OR status = $5)
            AND (CAST($6 AS TEXT) IS NULL OR thread_id = $6)
            AND (CAST($7 AS TEXT) IS NULL OR author = $7)
            AND (CAST($8 AS TEXT) IS NULL OR CASE WHEN spam_points >= abuse_points THEN 'spam' ELSE 'abuse' END = $8)
            AND (CAST($9 AS TEXT) IS NULL OR language = $9)
            AND (CAST($10 AS BIGINT) IS NULL OR received_at >= $10)
            AND (CAST($11 AS BIGINT) IS NULL OR received_at < $11)
            AND (CAST($12 AS BIGINT) IS NULL OR spam >= $12 OR abuse >= $12)
            AND (CAST($13 AS BIGINT) IS NULL OR (spam <= $13 AND abuse <= $13))
            AND (CAST($14 AS TEXT) IS NULL OR LOWER(body) LIKE LOWER($14) ESCAPE '!')
            AND (CAST($15 AS TEXT) IS NULL OR site IN (SELECT m.site FROM moderator_sites m WHERE m.moderator = $15))
            AND (CAST($16 AS TEXT) IS NULL OR NOT EXISTS (
                SELECT 1 FROM claims h WHERE h.comment = comments_now.id AND h.holder <> $16 AND h.expires_at > $17))
        ORDER BY urgency DESC, id LIMIT $18
        """
    case endOfQueueOfSite = """
        SELECT urgency, id FROM comments
        WHERE status = 'flagged' AND site = $1 AND urgency <= $2 AND (urgency < $2 OR id > $3)
        ORDER BY urgency DESC, id LIMIT 1 OFFSET $4
        """
    case endOfQueueOfCampaign = """
        SELECT urgency, id FROM comments
        WHERE status = 'flagged' AND campaign = $1 AND urgency <= $2 AND (urgency < $2 OR id > $3)
        ORDER BY urgency DESC, id LIMIT 1 OFFSET $4
        """
    case endOfQueue = """
        SELECT urgency, id FROM comments
        WHERE status = 'flagged' AND urgency <= $1 AND (urgency < $1 OR id > $2)
        ORDER BY urgency DESC, id LIMIT 1 OFFSET $3
        """
}
