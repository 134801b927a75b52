import Foundation
import Moderation
import Scoring

/// A labelled comment with its score.
struct ScoredRow: Sendable {
    var row: LabelledRow
    var set: String
    var score: Score
    var scores: ByLabel<Double>
    var decision: Decision

    init(_ row: LabelledRow, set: String, by scorer: Scorer) {
        self.row = row
        self.set = set
        let policy = scorer.policy
        let score = scorer.score(row.content)
        self.score = score
        scores = ByLabel { policy.probability($0, points: score.points($0)) }
        decision = policy.decide(score, at: Instant(milliseconds: 0)).decision
    }

    var evaluated: EvaluatedRow {
        EvaluatedRow(
            id: row.id, language: row.language, label: row.label, sublabel: row.sublabel, scores: scores,
            decision: decision)
    }
}

/// Scores batches of labelled lines on all cores; what comes back stands in the order of the lines.
struct LabelledScoring: Sendable {
    let scorer: Scorer

    /// A line's row, or what is wrong with the line.
    typealias Outcome = Result<ScoredRow, LabelledFiles.Problem>

    func score(_ lines: [LabelledFiles.Line]) async -> [Outcome] {
        let cores = max(1, ProcessInfo.processInfo.activeProcessorCount)
        let share = max(1, (lines.count + cores - 1) / cores)
        return await withTaskGroup(of: (begin: Int, outcomes: [Outcome]).self) { group in
            for begin in stride(from: 0, to: lines.count, by: share) {
                let part = lines[begin..<min(lines.count, begin + share)]
                group.addTask { (begin, part.map(score)) }
            }
            var parts: [(begin: Int, outcomes: [Outcome])] = []
            for await part in group { parts.append(part) }
            return parts.sorted { $0.begin < $1.begin }.flatMap(\.outcomes)
        }
    }

    private func score(_ line: LabelledFiles.Line) -> Outcome {
        let row: LabelledRow
        do {
            row = try LabelledRow(line: line.bytes)
        } catch {
            return .failure(LabelledFiles.Problem(description: "\(line.file):\(line.number): \(error)"))
        }
        return .success(ScoredRow(row, set: row.source ?? line.set, by: scorer))
    }
}
