import Synchronization

/// The idempotency keys whose first request is being worked on in this process.
final class UnderWay: Sendable {
    private let tickets = Mutex<Set<String>>([])

    /// False when the ticket is in already.
    func enter(_ ticket: String) -> Bool {
        tickets.withLock { $0.insert(ticket).inserted }
    }

    func leave(_ ticket: String) {
        tickets.withLock { _ = $0.remove(ticket) }
    }
}
