import Foundation
package import Moderation
package import Privacy
import Synchronization

/// A scored and decided comment, ready to be recorded.
package struct NewComment: Sendable {
    package var id: CommentID
    package var site: Site
    package var thread: ThreadReference
    package var parent: String?
    package var externalID: String?
    /// Nil when the form had no address and policy does not ask for one.
    package var email: PrivateEmail?
    /// What the form's backend knows its writer by.
    package var authorKey: String?
    package var marks: ArrivalMarks?
    package var campaign: CampaignMarks?
    /// Whether what it says is new: not where it is only judged again.
    package var isOtherText = true
    /// What policy would have decided had it not followed a campaign.
    package var followed: FollowedRuling?
    package var details: AuthorDetails
    package var body: String
    package var score: Score
    /// The points as 0…1, for events.
    package var displayed: (spam: Double, abuse: Double)
    package var decision: DecisionRecord
    package var versions: EngineVersions
    /// Of the policy in `versions`.
    package var terms: PolicyTerms
    package var writtenAt: Instant?
    package var receivedAt: Instant
    /// Whether endpoints hear of it; not of what comes from an archive.
    package var tells = true

    package init(
        id: CommentID, site: Site, thread: ThreadReference, parent: String?, externalID: String?, email: PrivateEmail?,
        details: AuthorDetails, body: String, score: Score, displayed: (spam: Double, abuse: Double),
        decision: DecisionRecord, versions: EngineVersions, terms: PolicyTerms = PolicyTerms(Policy()),
        writtenAt: Instant?, receivedAt: Instant
    ) {
        self.id = id
        self.site = site
        self.thread = thread
        self.parent = parent
        self.externalID = externalID
        self.email = email
        self.details = details
        self.body = body
        self.score = score
        self.displayed = displayed
        self.decision = decision
        self.versions = versions
        self.terms = terms
        self.writtenAt = writtenAt
        self.receivedAt = receivedAt
    }
}

/// What a caller gets who sends `Idempotency-Key`: the answer of the first request is kept with it.
package struct IdempotentAnswer: Sendable, Equatable {
    package var key: KeyID
    /// At most 255 bytes.
    package var value: String
    /// A keyed code of the request's bytes: tells a repeat from another request.
    package var fingerprint: [UInt8]
    package var location: String
    package var answer: [UInt8]

    package init(key: KeyID, value: String, fingerprint: [UInt8], location: String, answer: [UInt8]) {
        self.key = key
        self.value = value
        self.fingerprint = fingerprint
        self.location = location
        self.answer = answer
    }
}

extension ModerationStore {
    package enum Submission: Sendable {
        case recorded
        /// The same key came before; this is what was answered.
        case repeated(IdempotentAnswer)
        /// The same words of the same author came before; nothing was kept.
        case same(CommentID)
    }

