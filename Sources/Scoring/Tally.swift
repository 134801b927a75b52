import Moderation

/// Adds signals up to a score, within the policy's caps.
struct Tally {
    let policy: Policy
    private(set) var signals: [Signal] = []

    init(policy: Policy) {
        self.policy = policy
    }

    mutating func add(_ rule: Rule, _ evidence: [Evidence]) {
        signals.append(
            Signal(
                name: rule.name, label: rule.label, reason: rule.reason, points: policy.points.rules[rule.name] ?? 0,
                evidence: Self.merged(evidence)))
    }

    mutating func add(_ signal: Signal) {
        signals.append(signal)
    }

    /// One signal a category. The strongest term counts whole, each further one less: many mild words stay mild.
    mutating func addTerms(_ matches: [Match], of lexicon: Lexicon, group: String) {
        guard !matches.isEmpty else { return }
        let hasShadow = matches.contains { lexicon.terms[$0.term].shadow }
        for shadow in hasShadow ? [false, true] : [false] {
            for (number, category) in lexicon.categories.enumerated() where category.role == .points {
                var best: [(term: Int, points: Double)] = []
                var evidence: [Evidence] = []
                for match in matches {
                    let term = lexicon.terms[match.term]
                    guard term.category == number, term.shadow == shadow, !isOutdone(match, among: matches, lexicon)
                    else { continue }
                    if !best.contains(where: { $0.term == match.term }), best.count < 16 {
                        best.append((match.term, term.points))
                    }
                    if evidence.count < Rule.mostEvidence {
                        evidence.append(
                            Evidence(field: match.field, begin: match.bytes.lowerBound, end: match.bytes.upperBound))
                    }
                }
                guard !best.isEmpty else { continue }
                var points = 0.0
                var share = 1.0
                for one in best.sorted(by: { $0.points > $1.points }) {
                    points += one.points * share
                    share *= Self.furtherShare
                }
                let isSpam = category.label == "spam"
                signals.append(
                    Signal(
                        name: group + "." + category.name, label: isSpam ? .spam : .abuse,
                        reason: isSpam ? "spam" : category.name, points: (points * 10).rounded() / 10,
                        evidence: Self.merged(evidence), shadow: shadow))
            }
        }
    }

    /// Adds what the site's own terms find. Rules of several words do not know of them.
    mutating func add(_ own: OwnTerms, _ facts: Facts) {
        let own = own.compiled(OwnLexicon.init)
        addTerms(own.matches(facts.glyphs, ScannedText(facts.plain)), of: own.lexicon, group: "terms")
    }

    /// Asks the policy's composites, once everything else is found.
    mutating func conclude() {
        policy.conclude(&signals)
    }

    /// What the signals add up to, within the policy's caps; negative where more speaks in favour.
    var points: ByLabel<Double> {
        ByLabel { label in
            Double(GroupSum.counted(of: signals, label, caps: policy.points.caps)) / 1000
        }
    }

    func score(language: String) -> Score {
        let points = points
        return Score(
            spamPoints: max(0, points.spam), abusePoints: max(0, points.abuse), language: language, signals: signals)
    }

    /// What each weaker term adds, of what the one before it added.
    private static let furtherShare = 0.5

    /// Whether a term of the same label holds this one and weighs as much: the longer phrase speaks for both.
    private func isOutdone(_ match: Match, among matches: [Match], _ lexicon: Lexicon) -> Bool {
        guard matches.count < 200 else { return false }
        let term = lexicon.terms[match.term]
        let label = lexicon.categories[term.category].label
        return matches.contains { other in
            guard other.term != match.term, other.field == match.field else { return false }
            let rival = lexicon.terms[other.term]
            guard lexicon.categories[rival.category].label == label, rival.shadow == term.shadow else {
                return false
            }
            let holds =
                other.glyphs.lowerBound <= match.glyphs.lowerBound && other.glyphs.upperBound >= match.glyphs.upperBound
            if !holds || rival.points < term.points { return false }
            // Of two equal ones the first in the lists speaks.
            return other.glyphs != match.glyphs || rival.points > term.points || other.term < match.term
        }
    }

    /// Sorted, overlapping pieces made one.
    static func merged(_ evidence: [Evidence]) -> [Evidence] {
        guard evidence.count > 1 else { return evidence }
        var result: [Evidence] = []
        let fields = CommentField.allCases
        let sorted = evidence.sorted { one, other in
            let left = fields.firstIndex(of: one.field) ?? 0
            let right = fields.firstIndex(of: other.field) ?? 0
            return (left, one.begin, one.end) < (right, other.begin, other.end)
        }
        for piece in sorted {
            if let last = result.last, last.field == piece.field, piece.begin <= last.end {
                result[result.count - 1].end = max(last.end, piece.end)
            } else {
                result.append(piece)
            }
        }
        return result
    }
}
