/// What the outside is told of. One event a decision; its payload is made once and never again.
package enum EventType: String, Sendable, CaseIterable, Codable {
    case approved = "comment.approved"
    case flagged = "comment.flagged"
    case rejected = "comment.rejected"
    case erased = "comment.erased"
    case endpointTest = "endpoint.test"

    package init(_ status: CommentStatus) {
        switch status {
        case .approved: self = .approved
        case .flagged: self = .flagged
        case .rejected: self = .rejected
        case .erased: self = .erased
        }
    }
}

/// A decision on its way out. The author stands in it by id and name, never by address.
package struct ModerationEvent: Sendable, Equatable {
    package var id: EventID
    package var type: EventType
    package var at: Instant
    package var comment: CommentID
    package var externalID: String?
    package var site: String
    package var thread: ThreadReference
    package var status: CommentStatus
    package var previousStatus: CommentStatus?
    package var version: Int
    package var decision: DecisionRecord
    package var spam: Double
    package var abuse: Double
    package var language: String
    package var author: AuthorID
    package var authorName: String

    package init(
        id: EventID, type: EventType, at: Instant, comment: CommentID, externalID: String?, site: String,
        thread: ThreadReference, status: CommentStatus, previousStatus: CommentStatus?, version: Int,
        decision: DecisionRecord, spam: Double, abuse: Double, language: String, author: AuthorID, authorName: String
    ) {
        self.id = id
        self.type = type
        self.at = at
        self.comment = comment
        self.externalID = externalID
        self.site = site
        self.thread = thread
        self.status = status
        self.previousStatus = previousStatus
        self.version = version
        self.decision = decision
        self.spam = spam
        self.abuse = abuse
        self.language = language
        self.author = author
        self.authorName = authorName
    }

    /// The bytes that are stored, signed and sent. Shape: Standard Webhooks 1.0.0, `type`, `timestamp`, `data`.
    /// `body` is the comment's text for an endpoint that asked for it, with addresses in it redacted.
    package func payload(body: String?) -> [UInt8] {
        JSONWriter.object { json in
            json.member("type", type.rawValue)
            json.member("timestamp", at.rfc3339)
            json.object("data") { data in
                data.member("comment_id", comment.text)
                data.member("external_id", externalID)
                data.member("site", site)
                data.object("thread") {
                    $0.member("id", thread.id)
                    if let url = thread.url { $0.member("url", url) }
                    if let title = thread.title { $0.member("title", title) }
                }
                data.member("status", status.rawValue)
                data.member("previous_status", previousStatus?.rawValue)
                data.member("version", version)
                data.object("decision") { decision.write(into: &$0) }
                data.object("score") {
                    $0.member("spam", spam)
                    $0.member("abuse", abuse)
                }
                data.member("language", language)
                data.object("author") {
                    $0.member("id", author.text)
                    $0.member("name", authorName)
                }
                if let body { data.member("body", body) }
            }
        }
    }
}

extension DecisionRecord {
    /// The members every answer and event shows of a decision.
    package func write(into json: inout JSONWriter) {
        json.member("decision", decision.rawValue)
        json.member("by", cause.text)
        json.member("reasons", reasons)
        if let note { json.member("note", Redaction.hidingAddresses(in: note)) }
        json.member("at", at.rfc3339)
        if let restriction = Restriction(self) { json.object("statement") { restriction.write(into: &$0) } }
    }
}
