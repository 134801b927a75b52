import HTTPTypes

/// What every answer of the pages says to the browser.
enum SecurityHeaders {
    static let contentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'"

    static func add(to fields: inout HTTPFields, settings: ReviewSettings) {
        fields[.contentSecurityPolicy] = contentSecurityPolicy
        fields[.xContentTypeOptions] = "nosniff"
        // Not `no-referrer`: with that, browsers send `Origin: null` with our own forms.
        fields[name("Referrer-Policy")] = "same-origin"
        fields[name("Cross-Origin-Opener-Policy")] = "same-origin"
        fields[name("Cross-Origin-Resource-Policy")] = "same-origin"
        if fields[.cacheControl] == nil { fields[.cacheControl] = "no-store" }
        if settings.scheme == .https { fields[.strictTransportSecurity] = "max-age=31536000" }
    }

    static func name(_ literal: StaticString) -> HTTPField.Name {
        guard let name = HTTPField.Name(literal.description) else { preconditionFailure("not a header name") }
        return name
    }
}
