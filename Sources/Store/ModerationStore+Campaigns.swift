package import Moderation
import Privacy

/// By what a comment that comes is known as one of many.
package struct CampaignMarks: Sendable, Equatable {
    var print: TextPrint?
    var bands: [Int64]
    var hostBands: [Int64]
    var likeness: Double
    /// Texts before this one are forgotten.
    var since: CommentID
    /// Whether others may join by its hosts: set when it looks like spam.
    package var offersHosts = false
    /// What it is like.
    package var match: CampaignMatch?
}

/// What a comment that comes is like.
package struct CampaignMatch: Sendable, Equatable {
    var leader: CommentID
    /// Others it is like that are in no campaign yet.
    var strays: [CommentID]
    /// It adds nothing by which later ones are found.
    var isCopy: Bool
    /// Share of common pieces, 0…1; 0 where only a host is shared.
    package var likeness: Double
    package var ruling: CampaignRuling?
}

extension ModerationStore {
    /// How long what was decided of a campaign holds beyond its last comment.
    static let rulingHolds = Duration.seconds(90 * 24 * 3600)
    /// From this likeness on a text is a copy.
    private static let copyLikeness = 0.85
    /// Members whose texts are remembered even when they are copies, in case some are erased.
    private static let copiesKept = 4
    private static let mostStrays = 16

    /// What is remembered and looked for; nil when policy looks for no campaigns or there is nothing to know the text by.
    /// `hosts` are those it links to that join.
    package func campaignMarks(
        print: TextPrint?, hosts: [String], site: SiteID, policy: Policy.Campaigns
    ) -> CampaignMarks? {
        guard policy.days > 0, print != nil || !hosts.isEmpty else { return nil }
        // FNV-1a, 64 bits.
        let salt = site.text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
        let hostBands = hosts.map { host in
            vault.digest(ofLinkHost: host, site: site.text).prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        }
        return CampaignMarks(
            print: print, bands: (print?.bands(salt: salt) ?? []).map(Int64.init(bitPattern:)),
            hostBands: hostBands.map(Int64.init(bitPattern:)), likeness: policy.likeness,
            since: .first(at: now().advanced(by: .seconds(-policy.days * 24 * 3600))))
    }

    /// What a comment that comes now is like: best what was decided about, then what is most alike, then the newest.
    func campaignQuestion(
        _ marks: CampaignMarks, notOf itself: CommentID? = nil
    ) -> @Sendable (SQLSession) throws -> CampaignMatch? {
        let rulingSince = now().advanced(by: .zero - Self.rulingHolds)
        return { session in
            var alike: [Alike] = []
            if let print = marks.print {
                let rows = try session.run(CampaignSQL.alike.rawValue, marks.bands.map { .integer($0) }).rows
                for row in rows {
                    // Without a print it was found by a host whose number is a band's by chance.
                    guard let other = TextPrint(stored: try row.blob(1)) else { continue }
                    let likeness = print.likeness(to: other)
                    if likeness >= marks.likeness { alike.append(try Alike(row, likeness: likeness)) }
                }
            }
            for band in marks.hostBands {
                for row in try session.rows(CampaignSQL.linking, .integer(band)) {
                    alike.append(try Alike(row, likeness: 0))
                }
            }
            alike = alike.filter { one in
                one.comment != itself && (one.comment >= marks.since || one.isRuled(since: rulingSince))
            }
            guard let best = alike.max(by: { $0.rank < $1.rank }) else { return nil }
            let strays = Set(alike.filter { $0.campaign == nil && $0.comment != best.comment }.map(\.comment))
            return CampaignMatch(
                leader: best.comment, strays: Array(strays.sorted().suffix(Self.mostStrays)),
                isCopy: best.likeness >= Self.copyLikeness && best.members >= Self.copiesKept,
                likeness: best.likeness, ruling: best.ruling)
        }
    }

    /// What an edited text is like, beside what it was before.
    package func match(_ marks: CampaignMarks, notOf comment: CommentID) async throws -> CampaignMatch? {
        var match = try await database.look(campaignQuestion(marks, notOf: comment))
        match?.isCopy = false
        return match
    }

    private struct Alike {
        let comment: CommentID
        let likeness: Double
        let campaign: CampaignID?
        let members: Int
        let lastAt: Instant?
        let ruling: CampaignRuling?

        /// Columns: comment, minima, then those of a campaign.
        init(_ row: SQLRow, likeness: Double) throws {
            comment = CommentID(stored: try row.text(0))
            self.likeness = likeness
            campaign = try row.optionalText(2).map(CampaignID.init(stored:))
            members = Int(try row.optionalInteger(3) ?? 0)
            lastAt = try row.optionalTime(4)
            ruling = try ModerationStore.ruling(row, from: 5)
        }

