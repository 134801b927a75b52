import Foundation
package import Moderation
package import Privacy

/// By what a comment is known again.
package struct ArrivalMarks: Sendable, Equatable {
    /// Codes; nil for what is not known or not asked for.
    var network: String?
    var same: String?
    /// What becomes of it when `same` came before, not earlier than `since`.
    package var act: Policy.Repeats.Act
    var since: Instant
}

extension ModerationStore {
    /// How long codes are kept.
    static let arrivalsKept = Duration.seconds(Policy.Repeats.mostHours * 3600)

    /// The codes of a comment that comes now. `network` is the network of its sender as text; the author is known by the account,
    /// else the address, else the name.
    package func marks(
        site: SiteID, network: String?, account: String?, email: PrivateEmail?, name: String, thread: String,
        body: String,
        act: Policy.Repeats.Act, hours: Int
    ) -> ArrivalMarks {
        var same: String?
        if act != .take {
            let address = email.map { Data(vault.digest(of: $0, site: site.text).bytes).base64EncodedString() }
            let author = account.map { "account \($0)" } ?? address.map { "address \($0)" } ?? "name \(name)"
            let parts = [site.text, thread, author, body].map { "\($0.utf8.count):\($0)" }
            same = "s" + code("same words \(parts.joined())")
        }
        return ArrivalMarks(
            network: network.map { "n" + code("network \(site.text) \($0)") }, same: same, act: act,
            since: now().advanced(by: .zero - .seconds(hours * 3600)))
    }

    private func code(_ text: String) -> String {
        Data(vault.fingerprint(of: Array(text.utf8)).prefix(15)).base64EncodedString()
    }

    /// Who sends too much, the comment that comes now not counted. The same statement is run for whoever it is.
    package func floods(
        of email: PrivateEmail?, marks: ArrivalMarks, site: SiteID, limits: Policy.Floods
    ) async throws -> Set<FloodTrace> {
        try await database.look(floodQuestion(digest(email, site), marks, site, limits))
    }

    private func floodQuestion(
        _ digest: SQLValue, _ marks: ArrivalMarks, _ site: SiteID, _ limits: Policy.Floods
    ) -> @Sendable (SQLSession) throws -> Set<FloodTrace> {
        let at = now()
        let begin = CommentID.first(at: at.advanced(by: .zero - Policy.Floods.burstTime)).text
        let earlier = CommentID.first(at: at.advanced(by: .zero - Policy.Floods.sustainedTime)).text
        let values: [SQLValue] = [
            .text(begin), .integer(limits.author.burst), .text(earlier), .integer(limits.author.sustained),
            .optional(marks.network), .integer(limits.network.burst), .integer(limits.network.sustained),
            .text(site.text), digest,
        ]
        return { session in
            guard let row = try session.run(ArrivalSQL.counts.rawValue, values).rows.first else { return [] }
            let counts = try (0..<4).map { Int(try row.integer($0)) }
            var floods: Set<FloodTrace> = []
            if limits.author.isReached(burst: counts[0], sustained: counts[1]) { floods.insert(.author) }
            if limits.network.isReached(burst: counts[2], sustained: counts[3]) { floods.insert(.network) }
            return floods
        }
    }

    /// All that is known of a comment that comes now, beside its words: the past of its author, whether there is a flood (not
    /// without `limits`), and which earlier ones it is like (not without `campaign`).
    package func arrival(
        of email: PrivateEmail?, account: String?, marks: ArrivalMarks, campaign: CampaignMarks?, site: SiteID,
        limits: Policy.Floods?
    ) async throws -> (past: AuthorPast, floods: Set<FloodTrace>, match: CampaignMatch?) {
        let digest = digest(email, site)
        let past = pastQuestion(digest, key: account, writer: nil, site)
        let floods = limits.map { floodQuestion(digest, marks, site, $0) }
        let match = campaign.map { campaignQuestion($0) }
        return try await database.look { session in
            (try past(session), try floods?(session) ?? [], try match?(session))
        }
    }

    /// The comment that said the same before, in the transaction that would keep another.
    static func earlier(_ marks: ArrivalMarks?, _ session: SQLSession) throws -> CommentID? {
        guard let marks, let same = marks.same else { return nil }
        return try session.row(ArrivalSQL.same, .text(same), .text(CommentID.first(at: marks.since).text)).map {
            CommentID(stored: try $0.text(0))
        }
    }

    static func keep(_ marks: ArrivalMarks?, of comment: CommentID, _ session: SQLSession) throws {
        for code in [marks?.network, marks?.same].compactMap(\.self) {
            try session.execute(ArrivalSQL.insert, .text(code), .text(comment.text))
        }
    }
}

package enum ArrivalSQL: String, SQLText {
    /// One row in any case. No count goes further than its limit.
    case counts = """
        SELECT
            (SELECT COUNT(*) FROM (
                SELECT 1 AS one FROM comments c WHERE c.author = w.author AND c.id >= $1 LIMIT $2) f),
            (SELECT COUNT(*) FROM (
                SELECT 1 AS one FROM comments c WHERE c.author = w.author AND c.id >= $3 LIMIT $4) f),
            (SELECT COUNT(*) FROM (
                SELECT 1 AS one FROM arrivals n WHERE n.subject = $5 AND n.comment >= $1 LIMIT $6) f),
            (SELECT COUNT(*) FROM (
                SELECT 1 AS one FROM arrivals n WHERE n.subject = $5 AND n.comment >= $3 LIMIT $7) f)
        FROM (SELECT (SELECT a.id FROM authors a WHERE a.site = $8 AND a.digest = $9) AS author) w
        """
    case same = """
        SELECT c.id FROM arrivals n JOIN comments c ON c.id = n.comment
        WHERE n.subject = $1 AND n.comment >= $2 AND c.status <> 'erased' ORDER BY n.comment DESC LIMIT 1
        """
    case insert = "INSERT INTO arrivals (subject, comment) VALUES ($1, $2)"
    case sweep = "DELETE FROM arrivals WHERE comment < $1"
    case dropOfPerson = """
        DELETE FROM arrivals WHERE comment IN (
            SELECT c.id FROM comments c JOIN authors a ON a.id = c.author WHERE a.site = $1 AND a.digest = $2)
        """
}
