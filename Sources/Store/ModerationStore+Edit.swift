package import Moderation
import Privacy
import Synchronization

extension ModerationStore {
    /// Puts an edited text in the place of a stored one, with its new score and policy's new decision, and tells the
    /// endpoints, all or nothing. `edited` names the comment by its id; thread, parent and the site's own id stay as
    /// they are. Without an e-mail address the author stays who they were, without an IP or user agent those stay too.
    /// `expected` is the version that was scored against.
    package func edit(_ edited: NewComment, expected: Int) async throws -> DecideResult {
        let prepared = try prepareAuthor(of: edited)
        let vault = vault
        let policy = edited.versions.policy
        let isPolicyKept = keptPolicies.withLock { $0.contains(policy) }
        let (result, deliveries, thread) = try await database.write { session -> Edited in
            guard let subject = try Self.subject(edited.id, site: edited.site.id, vault: vault, session) else {
                return (.notFound, 0, nil)
            }
            let stored = subject.stored
            if let changed = try Self.changed(stored, expected: expected, session) { return (changed, 0, nil) }
            if !isPolicyKept { try Self.keep(edited.terms, version: policy, session) }
            var comment = edited
            comment.details.ip = edited.details.ip ?? subject.details.ip
            comment.details.userAgent = edited.details.userAgent ?? subject.details.userAgent
            var (author, key) = (stored.author, subject.key)
            if edited.email != nil {
                (author, key, _) = try Self.recordAuthor(prepared, of: edited, vault: vault, session)
            }
            let version = stored.version + 1
            let details = try vault.seal(comment.details, comment: comment.id.text, key: key)
            try session.execute(
                EditSQL.replace, .text(author.text), .blob(details.bytes), .text(comment.body),
                .text(comment.score.language), .text(comment.decision.decision.status.rawValue), .integer(version),
                .integer(Self.thousandths(comment.score.spamPoints)),
                .integer(Self.thousandths(comment.score.abusePoints)),
                .integer(Self.thousandths(comment.displayed.spam)),
                .integer(Self.thousandths(comment.displayed.abuse)),
                .integer(Self.urgency(spamPoints: comment.score.spamPoints, abusePoints: comment.score.abusePoints)),
                .text(SignalCoding.column(comment.score.signals)), .text(comment.versions.engine), .text(policy),
                .text(comment.versions.lists), .text(comment.versions.modelColumn), .text(comment.id.text))
            try session.execute(DecisionSQL.dropClaim, .text(comment.id.text))
            if edited.isOtherText {
                try Self.leaveCampaign(comment.id, session)
                if let campaign = try Self.join(
                    comment.campaign, site: stored.site, at: comment.receivedAt, session)
                {
                    try session.execute(CampaignSQL.enter, .text(campaign.text), .text(comment.id.text))
                }
                try Self.keep(comment.campaign, of: comment.id, session)
            }
            // What moderators said of the old text's links is not said of the new one's.
            try Self.countHosts(of: comment.id, site: stored.site, standing: nil, digests: [], session)
            if author != stored.author {
                try Self.resealPayloads(of: comment.id, from: subject.key, to: key, vault: vault, session)
                try Self.forgetIfLast(stored.author, session)
            }
            let event = ModerationEvent(
                id: .timeOrdered(at: comment.receivedAt), type: EventType(comment.decision.decision.status),
                at: comment.receivedAt, comment: comment.id, externalID: stored.externalID, site: stored.siteName,
                thread: stored.thread, status: comment.decision.decision.status, previousStatus: stored.status,
                version: version, decision: comment.decision, spam: comment.displayed.spam,
                abuse: comment.displayed.abuse, language: comment.score.language, author: author,
                authorName: comment.details.name)
            let outbox = Outbox(site: stored.site, body: comment.body, authorKey: key, vault: vault)
            let deliveries = try outbox.record(event, origin: DecisionOrigin(comment.followed), session)
            return (.decided(version: version, status: event.status), deliveries, Self.threadKey(of: stored))
        }
        if case .decided = result, !isPolicyKept { keptPolicies.withLock { _ = $0.insert(policy) } }
        return told(result, deliveries: deliveries, thread: thread)
    }

