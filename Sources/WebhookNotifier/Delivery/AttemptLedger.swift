import Moderation
import Synchronization

/// Attempts that have ended and are not written down yet. Many go into one write and share its sync of the disk.
final class AttemptLedger: Sendable {
    private let ended = Mutex<[EndedAttempt]>([])
    private let bell = Bell()

    func add(_ attempt: EndedAttempt) {
        ended.withLock { $0.append(attempt) }
        bell.ring()
    }

    /// Returns when there is something to write, or when the task is cancelled.
    func wait() async { await bell.wait() }

    /// What has gathered, in the order it came.
    func takeAll() -> [EndedAttempt] {
        ended.withLock { ended in
            defer { ended = [] }
            return ended
        }
    }
}
