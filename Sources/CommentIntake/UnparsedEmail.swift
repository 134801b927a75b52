import Privacy

/// What stood in the e-mail field, not yet read. Its text leaves only as a `PrivateEmail`; it prints nothing.
package struct UnparsedEmail: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    private let text: String

    package init(_ text: String) {
        self.text = text
    }

    /// Whether there is nothing to read but white space and invisible characters.
    var isBlank: Bool { CleanText.isBlank(text) }

    /// Refuses more than `limitBytes` bytes, which a policy may set lower than the 254 of every address.
    func parse(limitBytes: Int) throws(EmailSyntaxError) -> PrivateEmail {
        let line = CleanText.line(text)
        guard line.utf8.count <= limitBytes else { throw .tooLong(limitBytes: limitBytes) }
        return try PrivateEmail(line)
    }

    package var description: String { "[e-mail]" }
    package var debugDescription: String { "[e-mail]" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}

extension DefaultStringInterpolation {
    /// An address does not belong in a string: this is an error in our build, where warnings are errors.
    @available(*, deprecated, message: "an e-mail address must not be put into a string")
    package mutating func appendInterpolation(_ email: UnparsedEmail) {
        appendLiteral("[e-mail]")
    }
}
