import Moderation

/// What words mean together: an insult that is said to somebody, contempt that is said of a group. A harm that is
/// quoted, denied or told of is said to nobody.
extension Rule {
    // In characters.
    /// An insult belongs to the person who is spoken to in the same breath.
    private static let addressDistance = 24
    private static let groupDistance = 40
    /// A vocative (`ya`) calls the word right behind it.
    private static let vocativeDistance = 4
    private static let dismissalDistance = 10

    static let abuse: [Rule] = [
        Rule(name: "insult.address", label: .abuse, reason: "insult") { facts in
            guard facts.presence.hasAbuse, facts.presence.has(.address) || facts.presence.has(.vocative) else {
                return nil
            }
            let insults = facts.meant { term, category in
                term.points >= 2 && (category.name == "insult" || category.name == "hate" || category.name == "sexual")
            }
            return pair(facts.helpers(.vocative), insults) { (0..<vocativeDistance).contains($0.gap(to: $1)) }
                ?? pair(facts.helpers(.address), insults) { $0.isNear($1, addressDistance) }
        },
        // Go …, va te …: the harm is what somebody is sent to.
        Rule(name: "insult.dismissal", label: .abuse, reason: "insult") { facts in
            guard facts.presence.hasAbuse, facts.presence.has(.dismissal) else { return nil }
            let harms = facts.meant { term, category in term.points >= 2 && category.name != "threat" }
            return pair(facts.helpers(.dismissal), harms) { (0..<dismissalDistance).contains($0.gap(to: $1)) }
        },
        Rule(name: "hate.group", label: .abuse, reason: "hate") { facts in
            guard facts.presence.has(.group), facts.presence.has(.derogation) else { return nil }
            let contempt = facts.harms.filter { harm in
                harm.excuse == nil && facts.category(of: harm.match).helper == .derogation
            }
            return pair(facts.helpers(.group), contempt.map(\.match)) { $0.isNear($1, groupDistance) }
        },
        Rule(name: "hate.insulted_group", label: .abuse, reason: "hate") { facts in
            guard facts.presence.hasAbuse, facts.presence.has(.group) else { return nil }
            let insults = facts.meant { term, category in
                term.points >= 2
                    && (category.name == "insult" || category.name == "profanity" || category.name == "threat")
            }
            return pair(facts.helpers(.group), insults) { $0.isNear($1, addressDistance) }
        },
    ]

    /// The first of `harms` that stands with one of `helpers` as `holds` wants it, with that one.
    static func pair(_ helpers: [Match], _ harms: [Match], where holds: (Match, Match) -> Bool) -> [Evidence]? {
        // Bounds the pairs that are looked at.
        for harm in harms.prefix(64) {
            for helper in helpers.prefix(256)
            where holds(helper, harm) && !helper.glyphs.overlaps(harm.glyphs) {
                return [helper, harm].map {
                    Evidence(field: $0.field, begin: $0.bytes.lowerBound, end: $0.bytes.upperBound)
                }
                .sorted { $0.begin < $1.begin }
            }
        }
        return nil
    }
}

extension Facts {
    /// Terms of abuse that nothing excuses.
    func meant(where holds: (Lexicon.Term, Lexicon.Category) -> Bool) -> [Match] {
        var meant: [Match] = []
        for harm in harms where harm.excuse == nil {
            let term = lexicon.terms[harm.match.term]
            if !term.isHelper, !term.shadow, holds(term, lexicon.categories[term.category]) { meant.append(harm.match) }
        }
        return meant
    }
}
