import Moderation

/// In favour: who quotes an insult, denies it or tells of one does not use it. At most one of these rules holds, and only
/// when no harm stands there without an excuse: one insult outside the quotation is one too many.
extension Rule {
    static let mention: [Rule] = [
        mention("mention.quoted", .quoted), mention("mention.marked", .marked), mention("mention.negated", .negated),
        mention("mention.reported", .reported), mention("mention.oneself", .oneself),
    ]

    private static func mention(_ name: String, _ excuse: Harm.Excuse) -> Rule {
        Rule(name: name, label: .abuse, reason: "other") { facts in
            guard facts.presence.hasAbuse else { return nil }
            let counted = facts.harms.filter { harm in
                let term = facts.lexicon.terms[harm.match.term]
                return !term.isHelper && !term.shadow
            }
            guard counted.first?.excuse == excuse, counted.allSatisfy({ $0.excuse != nil }) else { return nil }
            return evidence(counted.map(\.match.bytes))
        }
    }
}