        func isRuled(since: Instant) -> Bool { ruling != nil && lastAt.map { $0 >= since } == true }

        var rank: (Int, Double, CommentID) { (ruling == nil ? 0 : 1, likeness, comment) }
    }

    // MARK: In the transaction that records a comment

    /// Puts a comment that comes into the campaign of what it is like, which is made when there is none yet.
    static func join(
        _ marks: CampaignMarks?, site: SiteID, at: Instant, _ session: SQLSession
    ) throws -> CampaignID? {
        guard let match = marks?.match,
            let leader = try session.row(CampaignSQL.ofComment, .text(match.leader.text)),
            try leader.text(1) != "erased"
        else { return nil }
        var joining = 1
        let campaign: CampaignID
        if let known = try leader.optionalText(0) {
            campaign = CampaignID(stored: known)
        } else {
            campaign = .timeOrdered(at: at)
            try session.execute(CampaignSQL.insert, .text(campaign.text), .text(site.text), .time(at), .text(""))
            joining += try session.execute(CampaignSQL.adopt, .text(campaign.text), .text(match.leader.text))
        }
        for stray in match.strays {
            joining += try session.execute(CampaignSQL.adopt, .text(campaign.text), .text(stray.text))
        }
        try session.execute(CampaignSQL.grow, .integer(joining), .time(at), .text(campaign.text))
        return campaign
    }

    /// Keeps by what later comments are found to be like this one.
    static func keep(_ marks: CampaignMarks?, of comment: CommentID, _ session: SQLSession) throws {
        guard let marks, marks.match?.isCopy != true else { return }
        let bands = Array(Set(marks.bands + (marks.offersHosts ? marks.hostBands : [])))
        guard !bands.isEmpty else { return }
        try session.execute(
            CampaignSQL.insertPrint, .text(comment.text), .blob(marks.print?.stored ?? []), .blob(bands.bytes))
        for band in bands { try session.execute(CampaignSQL.insertBand, .integer(band), .text(comment.text)) }
    }

    /// Takes a comment out of its campaign, and forgets what its text was like.
    static func leaveCampaign(_ comment: CommentID, _ session: SQLSession) throws {
        if let print = try session.row(CampaignSQL.print, .text(comment.text)) {
            try forget(comment, bands: print.blob(0), session)
        }
        try session.execute(CampaignSQL.shrink, .text(comment.text))
        try session.execute(CampaignSQL.leave, .text(comment.text))
    }

    private static func forget(_ comment: CommentID, bands: [UInt8], _ session: SQLSession) throws {
        for band in [Int64](bytes: bands) {
            try session.execute(CampaignSQL.dropBand, .integer(band), .text(comment.text))
        }
        try session.execute(CampaignSQL.dropPrint, .text(comment.text))
    }

    /// Forgets texts that came long ago, in steps; those of a campaign that something was decided of last longer.
    func sweepPrints() async throws {
        let at = now()
        let before = CommentID.first(at: at.advanced(by: .seconds(-Policy.Campaigns.mostDays * 24 * 3600)))
        let ruled = at.advanced(by: .zero - Self.rulingHolds)
        var isMore = true
        while isMore {
            isMore = try await database.write { session in
                let rows = try session.rows(
                    CampaignSQL.old, .text(before.text), .time(ruled), .integer(Self.sweepStep))
                for row in rows { try Self.forget(CommentID(stored: row.text(0)), bands: row.blob(1), session) }
                return rows.count == Self.sweepStep
            }
        }
    }

    private static let sweepStep = 500

    // MARK: What was decided

    /// A campaign of `site` (nil: of any).
    package func campaign(_ id: CampaignID, site: SiteID?) async throws -> Campaign? {
        try await database.read { session in
            try session.row(CampaignSQL.one, .text(id.text)).map(Self.campaign).flatMap {
                site == nil || site == $0.site ? $0 : nil
            }
        }
    }

    /// Those of a site with at least two members, whose last comment is the newest first. `before` is a cursor.
    package func campaigns(site: SiteID, before cursor: String?, limit: Int) async throws -> Page<Campaign> {
        let parts = (cursor ?? "").split(separator: "-", maxSplits: 1)
        let last = parts.count == 2 ? Int64(parts[0]) ?? .max : .max
        let id = parts.count == 2 ? String(parts[1]) : CampaignKind.prefix + "_" + String(repeating: "z", count: 60)
        let rows = try await database.read {
            try $0.rows(CampaignSQL.ofSite, .text(site.text), .integer(last), .text(id), .integer(limit + 1))
                .map(Self.campaign)
        }
        let items = Array(rows.prefix(limit))
        return Page(
            items: items,
            next: rows.count > limit ? items.last.map { "\($0.lastAt.milliseconds)-\($0.id.text)" } : nil)
    }

