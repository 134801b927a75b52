import Moderation

/// What words mean together: an insult that is said to somebody, contempt that is said of a group.
extension Rule {
    /// In characters. An insult belongs to the person who is spoken to in the same breath.
    private static let addressDistance = 24
    private static let groupDistance = 40
    /// A vocative (`ya`) calls the word right behind it.
    private static let vocativeDistance = 4

    static let abuse: [Rule] = [
        Rule(name: "insult.address", label: .abuse, reason: "insult") { facts in
            let isInsult: (Lexicon.Term, Lexicon.Category) -> Bool = { term, category in
                term.points >= 2 && (category.name == "insult" || category.name == "hate" || category.name == "sexual")
            }
            return pairs(facts, "address", addressDistance, where: isInsult)
                ?? pairs(facts, "vocative", vocativeDistance, where: isInsult)
        },
        Rule(name: "hate.group", label: .abuse, reason: "hate") { facts in
            pairs(facts, "group", groupDistance, of: facts.helpers) { _, category in category.name == "derogation" }
        },
        Rule(name: "hate.insulted_group", label: .abuse, reason: "hate") { facts in
            pairs(facts, "group", addressDistance) { term, category in
                term.points >= 2
                    && (category.name == "insult" || category.name == "profanity" || category.name == "threat")
            }
        },
        // Speaks in favour: who quotes an insult or tells of one does not use it.
        Rule(name: "mention.quoted", label: .abuse, reason: "other") { facts in
            let harms = facts.matches.filter { facts.category(of: $0).label == "abuse" }
            guard !harms.isEmpty else { return nil }
            let mentions = facts.helpers.filter { facts.category(of: $0).name == "mention" }
            let quoted = harms.prefix(64).filter { harm in
                mentions.prefix(32).contains { mention in
                    let gap = harm.glyphs.lowerBound - mention.glyphs.upperBound
                    return harm.field == mention.field && gap >= 0 && gap <= mentionDistance
                }
            }
            // One insult outside the quotation is one too many.
            let isAll = harms.allSatisfy { harm in
                quoted.contains { $0.field == harm.field && $0.glyphs.overlaps(harm.glyphs) }
            }
            return quoted.isEmpty || !isAll ? nil : evidence(quoted.filter { $0.field == .body }.map(\.bytes))
        },
    ]

    private static let mentionDistance = 6

    /// The terms that stand near one of the helper category `beside`, with it.
    private static func pairs(
        _ facts: Facts, _ beside: String, _ distance: Int, of matches: [Match]? = nil,
        where holds: (Lexicon.Term, Lexicon.Category) -> Bool
    ) -> [Evidence]? {
        guard !facts.helpers.isEmpty,
            let helper = facts.lexicon.categories.firstIndex(where: { $0.name == beside })
        else { return nil }
        let others = (matches ?? facts.matches).filter { match in
            let term = facts.lexicon.terms[match.term]
            return !term.shadow && holds(term, facts.lexicon.categories[term.category])
        }
        guard !others.isEmpty else { return nil }
        let helpers = facts.helpers.filter { facts.lexicon.terms[$0.term].category == helper }
        // Bounds the pairs that are looked at.
        for other in others.prefix(64) {
            for one in helpers.prefix(256)
            where Facts.isNear(one, other, distance) && !one.glyphs.overlaps(other.glyphs) {
                return [one, other].map {
                    Evidence(field: $0.field, begin: $0.bytes.lowerBound, end: $0.bytes.upperBound)
                }
                .sorted { $0.begin < $1.begin }
            }
        }
        return nil
    }
}
