import Moderation

extension Tally {
    /// Adds what the model says differently from lists and rules, within the policy's limits: it never takes a comment back
    /// that they flag, and by itself never reaches what rejects.
    mutating func add(_ model: LinearModel, _ facts: Facts) {
        guard let limits = policy.model else { return }
        let rules = points
        let reading = ModelReading(model, facts)
        let logOdds = model.logOdds(reading, facts, signals, rules)
        // It sees the words of an insult that is quoted, denied or told of; the rules see that it is.
        let isMention = signals.contains { $0.name.hasPrefix("mention.") && !$0.shadow && $0.points < 0 }
        for label in Label.allCases {
            let threshold = policy.thresholds[label]
            let points = limits.points(
                label, believed: logOdds[label] - policy.prior[label], rules: max(0, rules[label]), threshold,
                mayFlag: label == .spam || !isMention)
            guard points != 0 else { continue }
            add(
                Signal(
                    name: "model." + label.rawValue, label: label, reason: label == .spam ? "spam" : "other",
                    points: points, evidence: points >= 1 ? reading.evidence(label, facts) : []))
        }
    }
}

extension Policy.ModelLimits {
    /// What it adds to the points of lists and rules, in thousandths, where it believes in `believed` points in all.
    func points(
        _ label: Label, believed: Double, rules: Double, _ threshold: Policy.Threshold, mayFlag: Bool = true
    ) -> Double {
        let most = min(cap, (threshold.reject ?? .infinity) - 0.001)
        let least = -relief * rules
        let beyond = believed - threshold.flag
        let wanted: Double
        if rules >= threshold.flag {
            wanted = max(believed, threshold.flag)
        } else if beyond > -Self.margin, beyond < certainty[label] || !mayFlag {
            // Still in the order of belief, and never quite there.
            let passed = beyond + Self.margin
            wanted = threshold.flag - Self.margin * (1 - 0.9 * passed / (passed + 2))
        } else {
            wanted = believed
        }
        return (min(most, max(least, wanted - rules)) * 1000).rounded() / 1000
    }

    /// How far below the threshold a comment stays of which the model is not sure.
    private static let margin = 0.1
}
