import Foundation
import Moderation
import Scoring

/// Learns a model for each part of the rows from all other parts, and scores that part with it, as scoring is in service.
struct ValidationRun {
    let rows: TrainingRows
    let scorer: Scorer
    /// Sets nothing is learned from.
    let without: Set<String>

    /// Parts are learned on all cores, each on one; what is learned hangs on nothing of it.
    func run(
        _ validation: Validation, only: Set<String>, take: (ScoredRow, LabelledFiles.Line) throws -> Void,
        progress: (AdminProgress) -> Void
    ) async throws {
        let parts = rows.rows.indices.map { validation.part(id: rows.rows[$0].id, set: rows.set(of: $0)) }
        let wanted = rows.rows.indices.filter { only.isEmpty || only.contains(rows.set(of: $0)) }
        let names = Set(wanted.map { parts[$0] }).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        let set = rows.set
        let usable = rows.rows.indices.filter { !without.contains(rows.set(of: $0)) }
        try await withThrowingTaskGroup(of: (String, LinearModel).self) { group in
            var waiting = names.makeIterator()
            func next() {
                guard let name = waiting.next() else { return }
                let others = usable.filter { parts[$0] != name }
                group.addTask { (name, LinearModel.learned(from: set, rows: others)) }
            }
            for _ in 0..<max(1, ProcessInfo.processInfo.activeProcessorCount) { next() }
            var done = 0
            while let (name, model) = try await group.next() {
                next()
                var scorer = scorer
                scorer.model = model
                for index in wanted where parts[index] == name {
                    try take(scored(index, scorer), rows.lines[index])
                }
                done += 1
                progress(AdminProgress(what: "learning", done: done, total: names.count))
            }
        }
    }

    private func scored(_ index: Int, _ scorer: Scorer) -> ScoredRow {
        ScoredRow(rows.rows[index], set: rows.set(of: index), by: scorer)
    }
}
