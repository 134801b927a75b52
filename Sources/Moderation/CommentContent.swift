/// What scoring may see of a comment: words, never an address.
package struct CommentContent: Sendable, Equatable {
    /// At most 65,525 bytes at intake; `tamis score` passes what it is given.
    package var body: String
    package var authorName: String
    package var authorURL: String?
    /// BCP 47, from the form or the site. A hint only: the language is found in the text.
    package var languageHint: String?
    /// What the site knows around it; nothing where there is no site, as in `tamis score`.
    package var context: SiteContext

    package init(
        body: String, authorName: String = "", authorURL: String? = nil, languageHint: String? = nil,
        context: SiteContext = SiteContext()
    ) {
        self.body = body
        self.authorName = authorName
        self.authorURL = authorURL
        self.languageHint = languageHint
        self.context = context
    }
}
