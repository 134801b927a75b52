import Foundation
import Moderation
import Scoring

/// An evaluation as tables for people.
struct EvaluationTables {
    let evaluation: Evaluation

    /// `width` is the terminal's, nil cuts nothing.
    func text(width: Int?) -> String {
        var parts: [String] = []
        for label in Label.allCases { parts += task(label, width) + reliability(label, width) }
        parts += clean(width) + decisions(width)
        return parts.joined(separator: "\n\n")
    }

    private func task(_ label: Label, _ width: Int?) -> [String] {
        guard let averages = evaluation.averages(label) else { return [] }
        let sets = evaluation.sets.compactMap { set in set.tasks[label].map { (set, $0) } }
        let figures = Self.shown.map(\.figure)
        var rows = sets.map { set, task in
            [set.name, set.language, String(task.positives), String(task.clean)]
                + figures.map { Self.cell(task[$0]) }
        }
        rows.append(
            ["MACRO (\(averages.sets) sets)", "", "", ""] + figures.map { Self.cell(averages.figures[$0]) })
        for language in averages.languages {
            rows.append(
                ["  macro \(language.language) (\(language.sets))", language.language, "", ""]
                    + figures.map { figure in
                        TaskFigures.Figure.averagedByLanguage.contains(figure)
                            ? Self.cell(language.figures[figure]) : ""
                    })
        }
        let rate = String(format: "%g%%", evaluation.options.allowedRate * 100)
        let titles = Self.shown.map { $0.title.replacing("%", with: rate) }
        let head =
            "\(label.rawValue.uppercased()) (threshold \(String(format: "%g", evaluation.options.thresholds[label])); "
            + "global threshold for \(String(format: "%g", evaluation.options.allowedRate * 100)) % FPR: "
            + "\(Self.cell(evaluation.commonThreshold[label], places: 4)))"
        var parts = [head + "\n\n" + Self.grid(["data set", "lang", "pos", "clean"] + titles, rows, width)]
        for (set, task) in sets where !task.sublabels.isEmpty {
            let rows = task.sublabels.map {
                [$0.name.isEmpty ? "(none)" : $0.name, $0.label.rawValue, String($0.rows), Self.cell($0.accuracy)]
            }
            parts.append(
                "\(set.name) / \(label.rawValue) by sub-label\n\n"
                    + Self.grid(["sub-label", "label", "n", "accuracy"], rows, width))
        }
        return parts
    }

    private func reliability(_ label: Label, _ width: Int?) -> [String] {
        guard let reliability = evaluation.reliability[label] else { return [] }
        let rows = reliability.steps.enumerated().map { number, step in
            [
                String(format: "%.1f-%.1f", Double(number) / 10, Double(number + 1) / 10), String(step.rows),
                Self.cell(step.meanSaid), Self.cell(step.share),
            ]
        }
        return [
            "\(label.rawValue.uppercased()) RELIABILITY (expected calibration error "
                + "\(Self.cell(reliability.expectedError)))\n\n"
                + Self.grid(["probability", "rows", "said", "harmful"], rows, width)
        ]
    }

    private static let shown: [(figure: TaskFigures.Figure, title: String)] = [
        (.precision, "P"), (.recall, "R"), (.f1, "F1"), (.macroF1, "mF1"), (.areaUnderROC, "AUC"),
        (.averagePrecision, "AP"), (.falsePositiveRate, "FPR"), (.recallAtRate, "R@%"),
        (.recallAtCommonThreshold, "R@g%"), (.bestF1, "F1max"),
    ]

    private func clean(_ width: Int?) -> [String] {
        func cells(_ figures: ByLabel<Evaluation.CleanFigures>) -> [String] {
            [
                figures.spam.rate, figures.abuse.rate, figures.spam.rateAtCommonThreshold,
                figures.abuse.rateAtCommonThreshold,
            ].map { Self.cell($0, places: 4) }
        }
        var rows = evaluation.sets.compactMap { set in
            set.labels[.clean].map { [set.name, set.language, String($0)] + cells(set.clean) }
        }
        guard !rows.isEmpty else { return [] }
        rows.append(["MACRO", "", ""] + cells(evaluation.cleanAverages))
        let titles = ["data set", "lang", "clean", "spam", "abuse", "spam@g", "abuse@g"]
        return [
            "FALSE POSITIVES on clean rows (cross-task figures included)\n\n" + Self.grid(titles, rows, width)
        ]
    }

    private func decisions(_ width: Int?) -> [String] {
        guard !evaluation.sets.isEmpty else { return [] }
        var rows = evaluation.sets.map { set in
            [set.name, String(set.rows)] + DecisionFigures.Figure.allCases.map { Self.cell(set.decisions[$0]) }
        }
        rows.append(
            ["MACRO", ""] + DecisionFigures.Figure.allCases.map { Self.cell(evaluation.decisionAverage($0)) })
        let titles = ["data set", "n", "caught", "rejected", "clean flag+rej", "clean rej", "P", "F1"]
        return ["DECISIONS (caught = bad rows flagged or rejected)\n\n" + Self.grid(titles, rows, width)]
    }

    /// The first column is a name and may be cut, the others are short.
    private static func grid(_ titles: [String], _ rows: [[String]], _ width: Int?) -> String {
        let columns = titles.enumerated().map { index, title in
            TextTable.Column(title: title, shrinks: index == 0, isNumber: index > 0)
        }
        return TextTable(columns, rows).text(width: width)
    }

    static func cell(_ value: Double?, places: Int = 3) -> String {
        value.map { String(format: "%.\(places)f", $0) } ?? "-"
    }
}
