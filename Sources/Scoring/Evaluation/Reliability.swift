import Moderation

/// Whether probabilities mean what they say: the rows of all labelled sets sorted into ten equal steps of probability, and for
/// each the mean that was said beside the share that is harmful.
package struct Reliability: Sendable {
    package struct Step: Sendable {
        package var rows = 0
        /// Sum of the probabilities.
        package var said = 0.0
        package var harmful = 0

        /// Nil without rows.
        package var meanSaid: Double? { rows > 0 ? said / Double(rows) : nil }
        package var share: Double? { rows > 0 ? Double(harmful) / Double(rows) : nil }
    }

    private static let count = 10
    package private(set) var steps = [Step](repeating: Step(), count: Reliability.count)

    /// Of the sets that have rows of the label and clean ones; nil without any.
    init?(_ sets: [EvaluatedSet], _ label: Label) {
        let gold = GoldLabel(label)
        let labelled = sets.map { set in set.rows.filter { $0.label == gold || $0.label == .clean } }
            .filter { rows in rows.contains { $0.label == gold } && rows.contains { $0.label == .clean } }
        guard !labelled.isEmpty else { return nil }
        for row in labelled.joined() {
            let score = row.scores[label]
            let step = min(Self.count - 1, max(0, Int(score * Double(Self.count))))
            steps[step].rows += 1
            steps[step].said += score
            if row.label == gold { steps[step].harmful += 1 }
        }
    }

    /// Expected calibration error: the mean distance between what was said and what is, each step weighing as its rows
    /// (Naeini, Cooper and Hauskrecht 2015).
    package var expectedError: Double {
        let rows = steps.reduce(0) { $0 + $1.rows }
        return steps.reduce(0) { $0 + abs($1.said - Double($1.harmful)) } / Double(max(1, rows))
    }
}
