import Moderation

/// A number Perspective's clients ask for, and how it comes from what we found. Whatever speaks of one kind of harm is also
/// part of the whole: no part is ever higher than `TOXICITY`.
struct PerspectiveAttribute: Sendable {
    enum Source: Sendable {
        /// The label's probability.
        case label(Label)
        /// The higher of both.
        case either
        /// What signals of these reasons alone make of it.
        case reasons(Set<String>)
        /// What signals of these groups (the name before the first dot) alone make of it.
        case groups(Set<String>, Label)
        /// Points of abuse beyond what flags a comment.
        case severe
    }

    let source: Source

    /// Nil for a name nobody knows. `NAME@VERSION` is the name: there is one version of ours.
    init?(name: String) {
        let name = name.prefix { $0 != "@" }
        guard let source = Self.sources[String(name)] else { return nil }
        self.source = source
    }

    private static let sources: [String: Source] = {
        var sources: [String: Source] = [
            "TOXICITY": .label(.abuse), "SEVERE_TOXICITY": .severe, "IDENTITY_ATTACK": .reasons(["hate"]),
            "INSULT": .reasons(["insult"]), "PROFANITY": .reasons(["profanity"]), "THREAT": .reasons(["threat"]),
        ]
        for (name, source) in sources { sources[name + "_EXPERIMENTAL"] = source }
        let more: [String: Source] = [
            "TOXICITY_FAST": .label(.abuse), "SEXUALLY_EXPLICIT": .reasons(["sexual"]),
            "FLIRTATION": .reasons(["sexual"]),
            "OBSCENE": .reasons(["profanity", "sexual"]), "INFLAMMATORY": .label(.abuse),
            "ATTACK_ON_AUTHOR": .reasons(["insult", "hate", "threat"]),
            "ATTACK_ON_COMMENTER": .reasons(["insult", "hate", "threat"]),
            "SPAM": .label(.spam), "LIKELY_TO_REJECT": .either,
            "INCOHERENT": .groups(["shape", "repeat"], .spam), "UNSUBSTANTIAL": .groups(["shape", "repeat"], .spam),
            // Our own names.
            "TAMIS_ABUSE": .label(.abuse), "TAMIS_SPAM": .label(.spam),
        ]
        return sources.merging(more) { $1 }
    }()

    /// 0…1, and the places that speak for it.
    func read(_ score: Score, policy: Policy) -> (value: Double, evidence: [(Evidence, points: Double)]) {
        func label(_ label: Label) -> Double { policy.probability(label, points: score.points(label)) }
        func part(_ label: Label, _ holds: (Signal) -> Bool) -> (Double, [(Evidence, points: Double)]) {
            let signals = score.signals.filter { $0.label == label && !$0.shadow && holds($0) }
            let sums = GroupSum.all(of: signals, label, caps: policy.points.caps)
            let points = Double(sums.reduce(0) { $0 + $1.counted }) / 1000
            // No part is more than the whole.
            let value = policy.probability(label, points: min(max(0, points), score.points(label)))
            let evidence = signals.filter { $0.points > 0 }.flatMap { signal in
                signal.evidence.filter { $0.field == .body }.map { ($0, points: signal.points) }
            }
            return (value, evidence)
        }
        switch source {
        case .label(let wanted): return (label(wanted), part(wanted) { _ in true }.1)
        case .either:
            let wanted: Label = label(.spam) > label(.abuse) ? .spam : .abuse
            return (label(wanted), part(wanted) { _ in true }.1)
        case .reasons(let reasons): return part(.abuse) { reasons.contains($0.reason) }
        case .groups(let groups, let wanted):
            return part(wanted) { groups.contains(String($0.name.prefix { $0 != "." })) }
        case .severe:
            let points = max(0, score.abusePoints - policy.thresholds.abuse.flag)
            return (policy.probability(.abuse, points: points), part(.abuse) { _ in true }.1)
        }
    }
}
