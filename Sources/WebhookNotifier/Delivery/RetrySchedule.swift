/// When each attempt of a delivery is made, as data.
package struct RetrySchedule: Sendable, Equatable {
    /// How long each attempt waits for the one before it; the first number is the wait of the first attempt.
    package var waits: [Duration]
    /// How much a wait may be longer or shorter, so that many deliveries do not come back at once: 0.2 is ±20 %.
    package var jitter: Double

    package init(waits: [Duration], jitter: Double) {
        precondition(!waits.isEmpty && (0..<1).contains(jitter))
        self.waits = waits
        self.jitter = jitter
    }

    /// The schedule Standard Webhooks gives as its example: ten attempts in a little over three days.
    package static let standard = RetrySchedule(
        waits: [
            .zero, .seconds(5), .seconds(5 * 60), .seconds(30 * 60), .seconds(2 * 3600), .seconds(5 * 3600),
            .seconds(10 * 3600), .seconds(14 * 3600), .seconds(20 * 3600), .seconds(24 * 3600),
        ],
        jitter: 0.2)

    /// The wait after a failed attempt, numbered from 1; nil when there is no further attempt.
    package func wait(afterAttempt attempt: Int, using generator: inout some RandomNumberGenerator) -> Duration? {
        guard attempt >= 1, attempt < waits.count else { return nil }
        guard jitter > 0 else { return waits[attempt] }
        return waits[attempt] * Double.random(in: 1 - jitter...1 + jitter, using: &generator)
    }
}
