/// What a posted form may carry for the public form door alone. No other door looks at it.
package enum FormDoorField: String, Sendable, CaseIterable {
    /// The token its page fetched.
    case token = "tamis_token"
    /// A field that is hidden from readers: who fills it in is a program.
    case honeypot = "website2"
    /// Where the reader goes afterwards: a page on one of the site's allowed origins.
    case back = "tamis_back"
}