    /// Sets what stands for a campaign, nil takes it back. `expected` is the version that was seen; nil rules whatever it is.
    package func rule(
        _ ruling: CampaignRuling?, campaign id: CampaignID, site: SiteID?, expected: Int?, by cause: DecisionCause
    ) async throws -> CampaignResult {
        let at = now()
        let result = try await database.write { session -> CampaignResult in
            guard let before = try session.row(CampaignSQL.one, .text(id.text)).map(Self.campaign),
                site == nil || site == before.site
            else { return .notFound }
            if let expected, expected != before.version { return .changed(before) }
            if ruling == nil, before.ruling == nil { return .nothingToUndo }
            let record = ruling?.record
            try session.execute(
                CampaignSQL.rule, .integer(before.version + 1), .optional(record?.decision.rawValue),
                .text(record?.reasons.joined(separator: " ") ?? ""), .optional(record?.note),
                .optional(record?.cause.text), .time(record?.at), .optional(ruling?.act.text), .text(id.text))
            let words = record.map { "\($0.decision.rawValue) \($0.reasons.joined(separator: " "))" } ?? "undo"
            try AuditAct(
                id: .timeOrdered(at: at), kind: .campaign, site: before.site, by: cause, at: at,
                note: ["\(id.text): \(words)", record?.note].compactMap(\.self).joined(separator: ": ")
            ).write(session)
            return .ruled(before)
        }
        return result
    }

    /// Members after `after` in the order of their ids, at most 100: those a ruling is to reach.
    package func members(of campaign: CampaignID, after: CommentID?) async throws -> [CommentID] {
        try await database.read { session in
            try session.rows(
                CampaignSQL.members, .text(campaign.text), .text(after?.text ?? ""), .integer(Self.pageLimit)
            ).map { CommentID(stored: try $0.text(0)) }
        }
    }

    /// Comments after `after` that an act decided about, at most 100.
    package func comments(of act: EventID, after: CommentID?) async throws -> [CommentID] {
        try await database.read { session in
            try session.rows(
                CampaignSQL.ofAct, .text(act.text), .text(after?.text ?? ""), .integer(Self.pageLimit)
            ).map { CommentID(stored: try $0.text(0)) }
        }
    }

    private static func campaign(_ row: SQLRow) throws -> Campaign {
        Campaign(
            id: CampaignID(stored: try row.text(0)), site: SiteID(stored: try row.text(1)),
            members: Int(try row.integer(2)), begunAt: try row.time(3), lastAt: try row.time(4),
            version: Int(try row.integer(5)), ruling: try ruling(row, from: 6))
    }

    /// Columns: decision, reasons, note, decided_by, decided_at, act.
    private static func ruling(_ row: SQLRow, from first: Int) throws -> CampaignRuling? {
        guard let decision = try row.optionalText(first) else { return nil }
        guard let decision = Decision(rawValue: decision) else { throw StoreError.malformedRow(column: first) }
        return CampaignRuling(
            record: DecisionRecord(
                decision: decision, cause: DecisionCause(stored: try row.text(first + 3)),
                reasons: reasons(try row.text(first + 1)), note: try row.optionalText(first + 2),
                at: try row.time(first + 4)),
            act: EventID(stored: try row.text(first + 5)))
    }
}

/// What came of ruling a campaign.
package enum CampaignResult: Sendable, Equatable {
    /// As it was before.
    case ruled(Campaign)
    case notFound
    /// Somebody was faster: as it is now.
    case changed(Campaign)
    case nothingToUndo
}

extension [Int64] {
    /// Big-endian, eight bytes each.
    fileprivate var bytes: [UInt8] {
        flatMap { number in (0..<8).map { UInt8(truncatingIfNeeded: number >> (56 - 8 * $0)) } }
    }

    fileprivate init(bytes: [UInt8]) {
        self = stride(from: 0, to: bytes.count - bytes.count % 8, by: 8).map { begin in
            bytes[begin..<begin + 8].reduce(0) { $0 << 8 | Int64($1) }
        }
    }
}

