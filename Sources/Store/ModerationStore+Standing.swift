package import Moderation
package import Privacy

/// Who a comment says it is from, as far as a site can know them again.
package enum AuthorClaim: Sendable {
    /// An address somebody typed, and a key the form's backend vouches for.
    case typed(PrivateEmail?, key: String?)
    /// Whoever wrote a comment that is here.
    case writer(CommentID)
}

/// What was said of an author.
package struct StandingRecord: Sendable, Equatable {
    package var author: AuthorID
    /// Of the key a form's backend vouches for; else of the typed address.
    package var isVouched: Bool
    package var standing: Standing
    /// Nil: for good.
    package var ends: Instant?
    package var by: DecisionCause
    package var at: Instant
}

/// What a moderator says of an author.
package struct StandingWish: Sendable, Equatable {
    /// Nil takes back what was said.
    package var standing: Standing?
    package var ends: Instant?
    package var note: String?

    package init(_ standing: Standing?, ends: Instant? = nil, note: String? = nil) {
        self.standing = standing
        self.ends = standing == nil ? nil : ends
        self.note = note
    }
}

/// What came of it.
package enum StandingResult: Sendable, Equatable {
    case set
    /// There is no such author, or the comment is not theirs.
    case notFound
    /// It would have ended already.
    case over
}

extension ModerationStore {
    /// Comments of an author that are counted, the newest.
    static let pastComments = 10

    /// What a site knows of a comment's author. The same statement is run for an address nobody has used.
    package func past(of claim: AuthorClaim, site: SiteID) async throws -> AuthorPast {
        let question =
            switch claim {
            case .typed(let email, let key): pastQuestion(digest(email, site), key: key, writer: nil, site)
            case .writer(let comment): pastQuestion(.null, key: nil, writer: comment, site)
            }
        return try await database.look(question)
    }

    func digest(_ email: PrivateEmail?, _ site: SiteID) -> SQLValue {
        email.map { .blob(vault.digest(of: $0, site: site.text).bytes) } ?? .null
    }

    func pastQuestion(
        _ digest: SQLValue, key: String?, writer: CommentID?, _ site: SiteID
    ) -> @Sendable (SQLSession) throws -> AuthorPast {
        let at = now()
        let key = key.map { vault.code(ofAuthorKey: $0, site: site.text) }
        let values: [SQLValue] = [
            .integer(Self.pastComments), .text(site.text), .time(at), digest, .optional(writer?.text), .optional(key),
        ]
        return { session in
            guard let row = try session.run(StandingSQL.past.rawValue, values).rows.first else { return AuthorPast() }
            let counts = Int(try row.integer(0))
            return AuthorPast(
                approved: counts / 1000, rejected: counts % 1000,
                typed: try row.optionalText(1).flatMap(Standing.init(rawValue:)),
                vouched: try row.optionalText(2).flatMap(Standing.init(rawValue:)))
        }
    }

    /// Says something of an author of `site` (nil: of any): of their address, and with `comment`, which they wrote, of the key
    /// it came with. Written down in the audit.
    package func setStanding(
        _ wish: StandingWish, of author: AuthorID, comment: CommentID?, site: SiteID?, by cause: DecisionCause
    ) async throws -> StandingResult {
        let at = now()
        if let ends = wish.ends, ends <= at { return .over }
        let words = [wish.ends.map { "until \($0.rfc3339)" }, wish.note].compactMap(\.self).joined(separator: ": ")
        return try await database.write { session in
            guard let found = try session.row(StandingSQL.siteOf, .text(author.text))?.text(0),
                site == nil || site?.text == found
            else { return .notFound }
            var subjects = [author.text]
            if let comment {
                guard let row = try session.row(StandingSQL.keyOf, .text(comment.text), .text(author.text)) else {
                    return .notFound
                }
                if let key = try row.optionalText(0) { subjects.append(key) }
            }
            if let standing = wish.standing {
                for subject in subjects {
                    try session.execute(
                        StandingSQL.set, .text(subject), .text(found), .text(author.text), .text(standing.rawValue),
                        .time(wish.ends), .text(cause.text), .time(at))
                }
            } else {
                // Whatever was said of them, with whichever comment.
                try session.execute(StandingSQL.dropOfAuthor, .text(author.text))
            }
            try AuditAct(
                id: .timeOrdered(at: at),
                kind: wish.standing.map { $0 == .banned ? .ban : .trust } ?? .lift, site: SiteID(stored: found),
                by: cause, at: at, comment: comment, author: author, note: words.isEmpty ? nil : words
            ).write(session)
            return .set
        }
    }

