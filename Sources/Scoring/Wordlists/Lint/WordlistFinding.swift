/// What linting found in a list: where, how bad, and what.
package struct WordlistFinding: Sendable, Equatable, CustomStringConvertible {
    package enum Severity: String, Sendable {
        /// The list is wrong, or does not do what it says.
        case error
        /// Worth a look.
        case warning
    }

    /// The raw value is its name in JSON.
    package enum Kind: String, Sendable, CaseIterable {
        /// A line that cannot be read.
        case syntax
        /// The same spelling stands in another term.
        case duplicate
        /// The term is not found in its own text, or another one always speaks for it.
        case unreachable
        /// Points that the table of `wordlists/README.md` does not have.
        case points
        /// An example does not hold.
        case example
        /// A term that flags alone has no example of its own.
        case noExample = "no-example"
        /// An exception inside which its term is not found.
        case idleException = "idle-exception"
        /// The term is found in an innocent word.
        case innocent
    }

    package var severity: Severity
    package var kind: Kind
    package var file: String
    /// 1 for the first; 0 when it is about the file as a whole.
    package var line: Int
    package var what: String

    package var description: String {
        (line > 0 ? "\(file):\(line)" : file) + ": \(severity.rawValue): \(what)"
    }
}
