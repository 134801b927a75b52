/// What a receiver that refuses an event may say of it in the header `webhook-delivery`: a proposal to Standard Webhooks
/// (their pull request 291) that says what 410 says without being mistaken for a web server's own word.
package enum DeliveryWish: String, Sendable, Equatable {
    /// Do not send this event again.
    case abortMessage = "abort-message"
    /// Do not send anything again.
    case disable

    /// Nil for any other word.
    package init?(header: String) {
        let word = header.drop { $0 == " " || $0 == "\t" }.prefix { $0 != " " && $0 != "\t" }
        guard word.utf8.count <= 16 else { return nil }
        self.init(rawValue: word.lowercased())
    }
}
