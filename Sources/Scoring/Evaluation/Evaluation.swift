import Moderation

/// How well labelled sets are told apart. A set is labelled for a task when it has rows of that label; its clean rows
/// were not checked for the other one. Averages give every set the same weight.
package struct Evaluation: Sendable {
    package struct Options: Sendable {
        /// From which probability on a row counts as found.
        package var thresholds = ByLabel(spam: 0.5, abuse: 0.5)
        /// Share of the clean rows that the recall columns let through.
        package var allowedRate = 0.01
        package var sublabels = false

        package init() {}
    }

    /// One set's figures.
    package struct SetFigures: Sendable {
        package var name: String
        package var rows: Int
        package var labels: [GoldLabel: Int]
        /// That of most rows; of equally many the one that comes first by id.
        package var language: String
        package var tasks: ByLabel<TaskFigures?>
        /// Share of the clean rows that reach the threshold and the common threshold, of both labels.
        package var clean: ByLabel<CleanFigures>
        package var decisions: DecisionFigures
    }

    package struct CleanFigures: Sendable {
        package var rate: Double?
        package var rateAtCommonThreshold: Double?
    }

    package let options: Options
    /// For each label the lowest threshold that lets the allowed share of the clean rows of the sets labelled for it
    /// through, all sets together: an operator sets one.
    package let commonThreshold: ByLabel<Double?>
    /// Whether probabilities hold; nil for a label no set has beside clean rows.
    package let reliability: ByLabel<Reliability?>
    /// By name.
    package let sets: [SetFigures]

    package init(_ sets: [EvaluatedSet], options: Options = Options()) {
        self.options = options
        // By id, so that what falls to the first row does not hang on the order of files.
        let sets = sets.filter { !$0.rows.isEmpty }.sorted { Self.isBefore($0.name, $1.name) }.map { set in
            EvaluatedSet(name: set.name, rows: set.rows.sorted { Self.isBefore($0.id, $1.id) })
        }
        let common = ByLabel<Double?> { label in
            let labelled = sets.filter { $0.rows.contains { $0.label == GoldLabel(label) } }
            return CleanThreshold.lowest(
                sets: labelled.map { $0.scores(label, of: .clean) }, share: options.allowedRate)
        }
        commonThreshold = common
        reliability = ByLabel { Reliability(sets, $0) }
        self.sets = sets.map { set in
            SetFigures(
                name: set.name, rows: set.rows.count,
                labels: Dictionary(grouping: set.rows, by: \.label).mapValues(\.count), language: set.language,
                tasks: ByLabel { set.figures($0, options, commonThreshold: common[$0]) },
                clean: ByLabel { label in
                    let clean = set.scores(label, of: .clean)
                    return CleanFigures(
                        rate: CleanThreshold.reached(clean, options.thresholds[label]),
                        rateAtCommonThreshold: CleanThreshold.reached(clean, common[label]))
                }, decisions: DecisionFigures(set.rows))
        }
    }

    /// The order of code points, the same everywhere.
    static func isBefore(_ one: String, _ other: String) -> Bool {
        one.utf8.lexicographicallyPrecedes(other.utf8)
    }
}

extension EvaluatedSet {
    fileprivate func scores(_ label: Label, of gold: GoldLabel) -> [Double] {
        rows.filter { $0.label == gold }.map { $0.scores[label] }
    }

    fileprivate func figures(_ label: Label, _ options: Evaluation.Options, commonThreshold: Double?) -> TaskFigures? {
        let positives = scores(label, of: GoldLabel(label))
        guard !positives.isEmpty else { return nil }
        return TaskFigures(
            positives: positives, clean: scores(label, of: .clean), threshold: options.thresholds[label],
            allowedRate: options.allowedRate, commonThreshold: commonThreshold,
            sublabels: options.sublabels ? sublabels(label, options.thresholds[label]) : [])
    }

    private func sublabels(_ label: Label, _ threshold: Double) -> [TaskFigures.Sublabel] {
        Dictionary(grouping: rows, by: \.sublabel).compactMap { name, rows in
            guard let last = rows.last else { return nil }
            let right = rows.count { ($0.scores[label] >= threshold) == ($0.label == GoldLabel(label)) }
            return TaskFigures.Sublabel(
                name: name, label: last.label, rows: rows.count, accuracy: Double(right) / Double(rows.count))
        }.sorted { Evaluation.isBefore($0.name, $1.name) }
    }

    fileprivate var language: String {
        var counts: [(language: String, rows: Int)] = []
        for row in rows {
            if let index = counts.firstIndex(where: { $0.language == row.language }) {
                counts[index].rows += 1
            } else {
                counts.append((row.language, 1))
            }
        }
        // The first of the most.
        return counts.reduce(("und", 0)) { $1.rows > $0.1 ? $1 : $0 }.0
    }
}
