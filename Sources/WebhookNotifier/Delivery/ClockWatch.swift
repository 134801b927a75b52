import Moderation

/// Notices when the wall clock is set back: what waits for a time by it would then wait too long. Set forward it harms
/// nobody, things only come due sooner.
struct ClockWatch {
    /// Time servers correct less than this without anybody noticing.
    private static let tolerance = Duration.seconds(30)

    private var wall: Instant
    private var steady = ContinuousClock.now

    init(wall: Instant) {
        self.wall = wall
    }

    /// How far the wall clock was set back since the last look; nil when it was not.
    mutating func look(wall now: Instant, steady: ContinuousClock.Instant = .now) -> Duration? {
        let behind = (steady - self.steady) - wall.duration(to: now)
        (wall, self.steady) = (now, steady)
        return behind > Self.tolerance ? behind : nil
    }
}