    /// Records a comment, its decision and one delivery per endpoint, all or nothing. Durable when it returns.
    package func submit(_ comment: NewComment, idempotent: IdempotentAnswer? = nil) async throws -> Submission {
        let prepared = try prepareAuthor(of: comment)
        let vault = vault
        let authorKey = comment.authorKey.map { vault.code(ofAuthorKey: $0, site: comment.site.id.text) }
        let policy = comment.versions.policy
        let isPolicyKept = keptPolicies.withLock { $0.contains(policy) }
        let (result, deliveries) = try await database.write { session -> (Submission, Int) in
            if let idempotent, let earlier = try Self.answer(key: idempotent.key, value: idempotent.value, session) {
                return (.repeated(earlier), 0)
            }
            if let earlier = try Self.earlier(comment.marks, session) { return (.same(earlier), 0) }
            if let idempotent {
                try session.execute(
                    CommentSQL.insertIdempotency, .text(idempotent.key.text), .text(idempotent.value),
                    .blob(idempotent.fingerprint), .text(idempotent.location), .blob(idempotent.answer),
                    .time(comment.receivedAt))
            }
            if !isPolicyKept { try Self.keep(comment.terms, version: policy, session) }
            let (author, key, details) = try Self.recordAuthor(prepared, of: comment, vault: vault, session)
            let campaign = try Self.join(
                comment.campaign, site: comment.site.id, at: comment.receivedAt, session)
            try Self.insert(
                comment, author: author, authorKey: authorKey, campaign: campaign, details: details, session)
            try Self.keep(comment.marks, of: comment.id, session)
            try Self.keep(comment.campaign, of: comment.id, session)
            let event = ModerationEvent(
                id: .timeOrdered(at: comment.receivedAt), type: EventType(comment.decision.decision.status),
                at: comment.receivedAt, comment: comment.id, externalID: comment.externalID, site: comment.site.name,
                thread: comment.thread, status: comment.decision.decision.status, previousStatus: nil, version: 1,
                decision: comment.decision, spam: comment.displayed.spam, abuse: comment.displayed.abuse,
                language: comment.score.language, author: author, authorName: comment.details.name)
            let outbox = Outbox(
                site: comment.site.id, body: comment.body, authorKey: key, vault: vault, tells: comment.tells)
            let deliveries = try outbox.record(event, origin: DecisionOrigin(comment.followed), session)
            return (.recorded, deliveries)
        }
        if case .recorded = result {
            if !isPolicyKept { keptPolicies.withLock { _ = $0.insert(policy) } }
            if comment.decision.decision == .approve {
                let key = ThreadLanguages.Key(site: comment.site.id.text, thread: comment.thread.id)
                threadLanguages.withLock { $0.add(comment.score.language, to: key) }
            }
        }
        if deliveries > 0 { wakeDeliveries() }
        if case .recorded = result, comment.decision.decision == .flag { queueChanges.ring() }
        return result
    }

    /// A keyed code of a request's bytes, to tell a repeat from another request.
    package func fingerprint(of request: [UInt8]) -> [UInt8] {
        vault.fingerprint(of: request)
    }

    /// How an idempotency key is kept. Callers make it of what they like, addresses too: only a keyed code is stored.
    package func keptForm(ofIdempotencyKey value: String) -> String {
        Data(vault.fingerprint(of: Array("idempotency key:\(value)".utf8))).base64EncodedString()
    }

    /// The answer kept under an idempotency key, if any.
    package func idempotentAnswer(key: KeyID, value: String) async throws -> IdempotentAnswer? {
        try await database.read { try Self.answer(key: key, value: value, $0) }
    }

    private static func answer(key: KeyID, value: String, _ session: SQLSession) throws -> IdempotentAnswer? {
        try session.row(CommentSQL.selectIdempotency, .text(key.text), .text(value)).map {
            IdempotentAnswer(
                key: key, value: value, fingerprint: try $0.blob(0), location: try $0.text(1), answer: try $0.blob(2))
        }
    }

    // MARK: Author

    /// A new author in case the address is not known yet: made before the transaction, so that it stays short.
    struct PreparedAuthor: Sendable {
        let id: AuthorID
        let digest: EmailDigest?
        let sealedEmail: SealedEmail?
        let key: AuthorKey
        let wrappedKey: WrappedAuthorKey
        let sealedDetails: SealedDetails
    }

    func prepareAuthor(of comment: NewComment) throws -> PreparedAuthor {
        // Time-ordered like every id of a row that comes with a comment: its trees then grow at their end.
        let id = AuthorID.timeOrdered(at: comment.receivedAt)
        let (key, wrapped) = try vault.makeAuthorKey(author: id.text)
        return PreparedAuthor(
            id: id, digest: comment.email.map { vault.digest(of: $0, site: comment.site.id.text) },
            sealedEmail: try comment.email.map { try vault.seal($0, author: id.text, key: key) }, key: key,
            wrappedKey: wrapped,
            sealedDetails: try vault.seal(comment.details, comment: comment.id.text, key: key))
    }

