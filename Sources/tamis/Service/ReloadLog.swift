import Moderation
import Synchronization

/// What came of the last attempt to put policy and lists in force: told by `doctor`.
final class ReloadLog: Sendable {
    enum Cause: String, Sendable {
        case start, signal, change
    }

    struct Entry: Sendable, Equatable {
        var at: Instant
        var cause: Cause
        /// File, line and what is wrong there; nil when it was put in force.
        var problem: String?

        var words: String {
            let when = "\(at.rfc3339) (\(cause.rawValue))"
            return problem.map { "refused \(when), the earlier ones stay in force: \($0)" } ?? "loaded \(when)"
        }
    }

    private let entry: Mutex<Entry>

    init(at: Instant = .systemNow()) {
        entry = Mutex(Entry(at: at, cause: .start, problem: nil))
    }

    var last: Entry { entry.withLock { $0 } }

    func record(_ new: Entry) {
        entry.withLock { $0 = new }
    }
}
