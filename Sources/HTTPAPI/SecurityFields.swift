import HTTPTypes

/// What every answer says to a browser, unless a route says it for itself as pages do.
enum SecurityFields {
    /// `isSecure`: the outside speaks https to us, so that browsers may be told to stay with it.
    static func all(isSecure: Bool) -> [HTTPField] {
        let plain = [
            HTTPField(name: .xContentTypeOptions, value: "nosniff"),
            HTTPField(
                name: .contentSecurityPolicy,
                value: "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"),
            HTTPField(name: .referrerPolicy, value: "no-referrer"),
            HTTPField(name: .crossOriginOpenerPolicy, value: "same-origin"),
            HTTPField(name: .cacheControl, value: "no-store"),
        ]
        let secure = HTTPField(name: .strictTransportSecurity, value: "max-age=31536000")
        return isSecure ? plain + [secure] : plain
    }
}
