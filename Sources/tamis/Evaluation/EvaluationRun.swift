import Moderation
import Scoring

/// Everything `tamis eval` gathers while rows are scored, one record a row.
struct EvaluationRun {
    /// Sets to keep; all when empty.
    let only: Set<String>
    private var rows: [String: [EvaluatedRow]] = [:]
    private var ids: Set<String> = []
    private(set) var rules = RuleReport()
    /// Clean rows that were not approved, and positive rows that were.
    private(set) var falsePositives: ReadingList
    private(set) var missed: ReadingList

    init(only: [String], falsePositives: Int, missed: Int) {
        self.only = Set(only)
        self.falsePositives = ReadingList(limit: falsePositives)
        self.missed = ReadingList(limit: missed)
    }

    mutating func add(_ row: ScoredRow, of line: LabelledFiles.Line) throws(LabelledFiles.Problem) {
        guard ids.insert(row.row.id).inserted else {
            throw LabelledFiles.Problem(
                description: "\(line.file):\(line.number): the id \(row.row.id) stands here for the second time")
        }
        guard only.isEmpty || only.contains(row.set) else { return }
        rows[row.set, default: []].append(row.evaluated)
        rules.add(row.score.signals, of: row.row.label, in: row.set, language: row.row.language)
        if row.row.label == .clean {
            if row.decision != .approve { falsePositives.add(row) }
        } else if row.decision == .approve {
            missed.add(row)
        }
    }

    var sets: [EvaluatedSet] { rows.map { EvaluatedSet(name: $0.key, rows: $0.value) } }
}
