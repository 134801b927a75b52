import Synchronization

/// How many deliveries are on their way. How many go to one endpoint the queue alone decides, by what is under lease: a second
/// count here would now and then refuse one that was just taken, which would then wait for its lease to end.
final class DeliverySlots: Sendable {
    private let limit: Int
    private let taken = Mutex(0)

    init(limit: Int) {
        self.limit = limit
    }

    var free: Int { taken.withLock { limit - $0 } }
    var isIdle: Bool { taken.withLock { $0 == 0 } }

    /// Whether there was room.
    func take() -> Bool {
        taken.withLock { taken in
            guard taken < limit else { return false }
            taken += 1
            return true
        }
    }

    func giveBack() {
        taken.withLock { taken in
            precondition(taken > 0, "a slot is given back once")
            taken -= 1
        }
    }
}
