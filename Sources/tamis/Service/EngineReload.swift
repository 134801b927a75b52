import Foundation
import Logging
import ServiceLifecycle
import Synchronization
import UnixSignals

/// Watches policy and lists while the service runs: SIGHUP takes them at once, a change when it has settled.
///
/// Looking every second needs nothing of the file system: editors that replace files by renaming, links and network
/// folders are all the same to it. A look reads some 700 KB from memory.
struct EngineReload: Service {
    let reloader: EngineReloader
    /// Trapped before anything else was done, so that an early SIGHUP ends nobody.
    let hangups: UnixSignalsSequence
    let settingsFile: SettingsFile?
    let logger: Logger

    func run() async throws {
        try await cancelWhenGracefulShutdown {
            // One wake-up at most waits: what came while an engine was built, however often, is taken together.
            let (wakeups, wakeup) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
            let hangup = Hangup()
            try await withThrowingDiscardingTaskGroup { group in
                group.addTask {
                    for await _ in hangups {
                        hangup.came.store(true, ordering: .relaxed)
                        wakeup.yield()
                    }
                }
                group.addTask {
                    // Ends when cancelled: we stop.
                    while (try? await Task.sleep(for: .seconds(1))) != nil { wakeup.yield() }
                    wakeup.finish()
                }
                var reloader = reloader
                // One after the other: two engines are never built at once.
                for await _ in wakeups where !Task.isCancelled {
                    if hangup.came.exchange(false, ordering: .relaxed) {
                        sayIfSettingsChanged()
                        try await reloader.reload()
                    } else {
                        try await reloader.look()
                    }
                }
            }
        }
    }

    /// Whether a SIGHUP has come that is not taken yet.
    private final class Hangup: Sendable {
        let came = Atomic(false)
    }

    private func sayIfSettingsChanged() {
        guard let settingsFile, settingsFile.hasChanged else { return }
        logger.warning(
            "settings have changed; they are read at start only, so restart for them",
            metadata: ["file": "\(settingsFile.path)"])
    }
}

/// The settings file as it was read at the start.
struct SettingsFile: Sendable {
    let path: String
    private let bytes: Data?

    init(path: String) {
        self.path = path
        bytes = FileManager.default.contents(atPath: path)
    }

    var hasChanged: Bool { FileManager.default.contents(atPath: path) != bytes }
}
