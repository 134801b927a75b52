import Synchronization

/// A word or phrase that a site's moderators look for beside the lists.
package struct OwnTerm: Sendable, Equatable {
    package var id: TermID
    /// As a line of a wordlist writes it: letters and spaces, `*` for an open end.
    package var text: String
    package var category: Category
    package var points: Double
    package var by: DecisionCause
    package var at: Instant

    /// What a term can be: the reasons a list has.
    package enum Category: String, Sendable, CaseIterable {
        case insult, hate, threat, sexual, profanity, spam

        package var label: Label { self == .spam ? .spam : .abuse }
    }

    /// What one of them weighs when nobody says: enough to have a human look.
    package static let standardPoints = 5.0
    package static let points = 0.5...12.0
    package static let textLimitBytes = 200
    /// Most terms of a site.
    package static let most = 1000

    package init(
        id: TermID, text: String, category: Category, points: Double, by: DecisionCause, at: Instant
    ) {
        self.id = id
        self.text = text
        self.category = category
        self.points = points
        self.by = by
        self.at = at
    }
}

/// All terms of a site, and what scoring makes of them once: the same object from one comment to the next.
package final class OwnTerms: Sendable, Equatable {
    package let terms: [OwnTerm]
    private let made = Mutex<(any Sendable)?>(nil)

    package init(_ terms: [OwnTerm]) {
        self.terms = terms
    }

    /// The same state, not an equal one.
    package static func == (left: OwnTerms, right: OwnTerms) -> Bool { left === right }

    /// What `make` makes of the terms, made at the first asking. Everybody asks for the same kind.
    package func compiled<Value: Sendable>(_ make: ([OwnTerm]) -> Value) -> Value {
        made.withLock { made in
            if let value = made as? Value { return value }
            let value = make(terms)
            made = value
            return value
        }
    }
}