    /// Removes what a comment of `site` says and who wrote it, and tells the endpoints, all or nothing. Its id, place
    /// and decisions stay, so that a later event is still the later one. `expected` nil: whatever the version is.
    package func delete(
        _ id: CommentID, site: SiteID, expected: Int?, cause: DecisionCause
    ) async throws -> DecideResult {
        let vault = vault
        let at = now()
        let (result, deliveries, thread) = try await database.write { session -> Edited in
            guard let stored = try Self.subject(id, site: site, vault: vault, session)?.stored else {
                return (.notFound, 0, nil)
            }
            if let changed = try Self.changed(stored, expected: expected, session) { return (changed, 0, nil) }
            let (version, deliveries) = try Self.empty(stored, cause: cause, at: at, vault: vault, session)
            return (.decided(version: version, status: .erased), deliveries, Self.threadKey(of: stored))
        }
        return told(result, deliveries: deliveries, thread: thread)
    }

    /// What came of it, the deliveries that now wait, and the thread whose approved comments may be others now.
    private typealias Edited = (DecideResult, Int, thread: ThreadLanguages.Key?)

    private struct Subject {
        let stored: StoredSubject
        let key: AuthorKey
        let details: AuthorDetails
    }

    /// A comment of `site` that still says something.
    private static func subject(
        _ id: CommentID, site: SiteID, vault: EmailVault, _ session: SQLSession
    ) throws -> Subject? {
        guard let row = try session.row(DecisionSQL.selectForDecision, .text(id.text)) else { return nil }
        let stored = try StoredSubject(row, id: id, vault: vault)
        guard stored.site == site, stored.status != .erased, let key = stored.authorKey else { return nil }
        let details = try vault.open(SealedDetails(stored: row.blob(8)), comment: id.text, key: key)
        return Subject(stored: stored, key: key, details: details)
    }

    private static func changed(
        _ stored: StoredSubject, expected: Int?, _ session: SQLSession
    ) throws -> DecideResult? {
        guard let expected, expected != stored.version else { return nil }
        guard let latest = try pastDecisions(of: stored.id, session).last else {
            throw StoreError.malformedRow(column: 0)
        }
        return .changed(version: stored.version, latest: latest.record)
    }

    /// Leaves of a comment its place and its decisions. It is nobody's from here on: its event goes out under a key of
    /// its own, and what was to be told of it before is not told any more. The version it has now, and what waits.
    static func empty(
        _ stored: StoredSubject, cause: DecisionCause, at: Instant, telling: Bool = true, vault: EmailVault,
        _ session: SQLSession
    ) throws -> (version: Int, deliveries: Int) {
        let (nobody, key) = try makeNobody(site: stored.site, at: at, vault: vault, session)
        let details = try vault.seal(AuthorDetails(name: ""), comment: stored.id.text, key: key)
        let version = stored.version + 1
        try session.execute(
            EditSQL.empty, .text(nobody.text), .blob(details.bytes), .integer(version),
            .text(SignalCoding.column([])), .text(stored.id.text))
        try session.execute(DecisionSQL.dropClaim, .text(stored.id.text))
        try session.execute(ContextSQL.dropVotes, .text(stored.id.text))
        try session.execute(DoorSQL.dropChecks, .text(stored.id.text))
        try leaveCampaign(stored.id, session)
        try session.execute(CallbackSQL.finish, .text(stored.id.text))
        try session.execute(EditSQL.dropAttempts, .text(stored.id.text))
        try session.execute(EditSQL.dropDeliveries, .text(stored.id.text))
        try forgetIfLast(stored.author, session)
        let event = ModerationEvent(
            id: .timeOrdered(at: at), type: .erased, at: at, comment: stored.id, externalID: stored.externalID,
            site: stored.siteName, thread: stored.thread, status: .erased, previousStatus: stored.status,
            version: version, decision: DecisionRecord(decision: .reject, cause: cause, at: at), spam: stored.spam,
            abuse: stored.abuse, language: "und", author: nobody, authorName: "")
        var outbox = Outbox(site: stored.site, body: "", authorKey: key, vault: vault)
        outbox.tells = telling
        return (version, try outbox.record(event, session))
    }

