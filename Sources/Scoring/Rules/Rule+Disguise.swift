import Moderation

/// Pains taken to get a word past a filter, and comments that are nothing but one.
extension Rule {
    /// Terms of fewer points are mild however they are spelled.
    private static let leastPoints = 2.5

    static let disguise: [Rule] = [
        Rule(name: "disguise.word", label: .abuse, reason: "insult") { facts in
            let found = facts.matches.filter { match in
                isRude(match, facts)
                    && (match.isDisguised
                        || match.field == .body && facts.glyphs.mixedWords.contains { $0.overlaps(match.bytes) })
            }
            guard !found.isEmpty else { return nil }
            return found.prefix(mostEvidence).map {
                Evidence(field: $0.field, begin: $0.bytes.lowerBound, end: $0.bytes.upperBound)
            }
        },
        Rule(name: "insult.alone", label: .abuse, reason: "insult") { facts in
            let codes = facts.glyphs.codes
            // A longer comment always says something else.
            guard codes.count <= 64 else { return nil }
            let rude = facts.matches.filter { $0.field == .body && isRude($0, facts) }
            guard !rude.isEmpty else { return nil }
            for index in codes.indices where FoldCode.isWord(codes[index]) {
                if !rude.contains(where: { $0.glyphs.contains(index) }) { return nil }
            }
            return evidence(rude.map(\.bytes))
        },
    ]

    private static func isRude(_ match: Match, _ facts: Facts) -> Bool {
        let term = facts.lexicon.terms[match.term]
        return !term.shadow && term.points >= leastPoints && facts.category(of: match).label == "abuse"
    }
}
