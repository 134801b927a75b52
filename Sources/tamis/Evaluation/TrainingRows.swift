import Foundation
import Scoring

/// Labelled comments read for learning: each row, where it stands, and what the model is taught of it, in the files' order.
struct TrainingRows {
    private(set) var rows: [LabelledRow] = []
    /// Without their bytes.
    private(set) var lines: [LabelledFiles.Line] = []
    private(set) var set = TrainingSet()

    /// What was read of one line.
    private struct Item: Sendable {
        var row: LabelledRow
        var input: ModelInput
    }

    /// A wrong line ends it: what is learned hangs on every row.
    init(_ files: LabelledFiles, scorer: Scorer, progress: (AdminProgress) -> Void) async throws {
        let byteCount = files.byteCount
        var done = 0
        try await files.forEachBatch { lines in
            for (line, item) in zip(lines, try await Self.read(lines, scorer)) {
                var place = line
                place.bytes = Data()
                set.add(
                    item.input, label: item.row.label, set: item.row.source ?? line.set, language: item.row.language)
                rows.append(item.row)
                self.lines.append(place)
                done += line.bytes.count + 1
            }
            progress(AdminProgress(what: "reading", done: done, total: byteCount))
        }
    }

    func set(of index: Int) -> String { rows[index].source ?? lines[index].set }

    /// On all cores; in the order of the lines.
    private static func read(_ lines: [LabelledFiles.Line], _ scorer: Scorer) async throws -> [Item] {
        let share = max(1, (lines.count + 1) / max(1, ProcessInfo.processInfo.activeProcessorCount))
        return try await withThrowingTaskGroup(of: (begin: Int, items: [Item]).self) { group in
            for begin in stride(from: 0, to: lines.count, by: share) {
                let part = lines[begin..<min(lines.count, begin + share)]
                group.addTask { (begin, try part.map { try read($0, scorer) }) }
            }
            var parts: [(begin: Int, items: [Item])] = []
            for try await part in group { parts.append(part) }
            return parts.sorted { $0.begin < $1.begin }.flatMap(\.items)
        }
    }

    private static func read(_ line: LabelledFiles.Line, _ scorer: Scorer) throws -> Item {
        do {
            let row = try LabelledRow(line: line.bytes)
            return Item(row: row, input: scorer.modelInput(row.content))
        } catch {
            throw LabelledFiles.Problem(description: "\(line.file):\(line.number): \(error)")
        }
    }
}
