/// What the public form door noticed about the way a comment came, by the name of the signal it makes.
package enum FormTrace: String, Sendable, CaseIterable {
    /// The field that no reader sees was filled in.
    case honeypot = "form.honeypot"
    /// Sent sooner after the page was opened than anybody writes.
    case hurried = "form.hurried"
    /// Without a token, or with one that is none, is stale, or is of another page. Who has no script has none.
    case tokenMissing = "form.token_missing"

    /// Those that stand among the signals of an earlier score: the way a comment came does not change with its text.
    package static func among(_ signals: [Signal]) -> Set<FormTrace> {
        Set(signals.compactMap { FormTrace(rawValue: $0.name) })
    }
}
