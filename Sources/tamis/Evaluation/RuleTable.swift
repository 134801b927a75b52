import Moderation
import Scoring

/// How each signal fares, as a table and as JSON.
struct RuleTable {
    let rules: [RuleFigures]

    func text(width: Int?) -> String {
        let titles = ["signal", "label", "pos", "clean", "elsewhere", "sets", "S/O", "points", "log-odds"]
        let columns =
            titles.enumerated().map { index, title in
                TextTable.Column(title: title, shrinks: index == 0, isNumber: index > 1)
            } + [TextTable.Column(title: "precision by language", shrinks: true)]
        let rows = rules.map { rule in
            [
                rule.signal.name + (rule.isShadow ? " (shadow)" : ""), rule.signal.label.rawValue,
                String(rule.positiveHits), String(rule.cleanHits), String(rule.cleanHitsElsewhere), String(rule.sets),
                EvaluationTables.cell(rule.spamOverOverall, places: 2),
                EvaluationTables.cell(rule.meanPoints, places: 1),
                EvaluationTables.cell(rule.supportedPoints, places: 1),
                rule.languages.map {
                    "\($0.language) \(EvaluationTables.cell($0.precision, places: 2)) of \($0.hits)"
                }.joined(separator: ", "),
            ]
        }
        return """
            SIGNALS on the sets labelled for their label (pos, clean: rows hit; elsewhere: clean rows of other sets; S/O: \
            share of positive rows hit, over that and the share of clean rows hit; log-odds: points the data would give)


            """ + TextTable(columns, rows).text(width: width)
    }

    func write(into json: inout JSONWriter) {
        json.array("rules") { list in
            for rule in rules { list.object { rule.write(into: &$0) } }
        }
    }
}

extension RuleFigures {
    fileprivate func write(into json: inout JSONWriter) {
        json.member("name", signal.name)
        json.member("label", signal.label.rawValue)
        json.member("shadow", isShadow)
        json.member("hits", hits)
        json.member("positive_hits", positiveHits)
        json.member("positive_rows", positiveRows)
        json.member("clean_hits", cleanHits)
        json.member("clean_rows", cleanRows)
        json.member("clean_hits_elsewhere", cleanHitsElsewhere)
        json.member("sets", sets)
        json.exact("spam_over_overall", spamOverOverall)
        json.exact("mean_points", meanPoints)
        json.exact("supported_points", supportedPoints)
        json.object("by_lang") { json in
            for language in languages {
                json.object(language.language) { json in
                    json.member("positive_hits", language.positiveHits)
                    json.member("clean_hits", language.cleanHits)
                    json.exact("precision", language.precision)
                }
            }
        }
    }
}
