import CommentIntake
import Foundation
import Moderation

/// What is wrong in an archive, and where.
struct ArchiveProblem: Error, CustomStringConvertible {
    let file: String
    /// From 1; nil of the file as a whole.
    let line: Int?
    let what: String

    var description: String { line.map { "\(file):\($0): \(what)" } ?? "\(file): \(what)" }
}

/// Brings comments of one archive to a site, a batch at a time.
struct ImportRun {
    /// What became of the comments that were read.
    struct Counts {
        var read = 0
        var added = 0
        var known = 0
        var empty = 0
        /// What is no comment, such as a ping, or was erased.
        var passed = 0
        var decided = 0
        var labels: [String: Int] = [:]
    }

    /// Sent as JSON in JSON, which can take twice as much; a command has a megabyte.
    private static let batchBytes = 256 * 1024
    private static let batchLines = 200

    let store: StoreOptions
    let site: String
    let isPreview: Bool
    let notify: Bool
    private(set) var counts = Counts()
    private var batch: [ArchivedComment] = []
    private var bytes = 0
    private let scoring: LazyScoring

    init(store: StoreOptions, site: String, isPreview: Bool, notify: Bool) {
        self.store = store
        self.site = site
        self.isPreview = isPreview
        self.notify = notify
        scoring = LazyScoring(store: store)
    }

    /// Nil for what is not brought along.
    mutating func take(_ comment: ArchivedComment?) async throws {
        guard let comment else {
            counts.passed += 1
            return
        }
        if batch.count == Self.batchLines || bytes + comment.byteCount > Self.batchBytes { try await send() }
        batch.append(comment)
        bytes += comment.byteCount
    }

    mutating func send() async throws {
        guard !batch.isEmpty else { return }
        let answer = try await store.ask(
            .takeIn(site: site, batch, preview: isPreview, notify: notify), scoring: scoring.make)
        guard answer.failure == nil, case .one(_, let fields)? = answer.report else {
            return try store.finish(answer)
        }
        for field in fields {
            guard case .integer(let number) = field.value else { continue }
            switch field.key {
            case "added": counts.added += number
            case "known": counts.known += number
            case "empty": counts.empty += number
            case "decided": counts.decided += number
            default: break
            }
        }
        counts.read += batch.count
        for comment in batch { counts.labels[comment.label?.rawValue ?? "unlabelled", default: 0] += 1 }
        (batch, bytes) = ([], 0)
    }

    var report: AdminAnswer {
        let labels = counts.labels.sorted { $0.key < $1.key }
        let spoken = labels.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
        let verb = isPreview ? "would be added" : "added"
        return .done(
            """
            \(site): \(counts.added) \(verb), \(counts.known) already there, \(counts.empty) without text, \
            \(counts.passed) passed over, \(counts.decided) decided as they were
            \(counts.read) comments read\(spoken.isEmpty ? "" : ": " + spoken)
            """,
            [
                AdminField("site", .text(site)), AdminField("dry_run", .flag(isPreview)),
                AdminField("read", .integer(counts.read)), AdminField("added", .integer(counts.added)),
                AdminField("known", .integer(counts.known)), AdminField("empty", .integer(counts.empty)),
                AdminField("passed", .integer(counts.passed)), AdminField("decided", .integer(counts.decided)),
            ] + labels.map { AdminField($0.key, .integer($0.value)) })
    }
}

/// What scores in a command that holds the data folder itself, loaded once and only when it is asked for.
private final class LazyScoring {
    private let store: StoreOptions
    private var loaded: AdminDesk.LiveScoring?

    init(store: StoreOptions) { self.store = store }

    func make() throws -> AdminDesk.LiveScoring? {
        if let loaded { return loaded }
        let settings = try store.folder.settings()
        let files = try ScorerFiles(
            config: store.folder.config, policyFile: settings.policyFile, wordlistsFolder: settings.wordlistsFolder)
        let engine = LiveEngine(try EngineLoader.load(ScorerSources(files)))
        loaded = AdminDesk.LiveScoring(engine: engine, reloads: ReloadLog())
        return loaded
    }
}
