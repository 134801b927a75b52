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
            alone(facts.matches.filter { isRude($0, facts) }, facts)
        },
        // Blunt words are fine in a sentence.
        Rule(name: "blunt.alone", label: .abuse, reason: "sexual") { facts in
            alone(facts.helpers.filter { facts.category(of: $0).name == "blunt" }, facts)
        },
    ]

    /// Where the words stand, if the body has no others.
    private static func alone(_ matches: [Match], _ facts: Facts) -> [Evidence]? {
        let codes = facts.glyphs.codes
        let body = matches.filter { $0.field == .body }
        // A longer comment always says something else.
        guard !body.isEmpty, codes.count <= 64 else { return nil }
        var index = 0
        while index < codes.count {
            let begin = index
            while index < codes.count, FoldCode.isWord(codes[index]) { index += 1 }
            if begin < index, !body.contains(where: { $0.glyphs.overlaps(begin...index - 1) }) { return nil }
            if begin == index { index += 1 }
        }
        return evidence(body.map(\.bytes))
    }

    private static func isRude(_ match: Match, _ facts: Facts) -> Bool {
        let term = facts.lexicon.terms[match.term]
        return !term.shadow && term.points >= leastPoints && facts.category(of: match).label == "abuse"
    }
}
