package import Moderation

/// What a form may carry, by its dotted name on the wire.
package enum FormField: String, Sendable, CaseIterable {
    case authorName = "author.name"
    case authorEmail = "author.email"
    case authorURL = "author.url"
    /// What the form's backend knows a writer by who logged in there.
    case authorKey = "author.key"
    case body
    case threadID = "thread.id"
    case threadURL = "thread.url"
    case threadTitle = "thread.title"
    case parentID = "parent_id"
    case externalID = "external_id"
    case ip
    case userAgent = "user_agent"
    case referrer
    case language
    case writtenAt = "written_at"
    /// The JSON objects around some of them, for the one problem they can have: being no object.
    case author
    case thread

    package init(_ required: Policy.RequiredField) {
        switch required {
        case .authorName: self = .authorName
        case .authorEmail: self = .authorEmail
        case .authorURL: self = .authorURL
        case .body: self = .body
        case .threadID: self = .threadID
        }
    }

    /// Whether a bare JSON number is as good as a text here: sites count their pages and comments.
    var takesNumbers: Bool {
        switch self {
        case .threadID, .parentID, .externalID, .authorKey: true
        default: false
        }
    }
}