    /// An author without an address, of one comment alone.
    static func makeNobody(
        site: SiteID, at: Instant, vault: EmailVault, _ session: SQLSession
    ) throws -> (id: AuthorID, key: AuthorKey) {
        let nobody = AuthorID.timeOrdered(at: at)
        let (key, wrapped) = try vault.makeAuthorKey(author: nobody.text)
        try session.execute(
            CommentSQL.insertAuthor, .text(nobody.text), .text(site.text), .null, .null, .time(at))
        try session.execute(CommentSQL.insertAuthorKey, .text(nobody.text), .blob(wrapped.bytes))
        return (nobody, key)
    }

    /// Payloads are opened with the key of the author their comment has now.
    private static func resealPayloads(
        of id: CommentID, from old: AuthorKey, to new: AuthorKey, vault: EmailVault, _ session: SQLSession
    ) throws {
        for row in try session.rows(EditSQL.payloads, .text(id.text)) {
            let delivery = try row.text(0)
            let payload = try vault.openPayload(row.blob(1), delivery: delivery, key: old)
            try session.execute(
                EditSQL.reseal, .blob(try vault.seal(payload: payload, delivery: delivery, key: new)), .text(delivery))
        }
    }

    /// Destroys the key and the lookup of an author who has no comment left and of whom nothing stands: a ban is to hold
    /// beyond what it was for.
    static func forgetIfLast(_ author: AuthorID, _ session: SQLSession) throws {
        guard try session.row(EditSQL.anyOfAuthor, .text(author.text)) == nil else { return }
        try session.execute(EditSQL.dropAuthorKey, .text(author.text))
        try session.execute(EditSQL.forgetAuthor, .text(author.text))
    }

    static func threadKey(of stored: StoredSubject) -> ThreadLanguages.Key {
        ThreadLanguages.Key(site: stored.site.text, thread: stored.thread.id)
    }

    private func told(_ result: DecideResult, deliveries: Int, thread: ThreadLanguages.Key?) -> DecideResult {
        if let thread { threadLanguages.withLock { $0.forget(thread) } }
        if deliveries > 0 { wakeDeliveries() }
        if case .decided = result { queueChanges.ring() }
        return result
    }
}

package enum EditSQL: String, SQLText {
    case replace = """
        UPDATE comments SET author = $1, sealed_details = $2, body = $3, language = $4, status = $5, version = $6,
            spam_points = $7, abuse_points = $8, spam = $9, abuse = $10, urgency = $11, signals = $12, engine = $13,
            policy = $14, lists = $15, model = $16, retired = 0
        WHERE id = $17
        """
    case empty = """
        UPDATE comments SET author = $1, author_key = NULL, sealed_details = $2, body = '', language = 'und', status = 'erased',
            version = $3, signals = $4
        WHERE id = $5
        """
    case payloads = "SELECT id, sealed_payload FROM deliveries WHERE comment = $1"
    case reseal = "UPDATE deliveries SET sealed_payload = $1 WHERE id = $2"
    case dropAttempts =
        "DELETE FROM delivery_attempts WHERE delivery IN (SELECT id FROM deliveries WHERE comment = $1)"
    case dropDeliveries = "DELETE FROM deliveries WHERE comment = $1"
    case anyOfAuthor = """
        SELECT id FROM comments WHERE author = $1 UNION ALL SELECT subject FROM standings WHERE author = $1 LIMIT 1
        """
    case dropAuthorKey = "DELETE FROM author_keys WHERE author = $1"
    case forgetAuthor = "UPDATE authors SET digest = NULL, sealed_email = NULL WHERE id = $1"
}
