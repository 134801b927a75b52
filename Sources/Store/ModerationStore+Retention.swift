package import Moderation
import Privacy
import Synchronization

/// What one round of retention came to.
package struct RetiredComments: Sendable, Equatable {
    /// Rejected or undecided ones, of which nothing but their place and their decisions is left.
    package var emptied = 0
    /// Approved ones, which are nobody's now.
    package var unnamed = 0

    /// Those that are due and that no key opens: they stay as they are.
    package var unopened = 0

    package var isNone: Bool { emptied + unnamed == 0 }
}

extension ModerationStore {
    /// Comments that one transaction retires.
    static let retirementStep = 50

    /// Forgets what has had its time, counted from when a comment was received: what was rejected or never decided is
    /// emptied, what was approved loses its author and keeps its words. No endpoint hears of it: what a site keeps is its
    /// own matter. In steps, between which others write; cut off, the next round goes on.
    package func retire(_ retention: Retention) async throws -> RetiredComments {
        var retired = RetiredComments()
        for site in try await sites() {
            for status in CommentStatus.allCases {
                guard let days = retention.days(status) else { continue }
                let before = CommentID.first(at: now().advanced(by: .zero - .seconds(days * 86_400)))
                // What no key opens stays where it is, before all that is still to come.
                var passed = 0
                while true {
                    try Task.checkCancellation()
                    let step = try await retire(status, of: site.id, before: before, passing: passed)
                    if status == .approved { retired.unnamed += step.done } else { retired.emptied += step.done }
                    passed += step.due - step.done
                    if step.due < Self.retirementStep { break }
                }
                retired.unopened += passed
            }
        }
        // What was destroyed stood in the database's log as well.
        if !retired.isNone { try await database.emptyLog() }
        return retired
    }

    private func retire(
        _ status: CommentStatus, of site: SiteID, before: CommentID, passing: Int
    ) async throws -> (due: Int, done: Int) {
        let vault = vault
        let at = now()
        let (due, done, threads) = try await database.write { session -> (Int, Int, Set<ThreadLanguages.Key>) in
            let due: RetentionSQL = status == .flagged ? .dueFlagged : .due
            let keys: [SQLValue] = status == .flagged ? [.text(site.text)] : [.text(site.text), .text(status.rawValue)]
            let ids = try session.run(
                due.rawValue, keys + [.text(before.text), .integer(Self.retirementStep), .integer(passing)]
            ).rows
            var threads: Set<ThreadLanguages.Key> = []
            var done = 0
            for row in ids {
                let id = CommentID(stored: try row.text(0))
                guard let found = try session.row(DecisionSQL.selectForDecision, .text(id.text)) else { continue }
                let stored: StoredSubject
                do {
                    stored = try StoredSubject(found, id: id, vault: vault)
                } catch is VaultError {
                    // Nothing was written yet, and one such row must not keep the others.
                    continue
                }
                done += 1
                if status == .approved {
                    try Self.unname(stored, at: at, vault: vault, session)
                } else {
                    _ = try Self.empty(stored, cause: .policy, at: at, telling: false, vault: vault, session)
                    threads.insert(Self.threadKey(of: stored))
                }
            }
            return (ids.count, done, threads)
        }
        for thread in threads { threadLanguages.withLock { $0.forget(thread) } }
        if status == .flagged, done > 0 { queueChanges.ring() }
        return (due, done)
    }

    /// Makes a comment nobody's: a new author without an address, a name or anything else.
    private static func unname(
        _ stored: StoredSubject, at: Instant, vault: EmailVault, _ session: SQLSession
    ) throws {
        let nobody = try makeNobody(site: stored.site, at: at, vault: vault, session)
        let details = try vault.seal(AuthorDetails(name: ""), comment: stored.id.text, key: nobody.key)
        try session.execute(
            RetentionSQL.unname, .text(nobody.id.text), .blob(details.bytes), .text(stored.id.text))
        // Under the key of an author who may write on, and long delivered or given up.
        try session.execute(EditSQL.dropAttempts, .text(stored.id.text))
        try session.execute(EditSQL.dropDeliveries, .text(stored.id.text))
        try session.execute(DoorSQL.dropChecks, .text(stored.id.text))
        try forgetIfLast(stored.author, session)
    }
}

package enum RetentionSQL: String, SQLText {
    case due = """
        SELECT id FROM comments WHERE site = $1 AND status = $2 AND status <> 'flagged' AND retired = 0 AND id < $3
        ORDER BY id LIMIT $4 OFFSET $5
        """
    case dueFlagged = "SELECT id FROM comments WHERE status = 'flagged' AND site = $1 AND id < $2 LIMIT $3 OFFSET $4"
    case unname = "UPDATE comments SET author = $1, author_key = NULL, sealed_details = $2, retired = 1 WHERE id = $3"
}
