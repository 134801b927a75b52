import Synchronization

/// How many deliveries are on their way. How many go to one endpoint the queue alone decides, by what is under lease: a second
/// count here would now and then refuse one that was just taken, which would then wait for its lease to end.
final class DeliverySlots: Sendable {
    private let limit: Int
    private let count = Mutex(0)

    init(limit: Int) {
        self.limit = limit
    }

    var taken: Int { count.withLock(\.self) }
    var free: Int { limit - taken }
    var isIdle: Bool { taken == 0 }

    /// Whether there was room.
    func take() -> Bool {
        count.withLock { taken in
            guard taken < limit else { return false }
            taken += 1
            return true
        }
    }

    func giveBack(_ number: Int = 1) {
        count.withLock { taken in
            precondition(taken >= number, "a slot is given back once")
            taken -= number
        }
    }
}
