import Moderation
import Testing

@testable import WebhookNotifier

@Suite struct `A watch on the wall clock` {
    struct Step: Sendable {
        /// Seconds that have passed, and that the wall clock says have.
        var steady: Int
        var wall: Int
        /// By how many it was set back.
        var behind: Int?
    }

    @Test(arguments: [
        Step(steady: 60, wall: 60), Step(steady: 60, wall: 31), Step(steady: 60, wall: 30),
        Step(steady: 60, wall: 29, behind: 31), Step(steady: 60, wall: -86_400, behind: 86_460),
        Step(steady: 60, wall: 86_400), Step(steady: 0, wall: 0), Step(steady: 0, wall: -31, behind: 31),
    ])
    func `notices that it was set back, and nothing else`(step: Step) {
        let (wall, steady) = (Instant(milliseconds: 1_800_000_000_000), ContinuousClock.now)
        let behind = ClockWatch(wall: wall, steady: steady).setBack(
            wall: wall.advanced(by: .seconds(step.wall)), steady: steady.advanced(by: .seconds(step.steady)))
        #expect(behind == step.behind.map { .seconds($0) })
    }
}
