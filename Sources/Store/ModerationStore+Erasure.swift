package import Moderation
package import Privacy
import Synchronization

extension ModerationStore {
    /// Comments that one transaction of an erasure marks.
    static let erasureStep = 100

    /// Destroys the key and the look-up value of the person with this address at a site: from then on nothing that was
    /// sealed for them opens, and durably so when this returns. Their comments are marked by `finishErasures`.
    /// `keepingBodies` leaves their words, of nobody now. For an unknown address the same statements change nothing.
    package func erase(
        _ email: PrivateEmail, site: SiteID, by cause: DecisionCause, keepingBodies: Bool
    ) async throws {
        let digest = SQLValue.blob(vault.digest(of: email, site: site.text).bytes)
        let at = now()
        try await database.write { session in
            try session.execute(
                PersonSQL.record, .text(EventID.timeOrdered(at: at).text), .text("erasure"), .text(cause.text),
                .integer(keepingBodies ? 1 : 0), .time(at), .null, .text(site.text), digest)
            try session.execute(ArrivalSQL.dropOfPerson, .text(site.text), digest)
            try session.execute(StandingSQL.dropOfPerson, .text(site.text), digest)
            try session.execute(PersonSQL.dropKey, .text(site.text), digest)
            try session.execute(PersonSQL.dropLookup, .text(site.text), digest)
        }
        wakeErasures()
    }

    /// Marks the comments of whoever was erased, in steps, and tells the endpoints. Goes on where an earlier run was cut
    /// off; two runs at once do no harm. Ends by emptying the database's log, where the destroyed key stood as well.
    package func finishErasures(step: (_ comments: Int) -> Void = { _ in }) async throws {
        var marked = 0
        var isAny = false
        while let erasure = try await unfinishedErasure() {
            isAny = true
            var after = ""
            while true {
                try Task.checkCancellation()
                let done = try await markErased(erasure, after: after)
                for thread in done.threads { threadLanguages.withLock { $0.forget(thread) } }
                if done.deliveries > 0 { wakeDeliveries() }
                if done.count > 0 { queueChanges.ring() }
                marked += done.count
                step(marked)
                guard let last = done.last else { break }
                after = last
            }
            let at = now()
            try await database.write { try $0.execute(PersonSQL.finish, .time(at), .text(erasure.id)) }
        }
        if isAny { try await database.emptyLog() }
    }

    private struct Erasure: Sendable {
        let id: String
        let author: String
        let cause: DecisionCause
        let keepsBodies: Bool
    }

    private struct Marked: Sendable {
        var count = 0
        var deliveries = 0
        var threads: Set<ThreadLanguages.Key> = []
        /// Nil when no more are left.
        var last: String?
    }

    private func unfinishedErasure() async throws -> Erasure? {
        try await database.read { session in
            try session.row(PersonSQL.unfinished).map {
                Erasure(
                    id: try $0.text(0), author: try $0.text(1), cause: DecisionCause(stored: try $0.text(2)),
                    keepsBodies: try $0.integer(3) == 1)
            }
        }
    }

    private func markErased(_ erasure: Erasure, after: String) async throws -> Marked {
        let vault = vault
        let at = now()
        return try await database.write { session in
            var marked = Marked()
            let rows = try session.rows(
                PersonSQL.ids, .text(erasure.author), .text(after), .integer(Self.erasureStep))
            for row in rows {
                let id = CommentID(stored: try row.text(0))
                if rows.count == Self.erasureStep { marked.last = id.text }
                guard let found = try session.row(DecisionSQL.selectForDecision, .text(id.text)) else { continue }
                let stored = try StoredSubject(found, id: id, vault: vault)
                guard stored.status != .erased else { continue }
                marked.deliveries += try Self.mark(stored, erasure, vault: vault, at: at, session)
                marked.count += 1
                marked.threads.insert(.init(site: stored.site.text, thread: stored.thread.id))
            }
            return marked
        }
    }

    /// The number of deliveries that now wait.
    private static func mark(
        _ stored: StoredSubject, _ erasure: Erasure, vault: EmailVault, at: Instant, _ session: SQLSession
    ) throws -> Int {
        let record = DecisionRecord(
            decision: .reject, cause: erasure.cause, reasons: [DecisionReason.personalData.rawValue], at: at)
        let version = stored.version + 1
        // Before the code goes that names one of them.
        try session.execute(StandingSQL.dropOfComment, .text(stored.id.text))
        try session.execute(StandingSQL.dropOfAuthor, .text(stored.author.text))
        try session.execute(PersonSQL.mark, .integer(version), .blob([]), .text(stored.id.text))
        if !erasure.keepsBodies {
            try session.execute(
                PersonSQL.dropBody, .text(""), .text(SignalCoding.column([])), .text(stored.id.text))
        }
        try session.execute(DecisionSQL.dropClaim, .text(stored.id.text))
        // What is counted of hosts is of nobody; which comment gave which vote is not kept.
        try session.execute(ContextSQL.dropVotes, .text(stored.id.text))
        // A keyed code of words and address; what was learned is bits of a hashed table and of nobody.
        try session.execute(DoorSQL.dropChecks, .text(stored.id.text))
        try leaveCampaign(stored.id, session)
        try session.execute(CallbackSQL.finish, .text(stored.id.text))
        var event = stored.event(for: record, version: version, at: at)
        event.type = .erased
        event.status = .erased
        return try Outbox(site: stored.site, body: "", authorKey: nil, vault: vault)
            .record(event, session)
    }
}

package enum PersonSQL: String, SQLText {
    case find = """
        SELECT a.id, a.sealed_email, k.wrapped, a.created_at
        FROM authors a LEFT JOIN author_keys k ON k.author = a.id WHERE a.site = $1 AND a.digest = $2
        """
    case record = """
        INSERT INTO person_requests (id, author, kind, asked_by, keeps_body, at, finished_at)
        SELECT CAST($1 AS TEXT), a.id, CAST($2 AS TEXT), CAST($3 AS TEXT), CAST($4 AS BIGINT), CAST($5 AS BIGINT),
            CAST($6 AS BIGINT)
        FROM authors a WHERE a.site = $7 AND a.digest = $8
        """
    case comments = "SELECT * FROM comments_now WHERE author = $1 AND id > $2 ORDER BY id LIMIT $3"
    case dropKey =
        "DELETE FROM author_keys WHERE author IN (SELECT a.id FROM authors a WHERE a.site = $1 AND a.digest = $2)"
    case dropLookup = "UPDATE authors SET digest = NULL, sealed_email = NULL WHERE site = $1 AND digest = $2"
    case unfinished = """
        SELECT id, author, asked_by, keeps_body FROM person_requests WHERE finished_at IS NULL ORDER BY id LIMIT 1
        """
    case ids = "SELECT id FROM comments WHERE author = $1 AND id > $2 ORDER BY id LIMIT $3"
    case mark =
        "UPDATE comments SET status = 'erased', version = $1, sealed_details = $2, author_key = NULL WHERE id = $3"
    case dropBody = "UPDATE comments SET body = $1, signals = $2 WHERE id = $3"
    case finish = "UPDATE person_requests SET finished_at = $1 WHERE id = $2"
}
