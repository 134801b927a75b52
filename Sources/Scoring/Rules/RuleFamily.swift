import Moderation

/// Rules that look at one thing: where a comment does not have it, none of them is asked. Most comments have little.
final class RuleFamily: Sendable {
    let rules: [Rule]
    let concerns: @Sendable (Facts) -> Bool

    init(_ rules: [Rule], where concerns: @escaping @Sendable (Facts) -> Bool = { _ in true }) {
        self.rules = rules
        self.concerns = concerns
    }

    static let all = [
        RuleFamily(Rule.links) { $0.links.count > 0 },
        RuleFamily(Rule.hiddenLinks) { $0.glyphs.hasSign(".") || $0.glyphs.hasSign("/") || $0.glyphs.hasSign("[") },
        RuleFamily(Rule.markup) { $0.glyphs.hasSign("[") || $0.glyphs.hasSign("<") },
        RuleFamily(Rule.actions) { $0.presence.has(.action) },
        RuleFamily(Rule.money) { $0.glyphs.digits > 0 },
        RuleFamily(Rule.template),
        RuleFamily(Rule.shape),
        RuleFamily(Rule.contact),
        RuleFamily(Rule.author) { !$0.authorName.isEmpty || !$0.authorURL.isEmpty },
        RuleFamily(Rule.abuse) { $0.presence.hasAbuse || $0.presence.has(.group) },
        RuleFamily(Rule.threats) { $0.presence.has(.violence) || $0.presence.has(.wish) },
        RuleFamily(Rule.mention) { $0.presence.hasAbuse },
        RuleFamily(Rule.disguise) { $0.presence.hasAbuse || $0.presence.has(.blunt) },
        RuleFamily(Rule.form) { !$0.context.arrival.isEmpty },
        RuleFamily(Rule.flood) { !$0.context.floods.isEmpty },
        RuleFamily(Rule.standing) { $0.context.author != nil },
    ]
}
