import Moderation
import Privacy

/// What a decision needs of a stored comment: enough to make its event.
struct StoredSubject {
    let id: CommentID
    let site: SiteID
    let siteName: String
    let thread: ThreadReference
    let externalID: String?
    let author: AuthorID
    /// Nil when the author was erased.
    let authorKey: AuthorKey?
    let authorName: String
    let body: String
    let language: String
    let status: CommentStatus
    let version: Int
    let spam: Double
    let abuse: Double

    /// Columns as `DecisionSQL.selectForDecision` lists them.
    init(_ row: SQLRow, id: CommentID, vault: EmailVault) throws {
        self.id = id
        site = SiteID(stored: try row.text(0))
        siteName = try row.text(1)
        thread = ThreadReference(id: try row.text(2), url: try row.optionalText(3), title: try row.optionalText(4))
        externalID = try row.optionalText(5)
        author = AuthorID(stored: try row.text(6))
        authorKey = try AuthorName.key(vault, author: author, wrapped: row.optionalBlob(7))
        authorName =
            try authorKey.map { try vault.open(SealedDetails(stored: row.blob(8)), comment: id.text, key: $0) }?.name
            ?? ""
        body = try row.text(9)
        language = try row.text(10)
        guard let status = CommentStatus(rawValue: try row.text(11)) else { throw StoreError.malformedRow(column: 11) }
        self.status = status
        version = Int(try row.integer(12))
        spam = Double(try row.integer(13)) / 1000
        abuse = Double(try row.integer(14)) / 1000
    }

    func event(for record: DecisionRecord, version: Int, at: Instant) -> ModerationEvent {
        // Of what was erased only that can be told.
        let told = status == .erased ? status : record.decision.status
        return ModerationEvent(
            id: .timeOrdered(at: at), type: EventType(told), at: at, comment: id,
            externalID: externalID, site: siteName, thread: thread, status: told,
            previousStatus: status, version: version, decision: record, spam: spam, abuse: abuse, language: language,
            author: author, authorName: authorName)
    }
}

enum AuthorName {
    /// The writer's details; nil when the author's key is gone, which is what erasure means.
    static func open(
        _ vault: EmailVault, author: AuthorID, wrapped: [UInt8]?, sealed: [UInt8], comment: CommentID
    ) throws -> AuthorDetails? {
        guard let key = try key(vault, author: author, wrapped: wrapped) else { return nil }
        return try vault.open(SealedDetails(stored: sealed), comment: comment.text, key: key)
    }

    static func key(_ vault: EmailVault, author: AuthorID, wrapped: [UInt8]?) throws -> AuthorKey? {
        try wrapped.map { try vault.unwrap(WrappedAuthorKey(stored: $0), author: author.text) }
    }
}
