package import Moderation
import Synchronization

/// What came of adding a term.
package enum TermResult: Sendable, Equatable {
    case added(OwnTerm)
    /// It was there; its points may be others now.
    case known(OwnTerm)
    case tooMany
}

extension ModerationStore {
    /// What a site's moderators look for; the same object from one comment to the next.
    package func ownTerms(of site: SiteID) async throws -> OwnTerms {
        if let known = ownTerms.withLock({ $0[site] }) { return known }
        return try await database.read { session in
            OwnTerms(try Self.terms(of: site, session))
        }.kept(in: self, of: site)
    }

    /// Adds a term that was found to be one, or changes the points of the one that says the same. Written down in the audit.
    package func add(_ term: OwnTerm, site: SiteID) async throws -> TermResult {
        try await changeTerms(of: site) { session in
            let terms = try Self.terms(of: site, session)
            if var known = terms.first(where: { $0.text == term.text && $0.category == term.category }) {
                guard known.points != term.points else { return .known(known) }
                known.points = term.points
                try session.execute(
                    TermSQL.weigh, .integer(Self.thousandths(term.points)), .text(site.text), .text(known.id.text))
                try Self.audit(known, "weighs \(term.points)", site: site, by: term.by, at: term.at, session)
                return .known(known)
            }
            guard terms.count < OwnTerm.most else { return .tooMany }
            try session.execute(
                TermSQL.insert, .text(site.text), .text(term.id.text), .text(term.text), .text(term.category.rawValue),
                .integer(Self.thousandths(term.points)), .text(term.by.text), .time(term.at))
            try Self.audit(term, "added", site: site, by: term.by, at: term.at, session)
            return .added(term)
        }
    }

    /// False when there is no such term.
    package func removeTerm(_ id: TermID, site: SiteID, by cause: DecisionCause) async throws -> Bool {
        let at = now()
        return try await changeTerms(of: site) { session in
            guard let term = try Self.terms(of: site, session).first(where: { $0.id == id }) else { return false }
            try session.execute(TermSQL.drop, .text(site.text), .text(id.text))
            try Self.audit(term, "removed", site: site, by: cause, at: at, session)
            return true
        }
    }

    private func changeTerms<Value: Sendable>(
        of site: SiteID, _ body: @escaping @Sendable (SQLSession) throws -> Value
    ) async throws -> Value {
        try await database.write { session in
            (try body(session), OwnTerms(try Self.terms(of: site, session)))
        } committed: { [self] _, terms in
            ownTerms.withLock { $0[site] = terms }
        }.0
    }

    /// Bodies of a site's newest comments before `id`, for what would have been found in them.
    package func bodies(
        site: SiteID, before id: CommentID?, limit: Int
    ) async throws -> [(id: CommentID, status: CommentStatus, body: String)] {
        try await database.read { session in
            try session.rows(
                TermSQL.bodies, .text(site.text), .text(id?.text ?? Self.afterAllComments), .integer(limit)
            ).map { row in
                guard let status = CommentStatus(rawValue: try row.text(1)) else {
                    throw StoreError.malformedRow(column: 1)
                }
                return (CommentID(stored: try row.text(0)), status, try row.text(2))
            }
        }
    }

    private static func terms(of site: SiteID, _ session: SQLSession) throws -> [OwnTerm] {
        try session.rows(TermSQL.all, .text(site.text)).map { row in
            guard let category = OwnTerm.Category(rawValue: try row.text(2)) else {
                throw StoreError.malformedRow(column: 2)
            }
            return OwnTerm(
                id: TermID(stored: try row.text(0)), text: try row.text(1), category: category,
                points: Double(try row.integer(3)) / 1000, by: DecisionCause(stored: try row.text(4)),
                at: try row.time(5))
        }
    }

    private static func audit(
        _ term: OwnTerm, _ what: String, site: SiteID, by cause: DecisionCause, at: Instant, _ session: SQLSession
    ) throws {
        try AuditAct(
            id: .timeOrdered(at: at), kind: .term, site: site, by: cause, at: at,
            note: "\(term.category.rawValue) “\(term.text)”: \(what)"
        ).write(session)
    }
}

extension OwnTerms {
    /// Unless a later change was kept meanwhile.
    fileprivate func kept(in store: ModerationStore, of site: SiteID) -> OwnTerms {
        store.ownTerms.withLock { kept in
            if let known = kept[site] { return known }
            kept[site] = self
            return self
        }
    }
}

package enum TermSQL: String, SQLText {
    case all = "SELECT id, text, category, points, added_by, at FROM terms WHERE site = $1 ORDER BY id"
    case insert = """
        INSERT INTO terms (site, id, text, category, points, added_by, at) VALUES ($1, $2, $3, $4, $5, $6, $7)
        """
    case weigh = "UPDATE terms SET points = $1 WHERE site = $2 AND id = $3"
    case drop = "DELETE FROM terms WHERE site = $1 AND id = $2"
    case bodies = """
        SELECT id, status, body FROM comments WHERE site = $1 AND id < $2 AND status <> 'erased' ORDER BY id DESC LIMIT $3
        """
}
