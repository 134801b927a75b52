/// What kind of harm a signal speaks of.
package enum Label: String, Sendable, Codable, CaseIterable {
    case spam, abuse
}

/// Which text of a comment a signal points into.
package enum CommentField: String, Sendable, Codable, CaseIterable {
    case body
    case authorName = "author.name"
    case authorURL = "author.url"
}

/// A place in a comment: UTF-8 bytes of the field as it was given, half open.
package struct Evidence: Sendable, Hashable {
    package var field: CommentField
    package var begin: Int
    package var end: Int

    package init(field: CommentField = .body, begin: Int, end: Int) {
        self.field = field
        self.begin = begin
        self.end = end
    }
}

/// What a rule found in one comment.
package struct Signal: Sendable, Equatable {
    /// Stable and dotted: `wordlist.insult`, `links.many`.
    package var name: String
    package var label: Label
    /// The reason a decision gives when this signal carries it: `insult`, `hate`, `spam`, …
    package var reason: String
    /// Its weight; negative for what speaks in favour.
    package var points: Double
    package var evidence: [Evidence]
    /// Recorded, never counted.
    package var shadow: Bool

    package init(
        name: String, label: Label, reason: String, points: Double, evidence: [Evidence] = [], shadow: Bool = false
    ) {
        self.name = name
        self.label = label
        self.reason = reason
        self.points = points
        self.evidence = evidence
        self.shadow = shadow
    }
}
