/// How well one label is found in one set that has rows of it.
package struct TaskFigures: Sendable {
    /// A figure of 0…1, or a threshold. The raw value is its key in JSON.
    package enum Figure: String, Sendable, CaseIterable {
        case precision, recall, f1
        /// Mean of the F1 of the label and of the rest.
        case macroF1 = "macro_f1"
        case accuracy
        case areaUnderROC = "roc_auc"
        case averagePrecision = "average_precision"
        /// Share of the clean rows that reach the threshold.
        case falsePositiveRate = "fpr"
        /// Recall at the lowest threshold that lets the allowed share of this set's clean rows through.
        case recallAtRate = "recall_at_fpr"
        /// Recall at one threshold for all sets, see `Evaluation.commonThreshold`.
        case recallAtCommonThreshold = "recall_at_global_fpr"
        case bestF1 = "best_f1"
        case thresholdAtRate = "threshold_at_fpr"
        case bestF1Threshold = "best_f1_threshold"

        /// Those that are averaged over sets.
        package static let averaged = allCases.dropLast(2)
        /// Those that are averaged over the sets of one language.
        package static let averagedByLanguage: [Figure] = [
            .f1, .macroF1, .areaUnderROC, .averagePrecision, .falsePositiveRate, .recallAtRate,
        ]
        /// Those that also a set without clean rows has.
        static let needNoCleanRows: Set<Figure> = [.recall, .recallAtCommonThreshold]
    }

    /// How rows fell at the threshold: caught and missed positives, passed and wrongly flagged clean rows.
    package struct Confusion: Sendable, Equatable {
        package var caught: Int
        package var missed: Int
        package var flaggedClean: Int
        package var passedClean: Int
    }

    package struct Sublabel: Sendable, Equatable {
        package var name: String
        package var label: GoldLabel
        package var rows: Int
        /// Share of them on the right side of the threshold.
        package var accuracy: Double
    }

    package let positives: Int
    package let clean: Int
    package let confusion: Confusion
    package private(set) var sublabels: [Sublabel] = []
    private var values: [Figure: Double] = [:]

    /// Nil when the set cannot tell, such as precision without clean rows.
    package subscript(figure: Figure) -> Double? { values[figure] }

    init(
        positives: [Double], clean: [Double], threshold: Double, allowedRate: Double, commonThreshold: Double?,
        sublabels: [Sublabel]
    ) {
        self.positives = positives.count
        self.clean = clean.count
        self.sublabels = sublabels
        let caught = positives.count { $0 >= threshold }
        let flagged = clean.count { $0 >= threshold }
        confusion = Confusion(
            caught: caught, missed: positives.count - caught, flaggedClean: flagged,
            passedClean: clean.count - flagged)
        values[.recall] = confusion.recall
        values[.recallAtCommonThreshold] = CleanThreshold.reached(positives, commonThreshold)
        guard !clean.isEmpty else { return }
        let ladder = ScoreLadder(positives: positives, clean: clean)
        let local = CleanThreshold.lowest(clean, share: allowedRate)
        values[.precision] = confusion.precision
        values[.f1] = confusion.f1
        values[.macroF1] = (confusion.f1 + confusion.f1OfRest) / 2
        values[.accuracy] =
            Double(confusion.caught + confusion.passedClean) / Double(positives.count + clean.count)
        values[.areaUnderROC] = ladder.areaUnderROC
        values[.averagePrecision] = ladder.averagePrecision
        values[.falsePositiveRate] = Double(flagged) / Double(clean.count)
        values[.recallAtRate] = CleanThreshold.reached(positives, local)
        values[.thresholdAtRate] = local
        values[.bestF1] = ladder.bestF1?.f1
        values[.bestF1Threshold] = ladder.bestF1?.threshold
    }
}

extension TaskFigures.Confusion {
    /// 0 when nothing was flagged.
    var precision: Double { Self.ratio(caught, caught + flaggedClean) }
    var recall: Double { Self.ratio(caught, caught + missed) }
    var f1: Double { precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0 }
    /// The F1 of finding what is not of the label.
    var f1OfRest: Double { Self.ratio(2 * passedClean, 2 * passedClean + flaggedClean + missed) }

    private static func ratio(_ part: Int, _ whole: Int) -> Double { whole > 0 ? Double(part) / Double(whole) : 0 }
}
