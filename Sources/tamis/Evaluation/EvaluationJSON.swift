import Foundation
import Moderation
import Scoring

extension Evaluation {
    /// Every figure, unrounded, under the names that `evaluate.py` of the labelled sets gives them.
    func write(into json: inout JSONWriter) {
        json.object("thresholds") { json in
            for label in Label.allCases { json.exact(label.rawValue, options.thresholds[label]) }
        }
        json.exact("fpr", options.allowedRate)
        json.object("global_threshold_at_fpr") { json in
            for label in Label.allCases { json.exact(label.rawValue, commonThreshold[label]) }
        }
        json.object("reliability") { json in
            for label in Label.allCases {
                if let reliability = reliability[label] { json.object(label.rawValue) { reliability.write(into: &$0) } }
            }
        }
        json.object("datasets") { json in
            for set in sets { json.object(set.name) { set.write(into: &$0) } }
        }
        json.object("macro") { json in
            for label in Label.allCases {
                if let averages = averages(label) { json.object(label.rawValue) { averages.write(into: &$0) } }
            }
            json.object("clean") { cleanAverages.write(into: &$0) }
            json.object("decision") { json in
                for figure in DecisionFigures.Figure.allCases { json.exact(figure.rawValue, decisionAverage(figure)) }
            }
        }
    }
}

extension Reliability {
    fileprivate func write(into json: inout JSONWriter) {
        json.exact("expected_error", expectedError)
        json.array("steps") { list in
            for step in steps {
                list.object { json in
                    json.member("n", step.rows)
                    json.exact("said", step.meanSaid)
                    json.exact("harmful", step.share)
                }
            }
        }
    }
}

extension Evaluation.SetFigures {
    fileprivate func write(into json: inout JSONWriter) {
        json.member("n", rows)
        json.member("lang", language)
        json.object("labels") { json in
            for label in GoldLabel.allCases {
                if let count = labels[label] { json.member(label.rawValue, count) }
            }
        }
        json.object("tasks") { json in
            for label in Label.allCases {
                if let task = tasks[label] { json.object(label.rawValue) { task.write(into: &$0) } }
            }
        }
        json.object("clean") { clean.write(into: &$0) }
        json.object("decision") { json in
            for figure in DecisionFigures.Figure.allCases { json.exact(figure.rawValue, decisions[figure]) }
        }
    }
}

extension TaskFigures {
    fileprivate func write(into json: inout JSONWriter) {
        json.member("positives", positives)
        json.member("negatives", clean)
        json.member("tp", confusion.caught)
        json.member("fp", confusion.flaggedClean)
        json.member("fn", confusion.missed)
        json.member("tn", confusion.passedClean)
        for figure in Figure.allCases { json.exact(figure.rawValue, self[figure]) }
        guard !sublabels.isEmpty else { return }
        json.object("sublabels") { json in
            for sublabel in sublabels {
                json.object(sublabel.name) { json in
                    json.member("label", sublabel.label.rawValue)
                    json.member("n", sublabel.rows)
                    json.exact("accuracy", sublabel.accuracy)
                }
            }
        }
    }
}

extension Evaluation.TaskAverages {
    fileprivate func write(into json: inout JSONWriter) {
        json.member("datasets", sets)
        json.member("with_clean_rows", setsWithCleanRows)
        for figure in TaskFigures.Figure.averaged { json.exact(figure.rawValue, figures[figure]) }
        json.object("by_lang") { json in
            for language in languages {
                json.object(language.language) { json in
                    json.member("datasets", language.sets)
                    for figure in TaskFigures.Figure.averagedByLanguage {
                        json.exact(figure.rawValue, language.figures[figure])
                    }
                }
            }
        }
    }
}

extension ByLabel<Evaluation.CleanFigures> {
    fileprivate func write(into json: inout JSONWriter) {
        for label in Label.allCases {
            json.exact("fpr_\(label.rawValue)", self[label].rate)
            json.exact("fpr_\(label.rawValue)_global", self[label].rateAtCommonThreshold)
        }
    }
}

extension JSONWriter {
    /// The number with all its digits; nil writes `null`.
    mutating func exact(_ key: String, _ value: Double?) {
        if let value, value.isFinite {
            raw(key, Array("\(value)".utf8))
        } else {
            member(key, nil as String?)
        }
    }
}
