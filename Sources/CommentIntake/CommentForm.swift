/// What was sent, field by field, nothing checked yet. It prints nothing: a stranger wrote all of it.
package struct CommentForm: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var authorName: String?
    /// Read inside this module only, and there only by being parsed.
    var authorEmail: UnparsedEmail?
    package var authorURL: String?
    package var authorKey: String?
    package var body: String?
    package var threadID: String?
    package var threadURL: String?
    package var threadTitle: String?
    package var parentID: String?
    package var externalID: String?
    package var ip: String?
    package var userAgent: String?
    package var referrer: String?
    package var language: String?
    /// RFC 3339.
    package var writtenAt: String?
    /// What it carries for the public form door.
    package internal(set) var door: [FormDoorField: String] = [:]
    /// What decoding found wrong with single fields; validation adds its own.
    var problems: [FieldProblem] = []

    package init(
        authorName: String? = nil, authorEmail: UnparsedEmail? = nil, authorURL: String? = nil, body: String? = nil,
        threadID: String? = nil, threadURL: String? = nil, threadTitle: String? = nil, parentID: String? = nil,
        externalID: String? = nil, ip: String? = nil, userAgent: String? = nil, referrer: String? = nil,
        language: String? = nil, writtenAt: String? = nil
    ) {
        self.authorName = authorName
        self.authorEmail = authorEmail
        self.authorURL = authorURL
        self.body = body
        self.threadID = threadID
        self.threadURL = threadURL
        self.threadTitle = threadTitle
        self.parentID = parentID
        self.externalID = externalID
        self.ip = ip
        self.userAgent = userAgent
        self.referrer = referrer
        self.language = language
        self.writtenAt = writtenAt
    }

    /// Gives it another token: the page it is shown on again is ours.
    package mutating func setToken(_ token: String) { door[.token] = token }

    package var description: String { "[form]" }
    package var debugDescription: String { "[form]" }
    package var customMirror: Mirror { Mirror(self, children: []) }

    mutating func set(_ field: FormField, _ text: String?) {
        switch field {
        case .authorName: authorName = text
        case .authorEmail: authorEmail = text.map(UnparsedEmail.init)
        case .authorURL: authorURL = text
        case .authorKey: authorKey = text
        case .body: body = text
        case .threadID: threadID = text
        case .threadURL: threadURL = text
        case .threadTitle: threadTitle = text
        case .parentID: parentID = text
        case .externalID: externalID = text
        case .ip: ip = text
        case .userAgent: userAgent = text
        case .referrer: referrer = text
        case .language: language = text
        case .writtenAt: writtenAt = text
        case .author, .thread: preconditionFailure("\(field) is an object, not a field")
        }
    }
}
