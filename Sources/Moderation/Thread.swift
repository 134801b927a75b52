/// The page a comment stands under, as the site names it.
package struct ThreadReference: Sendable, Equatable {
    /// The site's own id, 1…200 bytes.
    package var id: String
    package var url: String?
    package var title: String?

    package init(id: String, url: String? = nil, title: String? = nil) {
        self.id = id
        self.url = url
        self.title = title
    }
}