    /// What stands of an author of `site` (nil: of any) now. Nil when there is no such author.
    package func standings(of author: AuthorID, site: SiteID?) async throws -> [StandingRecord]? {
        let at = now()
        return try await database.read { session in
            guard let found = try session.row(StandingSQL.siteOf, .text(author.text))?.text(0),
                site == nil || site?.text == found
            else { return nil }
            return try session.rows(StandingSQL.ofAuthor, .text(author.text), .time(at)).map(Self.standing)
        }
    }

    /// Everything that stands at a site now, newest first.
    package func standings(at site: SiteID, limit: Int) async throws -> [StandingRecord] {
        let at = now()
        return try await database.read { session in
            try session.rows(StandingSQL.ofSite, .text(site.text), .time(at), .integer(limit)).map(Self.standing)
        }
    }

    private static func standing(_ row: SQLRow) throws -> StandingRecord {
        guard let standing = Standing(rawValue: try row.text(2)) else { throw StoreError.malformedRow(column: 2) }
        let author = try row.text(1)
        return StandingRecord(
            author: AuthorID(stored: author), isVouched: try row.text(0) != author, standing: standing,
            ends: try row.optionalTime(3), by: DecisionCause(stored: try row.text(4)), at: try row.time(5))
    }
}

package enum StandingSQL: String, SQLText {
    /// One row in any case. Its first number is thousands of those that stand and ones of those that do not: both in one walk.
    case past = """
        SELECT
            (SELECT 1000 * COUNT(CASE WHEN f.status = 'approved' THEN 1 END)
                    + COUNT(CASE WHEN f.status = 'rejected' THEN 1 END)
                FROM (SELECT c.status FROM comments c WHERE c.author = w.author ORDER BY c.id DESC LIMIT $1) f),
            (SELECT s.standing FROM standings s
                WHERE s.subject = w.author AND s.site = $2 AND (s.ends_at IS NULL OR s.ends_at > $3)),
            (SELECT s.standing FROM standings s
                WHERE s.subject = w.author_key AND s.site = $2 AND (s.ends_at IS NULL OR s.ends_at > $3))
        FROM (
            SELECT
                COALESCE((SELECT a.id FROM authors a WHERE a.site = $2 AND a.digest = $4),
                    (SELECT c.author FROM comments c WHERE c.id = $5)) AS author,
                COALESCE(CAST($6 AS TEXT), (SELECT c.author_key FROM comments c WHERE c.id = $5)) AS author_key) w
        """
    case siteOf = "SELECT site FROM authors WHERE id = $1"
    case keyOf = "SELECT author_key FROM comments WHERE id = $1 AND author = $2"
    case set = """
        INSERT INTO standings (subject, site, author, standing, ends_at, set_by, at)
        VALUES ($1, $2, $3, $4, $5, $6, $7)
        ON CONFLICT (subject) DO UPDATE SET standing = excluded.standing, ends_at = excluded.ends_at,
            set_by = excluded.set_by, at = excluded.at, author = excluded.author
        """
    case ofAuthor = """
        SELECT subject, author, standing, ends_at, set_by, at FROM standings
        WHERE author = $1 AND (ends_at IS NULL OR ends_at > $2)
        """
    case ofSite = """
        SELECT subject, author, standing, ends_at, set_by, at FROM standings
        WHERE site = $1 AND (ends_at IS NULL OR ends_at > $2) ORDER BY at DESC LIMIT $3
        """
    case dropOfAuthor = "DELETE FROM standings WHERE author = $1"
    case dropOfComment =
        "DELETE FROM standings WHERE subject = (SELECT c.author_key FROM comments c WHERE c.id = $1)"
    case dropOfPerson = """
        DELETE FROM standings WHERE author IN (SELECT a.id FROM authors a WHERE a.site = $1 AND a.digest = $2)
        """
    case ended = "SELECT DISTINCT author FROM standings WHERE ends_at <= $1"
    case dropEnded = "DELETE FROM standings WHERE author = $1 AND ends_at <= $2"
}