package enum CampaignSQL: String, SQLText {
    /// The newest sixteen under each band: more of the same would add nothing.
    case alike = """
        SELECT f.comment, p.minima, g.id, g.members, g.last_at, g.decision, g.reasons, g.note, g.decided_by, g.decided_at,
            g.act
        FROM (
            SELECT e1.comment FROM (SELECT comment FROM bands WHERE band = $1 ORDER BY comment DESC LIMIT 16) e1
            UNION SELECT e2.comment FROM (SELECT comment FROM bands WHERE band = $2 ORDER BY comment DESC LIMIT 16) e2
            UNION SELECT e3.comment FROM (SELECT comment FROM bands WHERE band = $3 ORDER BY comment DESC LIMIT 16) e3
            UNION SELECT e4.comment FROM (SELECT comment FROM bands WHERE band = $4 ORDER BY comment DESC LIMIT 16) e4
            UNION SELECT e5.comment FROM (SELECT comment FROM bands WHERE band = $5 ORDER BY comment DESC LIMIT 16) e5
            UNION SELECT e6.comment FROM (SELECT comment FROM bands WHERE band = $6 ORDER BY comment DESC LIMIT 16) e6
            UNION SELECT e7.comment FROM (SELECT comment FROM bands WHERE band = $7 ORDER BY comment DESC LIMIT 16) e7
            UNION SELECT e8.comment FROM (SELECT comment FROM bands WHERE band = $8 ORDER BY comment DESC LIMIT 16) e8
        ) f JOIN prints p ON p.comment = f.comment JOIN comments c ON c.id = f.comment
            LEFT JOIN campaigns g ON g.id = c.campaign
        """
    case linking = """
        SELECT b.comment, p.minima, g.id, g.members, g.last_at, g.decision, g.reasons, g.note, g.decided_by, g.decided_at,
            g.act
        FROM bands b JOIN prints p ON p.comment = b.comment JOIN comments c ON c.id = b.comment
            LEFT JOIN campaigns g ON g.id = c.campaign
        WHERE b.band = $1 ORDER BY b.comment DESC LIMIT 4
        """
    case ofComment = "SELECT campaign, status FROM comments WHERE id = $1"
    case insert = """
        INSERT INTO campaigns (id, site, members, begun_at, last_at, version, reasons)
        VALUES ($1, $2, 0, $3, $3, 1, $4)
        """
    case adopt = "UPDATE comments SET campaign = $1 WHERE id = $2 AND campaign IS NULL AND status <> 'erased'"
    case grow = "UPDATE campaigns SET members = members + $1, last_at = $2 WHERE id = $3"
    case insertPrint = "INSERT INTO prints (comment, minima, bands) VALUES ($1, $2, $3)"
    case insertBand = "INSERT INTO bands (band, comment) VALUES ($1, $2)"
    case print = "SELECT bands FROM prints WHERE comment = $1"
    case shrink = """
        UPDATE campaigns SET members = members - 1 WHERE id = (SELECT c.campaign FROM comments c WHERE c.id = $1)
        """
    case enter = "UPDATE comments SET campaign = $1 WHERE id = $2"
    case leave = "UPDATE comments SET campaign = NULL WHERE id = $1"
    case dropBand = "DELETE FROM bands WHERE band = $1 AND comment = $2"
    case dropPrint = "DELETE FROM prints WHERE comment = $1"
    case old = """
        SELECT p.comment, p.bands
        FROM prints p JOIN comments c ON c.id = p.comment LEFT JOIN campaigns g ON g.id = c.campaign
        WHERE p.comment < $1 AND (g.decision IS NULL OR g.last_at < $2)
        ORDER BY p.comment LIMIT $3
        """
    case one = """
        SELECT id, site, members, begun_at, last_at, version, decision, reasons, note, decided_by, decided_at, act
        FROM campaigns WHERE id = $1
        """
    case ofSite = """
        SELECT id, site, members, begun_at, last_at, version, decision, reasons, note, decided_by, decided_at, act
        FROM campaigns WHERE site = $1 AND last_at <= $2 AND (last_at < $2 OR id < $3) AND members >= 2
        ORDER BY last_at DESC, id DESC LIMIT $4
        """
    case rule = """
        UPDATE campaigns SET version = $1, decision = $2, reasons = $3, note = $4, decided_by = $5, decided_at = $6,
            act = $7
        WHERE id = $8
        """
    case members = "SELECT id FROM comments WHERE campaign = $1 AND id > $2 ORDER BY id LIMIT $3"
    case ofAct = "SELECT DISTINCT comment FROM decisions WHERE act = $1 AND comment > $2 ORDER BY comment LIMIT $3"
}
