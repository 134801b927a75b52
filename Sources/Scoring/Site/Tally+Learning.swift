import Moderation

extension Tally {
    /// Adds what the site's own lessons say, within the policy's limits: by itself it never reaches what rejects.
    mutating func add(_ learning: SiteLearning, _ facts: Facts) {
        guard let limits = policy.learning, learning.lessons > 0 else { return }
        var reading = SiteReading()
        reading.read(facts.bytes, facts.glyphs, facts.links.ranges)
        let (weights, trust) = learning.weights(of: reading.places, least: limits.least)
        guard !weights.isEmpty else { return }
        let before = points
        for label in Label.allCases {
            let trust = label == .spam ? trust.spam : trust.abuse
            guard trust > 0 else { continue }
            let sum = weights.reduce(0) { $0 + Int($1[label]) }
            let logOdds = Double(sum) / 1024 / Double(weights.count).squareRoot()
            let points = limits.points(
                logOdds * Self.perLogOdds * trust, before: before[label], policy.thresholds[label])
            guard points != 0 else { continue }
            add(
                Signal(
                    name: "learned." + label.rawValue, label: label, reason: label == .spam ? "spam" : "other",
                    points: points, evidence: points > 0 ? reading.evidence(label, weights, facts) : []))
        }
    }

    /// What a unit of the normalised log-odds is worth in points: the slope that logistic regression gives it, 0.3 to 0.7 on
    /// eight labelled sets after a hundred lessons.
    private static let perLogOdds = 0.5
}

extension SiteLearning.Weight {
    fileprivate subscript(label: Label) -> Int32 { label == .spam ? spam : abuse }
}

extension Policy.LearningLimits {
    /// In thousandths. What is not rejected without it stays just below.
    fileprivate func points(_ wanted: Double, before: Double, _ threshold: Policy.Threshold) -> Double {
        let reject = threshold.reject ?? .infinity
        let room = before >= reject ? cap : min(cap, reject - 0.001 - max(0, before))
        return (min(max(0, room), max(-relief, wanted)) * 1000).rounded() / 1000
    }
}

extension SiteReading {
    /// The words that speak most for a label, by all their places. Those that weigh less than a quarter of the strongest are
    /// left out.
    fileprivate func evidence(_ label: Label, _ weights: [SiteLearning.Weight], _ facts: Facts) -> [Evidence] {
        var sums = [Int](repeating: 0, count: words.count)
        for (word, weight) in zip(wordOfPlace, weights) where word >= 0 { sums[word] += Int(weight[label]) }
        let best = sums.indices.filter { sums[$0] > 0 }
            .sorted { (sums[$1], $0) < (sums[$0], $1) }.prefix(ModelReading.mostEvidence)
        let least = (best.first.map { sums[$0] } ?? 0) / 4
        return Tally.merged(
            best.filter { sums[$0] > least }.map { word in
                let bytes = facts.glyphs.bytes(words[word].first, words[word].last)
                return Evidence(begin: bytes.lowerBound, end: bytes.upperBound)
            })
    }
}
