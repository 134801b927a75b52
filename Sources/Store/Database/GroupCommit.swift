import Dispatch
import Synchronization

/// Queues writes and lets those that wait share one transaction and so one sync of the disk. Small readings are grouped by
/// another one of these: they share a snapshot.
///
/// A failing one takes nothing with it: the others run again without it. Each is answered only after the commit. While a commit syncs, new writes gather and become the next one, so nobody waits for a timer.
final class GroupCommit: Sendable {
    typealias Answer = @Sendable ((any Error)?) -> Void

    /// One write: runs on the session, then is told how the commit went.
    struct Job: Sendable {
        /// Runs inside the transaction, again when that is given up. Returns what to call after the commit, with nil or what made it fail.
        let run: @Sendable (SQLSession) throws -> Answer
        /// Called instead when `run` threw, or when the job never ran.
        let fail: @Sendable (any Error) -> Void
    }

    /// How the engine runs a transaction around the jobs of one batch.
    typealias Transaction = @Sendable ([Job]) -> Void

    /// Most writes in one transaction.
    static let batchLimit = 128

    private struct State {
        var waiting: [Job] = []
        var isDraining = false
    }

    private let state = Mutex(State())
    private let queue: DispatchQueue
    private let transaction: Transaction

    init(label: String = "tamis.commit", transaction: @escaping Transaction) {
        queue = DispatchQueue(label: label, qos: .userInitiated)
        self.transaction = transaction
    }

    func submit(_ job: Job) {
        let mustStart = state.withLock { state in
            state.waiting.append(job)
            defer { state.isDraining = true }
            return !state.isDraining
        }
        if mustStart { queue.async { self.drain() } }
    }

    private func drain() {
        while let batch = nextBatch() { transaction(batch) }
    }

    private func nextBatch() -> [Job]? {
        state.withLock { state in
            guard !state.waiting.isEmpty else {
                state.isDraining = false
                return nil
            }
            let batch = Array(state.waiting.prefix(Self.batchLimit))
            state.waiting.removeFirst(batch.count)
            return batch
        }
    }
}
