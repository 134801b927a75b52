import HTTPTypes

extension HTTPField.Name {
    private static func known(_ name: String) -> HTTPField.Name {
        guard let field = HTTPField.Name(name) else { preconditionFailure("\(name) is no header name") }
        return field
    }

    static let idempotencyKey = known("Idempotency-Key")
    static let requestID = known("X-Request-Id")
    static let referrerPolicy = known("Referrer-Policy")
    static let crossOriginOpenerPolicy = known("Cross-Origin-Opener-Policy")
    static let link = known("Link")
    static let forwarded = known("Forwarded")
    static let forwardedFor = known("X-Forwarded-For")
    /// What nginx asks before it holds an answer back to gather more of it.
    static let accelBuffering = known("X-Accel-Buffering")
    static let realIP = known("X-Real-IP")
}
