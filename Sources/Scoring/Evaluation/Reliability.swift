import Moderation

/// Whether probabilities mean what they say: rows sorted into ten equal steps of probability, and for each the mean that was
/// said beside the share that is harmful. Every set weighs the same, as in the averages.
package struct Reliability: Sendable {
    package struct Step: Sendable {
        /// Rows of all sets, unweighted.
        package var rows = 0
        /// Share of all rows, sets weighing the same.
        package var weight = 0.0
        package var said = 0.0
        package var harmful = 0.0

        package var meanSaid: Double { weight > 0 ? said / weight : 0 }
        package var share: Double { weight > 0 ? harmful / weight : 0 }
    }

    package static let steps = 10
    package private(set) var steps = [Step](repeating: Step(), count: Reliability.steps)

    /// Of the sets that have rows of the label and clean ones; nil without any.
    init?(_ sets: [EvaluatedSet], _ label: Label) {
        let gold = GoldLabel(label)
        let labelled = sets.map { set in set.rows.filter { $0.label == gold || $0.label == .clean } }
            .filter { rows in rows.contains { $0.label == gold } && rows.contains { $0.label == .clean } }
        guard !labelled.isEmpty else { return nil }
        for rows in labelled {
            let weight = 1 / Double(rows.count * labelled.count)
            for row in rows {
                let score = row.scores[label]
                let step = min(Self.steps - 1, max(0, Int(score * Double(Self.steps))))
                steps[step].rows += 1
                steps[step].weight += weight
                steps[step].said += weight * score
                if row.label == gold { steps[step].harmful += weight }
            }
        }
    }

    /// Expected calibration error: the mean distance between what was said and what is, each step weighing as its rows
    /// (Naeini, Cooper and Hauskrecht 2015).
    package var expectedError: Double {
        steps.reduce(0) { $0 + abs($1.said - $1.harmful) }
    }
}
