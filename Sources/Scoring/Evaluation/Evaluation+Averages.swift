package import Moderation

extension Evaluation {
    /// Means over the sets labelled for one task.
    package struct TaskAverages: Sendable {
        package var sets: Int
        package var setsWithCleanRows: Int
        package var figures: [TaskFigures.Figure: Double]
        package var languages: [LanguageAverages]
    }

    package struct LanguageAverages: Sendable {
        package var language: String
        package var sets: Int
        package var figures: [TaskFigures.Figure: Double]
    }

    /// Nil when no set is labelled for it. Sets without clean rows count where recall is averaged.
    package func averages(_ label: Label) -> TaskAverages? {
        let all = sets.compactMap { set in set.tasks[label].map { (language: set.language, figures: $0) } }
        guard !all.isEmpty else { return nil }
        let withClean = all.filter { $0.figures.clean > 0 }
        var figures: [TaskFigures.Figure: Double] = [:]
        for figure in TaskFigures.Figure.averaged {
            let counted = TaskFigures.Figure.needNoCleanRows.contains(figure) ? all : withClean
            figures[figure] = Self.mean(counted.map { $0.figures[figure] })
        }
        let languages = Dictionary(grouping: withClean, by: \.language).sorted { Self.isBefore($0.key, $1.key) }
        return TaskAverages(
            sets: all.count, setsWithCleanRows: withClean.count, figures: figures,
            languages: languages.map { language, sets in
                var figures: [TaskFigures.Figure: Double] = [:]
                for figure in TaskFigures.Figure.averagedByLanguage {
                    figures[figure] = Self.mean(sets.map { $0.figures[figure] })
                }
                return LanguageAverages(language: language, sets: sets.count, figures: figures)
            })
    }

    package var cleanAverages: ByLabel<CleanFigures> {
        ByLabel { label in
            CleanFigures(
                rate: Self.mean(sets.map { $0.clean[label].rate }),
                rateAtCommonThreshold: Self.mean(sets.map { $0.clean[label].rateAtCommonThreshold }))
        }
    }

    package func decisionAverage(_ figure: DecisionFigures.Figure) -> Double? {
        Self.mean(sets.map { $0.decisions[figure] })
    }

    /// Of the sets that have the figure, in their order.
    private static func mean(_ values: [Double?]) -> Double? {
        let known = values.compactMap(\.self)
        return known.isEmpty ? nil : known.reduce(0, +) / Double(known.count)
    }
}
