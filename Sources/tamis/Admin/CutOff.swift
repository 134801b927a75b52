import Synchronization

/// Ends work on another thread that asks now and then.
final class CutOff: Sendable {
    private let isCut = Atomic(false)

    func now() { isCut.store(true, ordering: .relaxed) }

    func check() throws(CancellationError) {
        if isCut.load(ordering: .relaxed) { throw CancellationError() }
    }
}
