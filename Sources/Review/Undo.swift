import Moderation
import Store

/// Taking back a moderator's last decision, and the one before it when asked again.
enum Undo {
    /// The decision that restores what stood before, or nil when no moderator's decision is left to take back.
    /// Every undo names the version it takes back, so the decisions still standing are all the others.
    static func next(after past: [PastDecision]) -> NextDecision? {
        let undone = Set(past.compactMap(\.undoes))
        let standing = past.filter { $0.undoes == nil && !undone.contains($0.version) }
        guard let last = standing.last, last.record.cause != .policy, let before = standing.dropLast().last else {
            return nil
        }
        return NextDecision(
            decision: before.record.decision, reasons: before.record.reasons, note: nil, undoes: last.version)
    }
}
