/// An author's e-mail address in the clear, from decoding to `EmailVault`. Nothing outside this module can read it:
/// it has no `Encodable`, prints a fixed text and shows an empty mirror.
package struct PrivateEmail: Sendable, Equatable, CustomStringConvertible, CustomDebugStringConvertible,
    CustomReflectable
{
    /// As the reader typed it, surrounding white space removed.
    let address: String
    /// For look-up only: lower case, domain in its ASCII form.
    let lookupForm: String

    /// Takes an address of at most 254 bytes in the syntax of the WHATWG HTML standard
    /// (html.spec.whatwg.org, "valid email address"), its domain in any script.
    /// Throws what is wrong, never the text itself.
    package init(_ text: String) throws(EmailSyntaxError) {
        let parsed = try EmailSyntax.parse(text)
        address = parsed.address
        lookupForm = parsed.lookupForm
    }

    package var description: String { "[e-mail]" }
    package var debugDescription: String { "[e-mail]" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}

extension DefaultStringInterpolation {
    /// An address does not belong in a string: this is an error in our build, where warnings are errors.
    @available(*, deprecated, message: "an e-mail address must not be put into a string")
    package mutating func appendInterpolation(_ email: PrivateEmail) {
        appendLiteral("[e-mail]")
    }
}

/// An address opened by `EmailVault.reveal`, to be shown once and then gone.
package struct RevealedEmail: ~Copyable {
    private let address: String

    init(address: String) {
        self.address = address
    }

    /// Ends this value and gives the address to the one place that shows it.
    package consuming func show() -> String { address }
}
