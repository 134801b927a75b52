import Foundation
import Moderation
import Scoring

/// The labelled files that were named, folders opened, read line by line in batches.
struct LabelledFiles {
    struct Problem: Error, CustomStringConvertible {
        var description: String
    }

    /// One line and where it stands.
    struct Line: Sendable {
        var file: String
        /// What the set is called when the line does not say.
        var set: String
        var number: Int
        var bytes: Data
    }

    private let paths: [String]
    /// Of all files together.
    let byteCount: Int

    private static let batchLines = 1_024

    /// A folder stands for its `*.jsonl` in the order of their names.
    init(_ named: [String]) throws(Problem) {
        var paths: [String] = []
        for path in named {
            var isFolder = false
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
                throw Problem(description: "\(path) does not exist")
            }
            guard isFolder else {
                paths.append(path)
                continue
            }
            // A folder that cannot be listed has no file to offer, and that is told.
            let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
            let files = names.filter { $0.hasSuffix(".jsonl") && !$0.hasPrefix(".") }.sorted()
            guard !files.isEmpty else { throw Problem(description: "no .jsonl file in \(path)") }
            paths += files.map { path + "/" + $0 }
        }
        self.paths = paths
        byteCount = paths.reduce(0) { sum, path in
            // Only for the progress shown; a size nobody knows adds nothing.
            let size = (try? FileManager.default.attributesOfItem(atPath: path))?[.size] as? Int
            return sum + (size ?? 0)
        }
    }

    /// Hands on the lines that are not empty, a batch at a time, file after file.
    func forEachBatch(_ take: ([Line]) async throws -> Void) async throws {
        for path in paths {
            guard let file = FileHandle(forReadingAtPath: path) else {
                throw Problem(description: "\(path) cannot be read")
            }
            let name = URL(fileURLWithPath: path).lastPathComponent
            let set = name.hasSuffix(".jsonl") ? String(name.dropLast(6)) : name
            var lines = InputLines(file)
            var number = 0
            var batch: [Line] = []
            while true {
                number += 1
                let bytes: Data?
                do {
                    bytes = try lines.next()
                } catch {
                    throw Problem(description: "\(path):\(number): \(error)")
                }
                guard let bytes else { break }
                if bytes.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { continue }
                batch.append(Line(file: path, set: set, number: number, bytes: bytes))
                if batch.count == Self.batchLines {
                    try await take(batch)
                    batch.removeAll(keepingCapacity: true)
                }
            }
            try await take(batch)
        }
    }
}
