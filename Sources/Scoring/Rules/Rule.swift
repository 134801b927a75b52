import Moderation

/// A check of a whole comment: a value, not a type of its own. What it weighs stands in the policy under its name.
/// A class, so that asking all of them copies nothing.
final class Rule: Sendable {
    let name: String
    let label: Label
    let reason: String
    /// Where the rule holds; nil where it does not. Evidence may be empty when it speaks of the whole text.
    let find: @Sendable (Facts) -> [Evidence]?

    init(name: String, label: Label, reason: String, find: @escaping @Sendable (Facts) -> [Evidence]?) {
        (self.name, self.label, self.reason, self.find) = (name, label, reason, find)
    }

    /// Evidence kept of one rule.
    static let mostEvidence = 32

    /// In the order in which they are shown. They do not depend on each other, so the order weighs nothing.
    static let all = RuleFamily.all.flatMap(\.rules)

    /// Whether a signal speaks of the way a comment came or of its sender, and not of its words.
    static func isOfArrival(_ name: String) -> Bool {
        name.hasPrefix("form.") || name.hasPrefix("flood.") || name.hasPrefix("standing.")
    }

    static func spam(_ name: String, _ find: @escaping @Sendable (Facts) -> [Evidence]?) -> Rule {
        Rule(name: name, label: .spam, reason: "spam", find: find)
    }

    static func evidence(_ ranges: some Sequence<Range<Int>>, _ field: CommentField = .body) -> [Evidence] {
        ranges.prefix(mostEvidence).map { Evidence(field: field, begin: $0.lowerBound, end: $0.upperBound) }
    }
}
