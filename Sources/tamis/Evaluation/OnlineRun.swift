import Foundation
import Moderation
import Scoring

/// Scores each set as a site whose moderators decide every comment at once would see it: first predicted, then learned from.
/// Every set begins anew, its rows in an order that hangs on their ids alone.
struct OnlineRun {
    /// Rows after which what was learned is looked at apart: the first hundred decisions.
    static let warmUp = 100

    /// A set with and without learning: all rows, and those after the warm-up.
    private struct Seen {
        var alone: [EvaluatedRow] = []
        var online: [EvaluatedRow] = []
    }

    private var sets: [String: Seen] = [:]

    /// Scores the rows of one set and hands each on.
    mutating func run(
        _ rows: [(row: LabelledRow, line: LabelledFiles.Line)], set: String, by scorer: Scorer,
        take: (ScoredRow, LabelledFiles.Line) throws -> Void
    ) throws {
        let learning = SiteLearning()
        var seen = Seen()
        let ordered = rows.map { (key: Self.key($0.row.id), item: $0) }.sorted {
            ($0.key, $0.item.row.id) < ($1.key, $1.item.row.id)
        }
        for (_, item) in ordered {
            var row = item.row
            seen.alone.append(ScoredRow(row, set: set, by: scorer).evaluated)
            row.content.context.learning = learning
            let scored = ScoredRow(row, set: set, by: scorer)
            seen.online.append(scored.evaluated)
            try take(scored, item.line)
            let lesson = Lesson(
                Lesson.Label(row.label), places: SiteFeatures.places(of: row.content.body), source: .file)
            if let lesson { learning.add(lesson) }
        }
        sets[set] = seen
    }

    /// FNV-1a with its bits mixed.
    private static func key(_ id: String) -> UInt64 {
        let sum = id.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
        return (sum ^ sum >> 33) &* 0xFF51_AFD7_ED55_8CCD
    }

    /// One set and label.
    private struct Line {
        var set: String
        var label: Label
        var rows: Int
        var alone: Double?
        var online: Double?
        var aloneAfter: Double?
        var onlineAfter: Double?
        var flaggedAfter: Double?
    }

    private var lines: [Line] {
        sets.keys.sorted().flatMap { name -> [Line] in
            let seen = sets[name] ?? Seen()
            func part(_ rows: some Collection<EvaluatedRow>) -> EvaluatedSet {
                EvaluatedSet(name: name, rows: Array(rows))
            }
            let alone = Evaluation([part(seen.alone)], options: Evaluation.Options()).sets.first
            let online = Evaluation([part(seen.online)], options: Evaluation.Options()).sets.first
            let aloneAfter = Evaluation([part(seen.alone.dropFirst(Self.warmUp))], options: Evaluation.Options()).sets
                .first
            let after = Evaluation([part(seen.online.dropFirst(Self.warmUp))], options: Evaluation.Options()).sets.first
            return Label.allCases.compactMap { label in
                guard let task = online?.tasks[label], task[.areaUnderROC] != nil else { return nil }
                return Line(
                    set: name, label: label, rows: seen.online.count,
                    alone: alone?.tasks[label]?[.areaUnderROC], online: task[.areaUnderROC],
                    aloneAfter: aloneAfter?.tasks[label]?[.areaUnderROC],
                    onlineAfter: after?.tasks[label]?[.areaUnderROC],
                    flaggedAfter: after?.tasks[label]?[.falsePositiveRate])
            }
        }
    }

    func text(width: Int?) -> String {
        let titles = ["data set", "label", "rows", "AUC alone", "AUC", "alone >100", "AUC >100", "FPR >100"]
        let columns = titles.enumerated().map { index, title in
            TextTable.Column(title: title, shrinks: index == 0, isNumber: index > 1)
        }
        let rows = lines.map { line in
            [line.set, line.label.rawValue, String(line.rows)]
                + [line.alone, line.online, line.aloneAfter, line.onlineAfter, line.flaggedAfter].map {
                    EvaluationTables.cell($0)
                }
        }
        return """
            ONLINE: each row predicted first, then learned from (alone: without what was learned; >100: after the first \
            \(Self.warmUp) rows; FPR: clean rows that reach the threshold)


            """ + TextTable(columns, rows).text(width: width)
    }

    func write(into json: inout JSONWriter) {
        json.array("online") { list in
            for line in lines {
                list.object { json in
                    json.member("set", line.set)
                    json.member("label", line.label.rawValue)
                    json.member("rows", line.rows)
                    json.exact("roc_auc_alone", line.alone)
                    json.exact("roc_auc", line.online)
                    json.exact("roc_auc_alone_after_\(Self.warmUp)", line.aloneAfter)
                    json.exact("roc_auc_after_\(Self.warmUp)", line.onlineAfter)
                    json.exact("fpr_after_\(Self.warmUp)", line.flaggedAfter)
                }
            }
        }
    }
}

extension Lesson.Label {
    /// What people said a comment is.
    init(_ gold: GoldLabel) {
        switch gold {
        case .clean: self = .clean
        case .spam: self = .spam
        case .abuse: self = .abuse
        }
    }
}
