import Moderation
import Testing

@Suite struct `Endpoint health` {
    private static let begin = Instant(milliseconds: 1_800_000_000_000)
    private static let rules = EndpointHealthRules.standard

    private static func after(_ hours: Int) -> Instant { begin.advanced(by: .seconds(hours * 3600)) }

    @Test func `ten failures in a row open the breaker, each further one for longer`() {
        var health = EndpointHealth()
        var now = Self.begin
        for number in 1...9 {
            (health, _) = Self.rules.failed(health, at: now)
            #expect(health.failures == number && health.heldUntil == nil && !Self.rules.isProbing(health))
        }
        for pause in [30, 60, 120, 300, 300] {
            (health, _) = Self.rules.failed(health, at: now)
            #expect(health.heldUntil == now.advanced(by: .seconds(pause)) && Self.rules.isProbing(health))
            // What was on its way when it opened says nothing new.
            let open = Self.rules.failed(health, at: now.advanced(by: .seconds(pause - 1))).0
            #expect(open == health)
            now = now.advanced(by: .seconds(pause))
        }
        #expect(health.failures == 14 && health.failingSince == Self.begin)
    }

    struct Step: Sendable {
        var hour: Int
        var news: EndpointNews?
    }

    @Test(arguments: [
        // Failing all the time: warned after three days, disabled after five.
        [
            Step(hour: 0), Step(hour: 71), Step(hour: 72, news: .warned(disabledAt: after(120))), Step(hour: 73),
            Step(hour: 119), Step(hour: 120, news: .disabled(.failing)),
        ],
        // Rarely called: warned all the same, and not disabled within a day of it.
        [
            Step(hour: 0), Step(hour: 500, news: .warned(disabledAt: after(524))), Step(hour: 523),
            Step(hour: 525, news: .disabled(.failing)),
        ],
    ])
    func `an endpoint is given up only after days of nothing but failure and a warning`(steps: [Step]) {
        var health = EndpointHealth()
        for step in steps {
            let news: EndpointNews?
            (health, news) = Self.rules.failed(health, at: Self.after(step.hour))
            #expect(news == step.news, "hour \(step.hour)")
        }
    }
}
