import Moderation

/// A clock that moves when a test says so.
final class ManualClock: Clock {
    struct Instant: InstantProtocol {
        var offset: Duration
        func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }
        func duration(to other: Instant) -> Duration { other.offset - offset }
        static func < (left: Instant, right: Instant) -> Bool { left.offset < right.offset }
    }

    struct State {
        var now = Duration.zero
        /// How long each sleep was meant to be, in order.
        var asked: [Duration] = []
    }

    private let state = Watched(State())

    var now: Instant { Instant(offset: state.value.now) }
    var minimumResolution: Duration { .nanoseconds(1) }
    var asked: [Duration] { state.value.asked }

    /// The same time as the store and the signatures see it.
    @Sendable func wall() -> Moderation.Instant {
        Moderation.Instant(milliseconds: 1_700_000_000_000).advanced(by: state.value.now)
    }

    func sleep(until deadline: Instant, tolerance: Duration?) async throws {
        state.change { $0.asked.append(deadline.offset - $0.now) }
        await state.wait { $0.now >= deadline.offset }
        try Task.checkCancellation()
    }

    func advance(by duration: Duration) { state.change { $0.now += duration } }

    /// Returns once somebody has asked to sleep for this long, `count` times in all.
    func waitForSleep(of duration: Duration, count: Int = 1) async {
        await state.wait { $0.asked.filter { $0 == duration }.count >= count }
    }
}
