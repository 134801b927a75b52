package import Moderation
package import Privacy

/// A comment whose every field is clean, within its limits and well formed. Nothing after this checks it again.
package struct SubmittedComment: Sendable, Equatable, CustomStringConvertible, CustomDebugStringConvertible,
    CustomReflectable
{
    /// One line; empty only where the policy does not require it. So is the body.
    package var authorName: String
    package var authorEmail: PrivateEmail?
    /// Absolute, http or https.
    package var authorURL: String?
    /// The form's backend vouches for it; never from a reader's own browser.
    package var authorKey: String?
    package var body: String
    package var thread: ThreadReference
    package var parentID: String?
    package var externalID: String?
    /// In canonical form.
    package var ip: String?
    package var userAgent: String?
    package var referrer: String?
    /// BCP 47, as the form claims.
    package var language: String?
    package var writtenAt: Instant?

    package init(
        authorName: String, authorEmail: PrivateEmail?, authorURL: String? = nil, body: String,
        thread: ThreadReference, parentID: String? = nil, externalID: String? = nil, ip: String? = nil,
        userAgent: String? = nil, referrer: String? = nil, language: String? = nil, writtenAt: Instant? = nil
    ) {
        self.authorName = authorName
        self.authorEmail = authorEmail
        self.authorURL = authorURL
        self.body = body
        self.thread = thread
        self.parentID = parentID
        self.externalID = externalID
        self.ip = ip
        self.userAgent = userAgent
        self.referrer = referrer
        self.language = language
        self.writtenAt = writtenAt
    }

    /// What scoring may see of it.
    package var content: CommentContent {
        CommentContent(body: body, authorName: authorName, authorURL: authorURL, languageHint: language)
    }

    /// What is sealed of its writer apart from the address.
    package var details: AuthorDetails {
        AuthorDetails(name: authorName, url: authorURL, ip: ip, userAgent: userAgent)
    }

    package var description: String { "[comment]" }
    package var debugDescription: String { "[comment]" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
