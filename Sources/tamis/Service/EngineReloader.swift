import CommentIntake
import Logging
import Moderation

/// Puts changed policy and lists in force. What is wrong leaves the earlier ones in force and is said with file and line.
/// Everything is read and built aside; requests only ever see one engine or the other.
struct EngineReloader {
    private let files: ScorerFiles
    private let engine: LiveEngine
    private let log: ReloadLog
    private let logger: Logger
    private var change: SettledChange<ScorerSources>

    /// `loaded` is what the engine in force was made of.
    init(files: ScorerFiles, loaded: ScorerSources, engine: LiveEngine, log: ReloadLog, logger: Logger) {
        self.files = files
        self.engine = engine
        self.log = log
        self.logger = logger
        change = SettledChange(taken: loaded)
    }

    /// Looks whether the files have changed, and takes what has settled.
    mutating func look() async throws {
        if let settled = change.look(try await read()) { try await load(settled, .change) }
    }

    /// Takes what stands there now.
    mutating func reload() async throws {
        let sources = try await read()
        change.take(sources)
        try await load(sources, .signal)
    }

    private func read() async throws -> ScorerSources {
        let files = files
        return try await aside { ScorerSources(files) }
    }

    private func load(_ sources: ScorerSources, _ cause: ReloadLog.Cause) async throws {
        let begun = ContinuousClock.now
        do {
            let new = try await aside { try EngineLoader.load(sources) }
            engine.replace(with: new)
            log.record(ReloadLog.Entry(at: .systemNow(), cause: cause, problem: nil))
            logger.notice(
                "policy and lists loaded",
                metadata: [
                    "cause": "\(cause.rawValue)", "policy": "\(new.versions.policy)", "lists": "\(new.versions.lists)",
                    "milliseconds": "\((ContinuousClock.now - begun).milliseconds)",
                ])
        } catch let problem as ConfigurationError {
            log.record(ReloadLog.Entry(at: .systemNow(), cause: cause, problem: problem.description))
            logger.error(
                "policy and lists refused, the earlier ones stay in force",
                metadata: ["cause": "\(cause.rawValue)", "problem": "\(problem)"])
        }
    }
}
