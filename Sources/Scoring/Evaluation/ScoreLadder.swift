/// The different scores of a set's rows, highest first, with how many positive and how many clean rows have each: every
/// figure that asks for all thresholds is one walk down.
struct ScoreLadder {
    struct Step {
        var score: Double
        var positives: Int
        var clean: Int
    }

    private(set) var steps: [Step] = []
    let positives: Int
    let clean: Int

    init(positives: [Double], clean: [Double]) {
        self.positives = positives.count
        self.clean = clean.count
        let marked = positives.map { ($0, true) } + clean.map { ($0, false) }
        for (score, isPositive) in marked.sorted(by: { $0.0 > $1.0 }) {
            if steps.last?.score != score { steps.append(Step(score: score, positives: 0, clean: 0)) }
            if isPositive { steps[steps.count - 1].positives += 1 } else { steps[steps.count - 1].clean += 1 }
        }
    }

    /// Area under the ROC curve: the chance that a positive row scores above a clean one, a tie counting half (Hanley
    /// and McNeil, 1982). Counted in whole numbers. Nil when one of the two is missing.
    var areaUnderROC: Double? {
        guard positives > 0, clean > 0 else { return nil }
        var below = clean
        var halves = 0
        for step in steps {
            below -= step.clean
            halves += step.positives * (2 * below + step.clean)
        }
        return Double(halves) / (2 * Double(positives) * Double(clean))
    }

    /// Sum of precision times the step in recall, threshold by threshold. Nil when one of the two is missing.
    var averagePrecision: Double? {
        guard positives > 0, clean > 0 else { return nil }
        var sum = 0.0
        var (caught, passed) = (0, 0)
        for step in steps {
            caught += step.positives
            passed += step.clean
            sum += Double(step.positives) / Double(positives) * Double(caught) / Double(caught + passed)
        }
        return sum
    }

    /// The highest F1 any threshold gives, and the threshold: optimistic, since it is chosen on the rows it judges.
    var bestF1: (f1: Double, threshold: Double)? {
        guard positives > 0, clean > 0 else { return nil }
        var best: (f1: Double, threshold: Double)?
        var (caught, passed) = (0, 0)
        for step in steps {
            caught += step.positives
            passed += step.clean
            let f1 = 2 * Double(caught) / Double(caught + passed + positives)
            if f1 > best?.f1 ?? 0 { best = (f1, step.score) }
        }
        return best
    }
}

/// Thresholds that let at most a share of clean rows through.
enum CleanThreshold {
    /// The lowest threshold that at most `share` of the clean scores reach: just above one of them, or 0 when all may.
    static func lowest(_ clean: [Double], share: Double) -> Double? {
        guard !clean.isEmpty else { return nil }
        // A share such as 0.01 of 1,700 is not quite 17 in binary.
        let allowed = Int((share * Double(clean.count) + 1e-9).rounded(.down))
        guard allowed < clean.count else { return 0 }
        return clean.sorted(by: >)[allowed].nextUp
    }

    /// The same over several sets, each weighing as much as another however many clean rows it has.
    static func lowest(sets: [[Double]], share: Double) -> Double? {
        let sets = sets.filter { !$0.isEmpty }
        guard !sets.isEmpty else { return nil }
        let weighed = sets.flatMap { set in set.map { ($0, 1 / (Double(set.count) * Double(sets.count))) } }
            .sorted { $0 > $1 }
        var passed = 0.0
        var index = 0
        while index < weighed.count {
            let score = weighed[index].0
            var weight = 0.0
            while index < weighed.count, weighed[index].0 == score {
                weight += weighed[index].1
                index += 1
            }
            passed += weight
            if passed > share + 1e-12 { return score.nextUp }
        }
        return 0
    }

    /// The share of scores that reach a threshold; nil of none.
    static func reached(_ scores: [Double], _ threshold: Double?) -> Double? {
        guard !scores.isEmpty, let threshold else { return nil }
        return Double(scores.count { $0 >= threshold }) / Double(scores.count)
    }
}