    /// The author of this address at this site, known or new, and the details sealed under that author's key.
    static func recordAuthor(
        _ prepared: PreparedAuthor, of comment: NewComment, vault: EmailVault, _ session: SQLSession
    ) throws -> (AuthorID, AuthorKey, SealedDetails) {
        if let digest = prepared.digest,
            let known = try session.row(CommentSQL.findAuthor, .text(comment.site.id.text), .blob(digest.bytes))
        {
            let id = AuthorID(stored: try known.text(0))
            let key = try vault.unwrap(WrappedAuthorKey(stored: try known.blob(1)), author: id.text)
            return (id, key, try vault.seal(comment.details, comment: comment.id.text, key: key))
        }
        try session.execute(
            CommentSQL.insertAuthor, .text(prepared.id.text), .text(comment.site.id.text),
            .optional(prepared.digest?.bytes), .optional(prepared.sealedEmail?.bytes), .time(comment.receivedAt))
        try session.execute(
            CommentSQL.insertAuthorKey, .text(prepared.id.text), .blob(prepared.wrappedKey.bytes))
        return (prepared.id, prepared.key, prepared.sealedDetails)
    }

    private static func insert(
        _ comment: NewComment, author: AuthorID, authorKey: String?, campaign: CampaignID?, details: SealedDetails,
        _ session: SQLSession
    ) throws {
        try session.execute(
            CommentSQL.insertComment, .text(comment.id.text), .text(comment.site.id.text), .text(comment.thread.id),
            .optional(comment.thread.url), .optional(comment.thread.title), .optional(comment.parent),
            .optional(comment.externalID), .text(author.text), .blob(details.bytes), .text(comment.body),
            .text(comment.score.language), .text(comment.decision.decision.status.rawValue), .integer(1),
            .integer(Self.thousandths(comment.score.spamPoints)), .integer(Self.thousandths(comment.score.abusePoints)),
            .integer(Self.thousandths(comment.displayed.spam)), .integer(Self.thousandths(comment.displayed.abuse)),
            .integer(
                Self.urgency(spamPoints: comment.score.spamPoints, abusePoints: comment.score.abusePoints)),
            .text(SignalCoding.column(comment.score.signals)), .text(comment.versions.engine),
            .text(comment.versions.policy), .text(comment.versions.lists), .text(comment.versions.modelColumn),
            .time(comment.writtenAt), .time(comment.receivedAt), .optional(authorKey), .optional(campaign?.text))
    }

    /// What the queue is ordered by: the points of the weightier label. Probabilities come too close to each other at the
    /// upper end.
    static func urgency(spamPoints: Double, abusePoints: Double) -> Int {
        min(thousandths(max(spamPoints, abusePoints)), PageCursor.mostUrgent)
    }

    static func thousandths(_ points: Double) -> Int {
        Int((points * 1000).rounded())
    }
}

package enum CommentSQL: String, SQLText {
    case selectIdempotency = "SELECT fingerprint, location, answer FROM idempotency WHERE key_id = $1 AND value = $2"
    case insertIdempotency =
        "INSERT INTO idempotency (key_id, value, fingerprint, location, answer, at) VALUES ($1, $2, $3, $4, $5, $6)"
    case anyAuthorKey = "SELECT author, wrapped FROM author_keys LIMIT 1"
    case findAuthor =
        "SELECT a.id, k.wrapped FROM authors a JOIN author_keys k ON k.author = a.id WHERE a.site = $1 AND a.digest = $2"
    case insertAuthor =
        "INSERT INTO authors (id, site, digest, sealed_email, created_at) VALUES ($1, $2, $3, $4, $5)"
    case insertAuthorKey = "INSERT INTO author_keys (author, wrapped) VALUES ($1, $2)"
    case insertComment = """
        INSERT INTO comments (id, site, thread_id, thread_url, thread_title, parent, external_id, author,
            sealed_details, body, language, status, version, spam_points, abuse_points, spam, abuse, urgency, signals,
            engine, policy, lists, model, written_at, received_at, author_key, campaign)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22,
            $23, $24, $25, $26, $27)
        """
}
