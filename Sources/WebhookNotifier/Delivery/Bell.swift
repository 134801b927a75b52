import Synchronization

/// One waiter sleeps until somebody rings, the time is over or the bell is closed. A ring that nobody waits for is kept.
final class Bell: Sendable {
    private struct State {
        var hasRung = false
        var isClosed = false
        var waiter: CheckedContinuation<Void, Never>?
    }

    private let state = Mutex(State())

    var isClosed: Bool { state.withLock(\.isClosed) }
    var hasRung: Bool { state.withLock(\.hasRung) }

    func ring() { wake { $0.hasRung = true } }

    /// From here on nobody waits any more.
    func close() { wake { $0.isClosed = true } }

    /// Returns at a ring, when closed or when the task is cancelled.
    func wait() async { await waitForRing() }

    /// Returns at a ring, after `time`, when closed or when the task is cancelled, whichever is first.
    func wait(atMost time: Duration, clock: any Clock<Duration>) async {
        if takeRing() { return }
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await self.waitForRing() }
            // A cancelled sleep has nothing to say: the ring was first.
            group.addTask { try? await clock.sleep(for: time) }
            await group.next()
            group.cancelAll()
        }
    }

    /// Whether nobody need wait.
    private func takeRing() -> Bool {
        state.withLock { state in
            defer { state.hasRung = false }
            return state.hasRung || state.isClosed
        }
    }

    private func waitForRing() async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let mustWait = state.withLock { state in
                    guard !state.isClosed, !state.hasRung, !Task.isCancelled else {
                        state.hasRung = false
                        return false
                    }
                    precondition(state.waiter == nil, "a bell has one waiter")
                    state.waiter = continuation
                    return true
                }
                if !mustWait { continuation.resume() }
            }
        } onCancel: {
            wake { _ in }
        }
    }

    private func wake(_ change: (inout State) -> Void) {
        let waiter = state.withLock { state in
            change(&state)
            defer { state.waiter = nil }
            if state.waiter != nil { state.hasRung = false }
            return state.waiter
        }
        waiter?.resume()
    }
}
