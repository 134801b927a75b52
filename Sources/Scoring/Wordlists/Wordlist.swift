/// One file of terms, as it was read and checked.
package struct Wordlist: Sendable {
    /// What a list is for.
    enum Role: Sendable, Hashable {
        /// Its matches give points under `wordlist.<category>`.
        case points
        /// Innocent words: whatever another list finds inside one of them is dropped.
        case allowlist
        /// Words that weigh nothing alone but beside others, see `Helper`.
        case helper
        /// Words, names and places in which no list may find anything. Not scanned for: linting and tests hold the lists to them.
        case innocent
    }

    /// As in the folder's name and the header: `fr`, `ar-Latn`, `und` for any.
    package var language: String
    package var category: String
    /// Relative to the folder of all lists, for messages.
    package var file: String
    var label: String
    var role: Role
    var shadow: Bool
    var terms: [Term]

    /// One entry.
    struct Term: Sendable {
        /// As it stands in the file, alternatives not yet spelled out.
        var text: String
        /// What the text stands for, folded.
        var spellings: TermSpellings
        /// Of a term in Arabic letters, what is typed for it with Latin ones, see `Arabizi`.
        var arabizi = TermSpellings()
        var line: Int
        var points: Double
        var flags: TermFlags
        var why: String
        var exceptions: [Exception] = []
        var mustMatch: [Example] = []
        var mustNotMatch: [Example] = []
    }

    /// Words around a term in which it means something else.
    struct Exception: Sendable {
        var text: String
        var spellings: TermSpellings
    }

    struct Example: Sendable {
        var text: String
        var line: Int
    }
}

extension Wordlist {
    /// Of all its terms, that must and that must not be found.
    package var exampleCount: Int { terms.reduce(0) { $0 + $1.mustMatch.count + $1.mustNotMatch.count } }

    /// Gives each term the line it came from in another file.
    package mutating func renumber(_ lines: [Int]) {
        for (index, line) in zip(terms.indices, lines) { terms[index].line = line }
    }
}

/// What a line's third field says, separated by commas.
struct TermFlags: OptionSet, Sendable {
    let rawValue: UInt8

    /// `exact`: not found stretched, spelled with signs or pulled apart. For short words that others are close to.
    static let exact = TermFlags(rawValue: 1)
    /// `own`: only in comments of the list's own language, for words that are harmless in others.
    static let own = TermFlags(rawValue: 2)
    /// `shadow`: recorded without counting.
    static let shadow = TermFlags(rawValue: 4)
    /// `bare`: no Arabic particle may be attached in front.
    static let bare = TermFlags(rawValue: 8)

    /// `arabizi`: also found as it is typed with Latin letters and digits.
    static let arabizi = TermFlags(rawValue: 16)
    /// `native`: in a list whose header says `arabizi: true`, not for this term.
    static let native = TermFlags(rawValue: 32)
    /// `endings`: Arabic endings may be attached behind.
    static let endings = TermFlags(rawValue: 64)

    static let names: [String: TermFlags] = [
        "exact": .exact, "own": .own, "shadow": .shadow, "bare": .bare, "arabizi": .arabizi, "native": .native,
        "endings": .endings,
    ]
}

/// A wordlist that cannot be used: which file, which line, what is wrong there.
package struct WordlistError: Error, Sendable, Equatable, CustomStringConvertible {
    package var file: String
    /// 1 for the first; 0 when it is about the file as a whole.
    package var line: Int
    package var what: String

    package init(file: String, line: Int, what: String) {
        self.file = file
        self.line = line
        self.what = what
    }

    package var description: String { line > 0 ? "\(file):\(line): \(what)" : "\(file): \(what)" }
}
