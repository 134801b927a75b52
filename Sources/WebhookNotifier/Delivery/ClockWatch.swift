import Moderation

/// One look at the wall clock and at the steady one beside it, to notice later that the wall clock was set back: what waits
/// for a time by it would then wait too long. Set forward it harms nobody, things only come due sooner.
struct ClockWatch {
    /// Time servers correct less than this without anybody noticing.
    static let tolerance = Duration.seconds(30)

    private let wall: Instant
    private let steady: ContinuousClock.Instant

    init(wall: Instant, steady: ContinuousClock.Instant = .now) {
        self.wall = wall
        self.steady = steady
    }

    /// How far the wall clock was set back since; nil when it was not.
    func setBack(wall now: Instant, steady steadyNow: ContinuousClock.Instant = .now) -> Duration? {
        let behind = (steadyNow - steady) - wall.duration(to: now)
        return behind > Self.tolerance ? behind : nil
    }
}
