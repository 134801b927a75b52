import Moderation
import Testing
import WebhookNotifier

struct DeliveryPlanTests {
    static let now = Instant(rfc3339: "2026-01-31T12:00:00Z") ?? Instant(milliseconds: 0)
    static let plain = DeliveryPlan(schedule: RetrySchedule(waits: RetrySchedule.standard.waits, jitter: 0))

    static func answer(_ status: Int, _ retryAfter: String? = nil) -> WebhookResult {
        .answered(WebhookAnswer(status: status, retryAfter: retryAfter.flatMap(RetryAfter.init)))
    }

    static func retry(_ seconds: Int64) -> DeliveryOutcome { .retry(at: now.advanced(by: .seconds(seconds))) }

    struct Case: Sendable {
        var result: WebhookResult
        var attempt = 1
        var outcome: DeliveryOutcome
    }

    static let results = [
        Case(result: answer(200), outcome: .delivered), Case(result: answer(204), outcome: .delivered),
        Case(result: answer(299), outcome: .delivered), Case(result: answer(200), attempt: 10, outcome: .delivered),
        Case(result: answer(199), outcome: retry(5)), Case(result: answer(301), outcome: retry(5)),
        Case(result: answer(304), outcome: retry(5)), Case(result: answer(307), outcome: retry(5)),
        Case(result: answer(400), outcome: retry(5)), Case(result: answer(404), outcome: retry(5)),
        Case(result: answer(500), outcome: retry(5)), Case(result: .failed(.timedOut), outcome: retry(5)),
        Case(result: .failed(.addressRefused("link-local")), outcome: retry(5)),
        Case(result: answer(410), outcome: .endpointGone),
        Case(result: answer(410), attempt: 10, outcome: .endpointGone),
        Case(result: .failed(.url(.unreadable)), attempt: 10, outcome: .deadLetter),
    ]

    static func wish(_ status: Int, _ header: String, attempt: Int = 1, outcome: DeliveryOutcome) -> Case {
        Case(
            result: .answered(WebhookAnswer(status: status, wish: DeliveryWish(header: header))), attempt: attempt,
            outcome: outcome)
    }

    static let wishes = [
        wish(400, "abort-message", outcome: .aborted), wish(500, " Abort-Message\t", attempt: 10, outcome: .aborted),
        wish(400, "disable", outcome: .endpointGone), wish(503, "DISABLE", outcome: .endpointGone),
        wish(410, "abort-message", outcome: .endpointGone), wish(400, "disabled", outcome: retry(5)),
        wish(400, "", outcome: retry(5)), wish(400, "disable abort-message", outcome: .endpointGone),
        // It took the event: what it says beside that is not a refusal.
        wish(200, "abort-message", outcome: .delivered), wish(204, "disable", outcome: .delivered),
    ]

    static let waits =
        zip(
            1..., [5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400] as [Int64]
        ).map { Case(result: answer(500), attempt: $0, outcome: retry($1)) }
        + [10, 11, 1000, 0, -1].map { Case(result: answer(500), attempt: $0, outcome: .deadLetter) }

    static let retryAfter = [
        // Never earlier than the schedule, never later than a day.
        Case(result: answer(429, "60"), outcome: retry(60)), Case(result: answer(503, "60"), outcome: retry(60)),
        Case(result: answer(429, "1"), outcome: retry(5)),
        Case(result: answer(429, "60"), attempt: 2, outcome: retry(300)),
        Case(result: answer(429, "86400"), outcome: retry(86_400)),
        Case(result: answer(429, "86401"), outcome: retry(86_400)),
        Case(result: answer(503, "99999999999999999999"), outcome: retry(86_400)),
        Case(result: answer(503, "Sat, 31 Jan 2026 12:02:00 GMT"), outcome: retry(120)),
        Case(result: answer(503, "Sat, 31 Jan 2026 11:00:00 GMT"), outcome: retry(5)),
        Case(result: answer(503, "Sun, 31 Jan 2027 12:00:00 GMT"), outcome: retry(86_400)),
        Case(result: answer(429, "soon"), outcome: retry(5)), Case(result: answer(429, "-60"), outcome: retry(5)),
        Case(result: answer(500, "60"), outcome: retry(5)), Case(result: answer(302, "60"), outcome: retry(5)),
        Case(result: answer(429, "60"), attempt: 10, outcome: .deadLetter),
    ]

    @Test(arguments: results + wishes + waits + retryAfter)
    func `an attempt's result decides what becomes of the delivery`(row: Case) {
        var generator = SeededGenerator(seed: 1)
        #expect(
            Self.plain.outcome(after: row.result, attempt: row.attempt, now: Self.now, using: &generator) == row.outcome
        )
    }

    @Test func `ten attempts end 75 hours, 35 minutes and 5 seconds after the first`() {
        #expect(RetrySchedule.standard.waits.count == 10 && RetrySchedule.standard.waits[0] == .zero)
        let whole = RetrySchedule.standard.waits.reduce(Duration.zero, +)
        #expect(whole == Duration.seconds(272_105))
    }

    @Test func `jitter stays within a fifth and uses the whole of it`() throws {
        var generator = SeededGenerator(seed: 3)
        var shortest = Duration.seconds(1000)
        var longest = Duration.zero
        for _ in 0..<2000 {
            let wait = try #require(RetrySchedule.standard.wait(afterAttempt: 2, using: &generator))
            (shortest, longest) = (min(shortest, wait), max(longest, wait))
        }
        #expect(shortest >= .seconds(240) && shortest < .seconds(246))
        #expect(longest <= .seconds(360) && longest > .seconds(354))
    }

    struct DateCase: Sendable {
        var text: String
        var moment: String?
    }

    @Test(arguments: [
        DateCase(text: "Sun, 06 Nov 1994 08:49:37 GMT", moment: "1994-11-06T08:49:37.000Z"),
        DateCase(text: "Sunday, 06-Nov-94 08:49:37 GMT", moment: "1994-11-06T08:49:37.000Z"),
        DateCase(text: "Sun Nov  6 08:49:37 1994", moment: "1994-11-06T08:49:37.000Z"),
        DateCase(text: "Thu, 29 Feb 2024 23:59:59 GMT", moment: "2024-02-29T23:59:59.000Z"),
        DateCase(text: "Fri, 01 Mar 2024 00:00:00 GMT", moment: "2024-03-01T00:00:00.000Z"),
        DateCase(text: "Wed, 31 Dec 2025 00:00:00 GMT", moment: "2025-12-31T00:00:00.000Z"),
        DateCase(text: "Thursday, 01-Jan-26 00:00:00 GMT", moment: "2026-01-01T00:00:00.000Z"),
        DateCase(text: "Thu, 01 Jan 1970 00:00:00 GMT", moment: "1970-01-01T00:00:00.000Z"),
        DateCase(text: "Sun, 06 Nov 1994 08:49:37 +0100"), DateCase(text: "Sun, 06 Nov 1994 24:00:00 GMT"),
        DateCase(text: "Sun, 06 Nov 1994 08:49 GMT"), DateCase(text: "Sun, 32 Nov 1994 08:49:37 GMT"),
        DateCase(text: "Sun, 06 nov 1994 08:49:37 GMT"), DateCase(text: "Sun, 06 Nov 1994 8:49:37 GMT"),
        DateCase(text: "1994-11-06T08:49:37Z"), DateCase(text: ""), DateCase(text: "Sun, 06 Nov 99999 08:49:37 GMT"),
    ])
    func `all three forms of an HTTP date are read`(row: DateCase) {
        #expect(HTTPDate.parse(row.text)?.rfc3339 == row.moment)
    }
}
