package import Moderation

/// What the service counts since it began: figures about its work, never about whose it was.
package struct Measures: Sendable {
    package let began = Instant.systemNow()
    package let database: DatabaseMeasures
    package let intake = IntakeMeasures()
    package let review = ReviewMeasures()
    package let deliveries = DeliveryMeasures()
    package let logins = Counters<LoginOutcome>()
}

/// What the database did.
package struct DatabaseMeasures: Sendable {
    package let batchSizes = Histogram(bounds: [1, 2, 4, 8, 16, 32, 64, 128])
    package let batchDurations = Histogram(
        microseconds: [500, 1000, 2500, 5000, 10_000, 25_000, 50_000, 100_000, 250_000, 1_000_000, 5_000_000])
    package let errors = Counters<ErrorKind>()

    package enum ErrorKind: String, Sendable, CaseIterable {
        case unavailable, taken, malformed
    }

    package init() {}

    /// Counts what made a reading or writing fail; what is no failure of the database is none.
    func count(_ error: any Error) {
        switch error {
        case StoreError.unavailable: errors[.unavailable].add()
        case StoreError.taken: errors[.taken].add()
        case StoreError.malformedRow: errors[.malformed].add()
        default: break
        }
    }
}

/// Comments taken.
package struct IntakeMeasures: Sendable {
    package let decisions = Counters<Decision>()
    /// Of these, where a label reached its threshold.
    package let labels = Counters<Label>()
    package let scoring = Histogram(
        microseconds: [10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000, 50_000, 250_000])
    /// Times no score could be made.
    package let failures = Counter()
}

/// Decisions after the first.
package struct ReviewMeasures: Sendable {
    package enum Cause: String, Sendable, CaseIterable {
        case policy, moderator, key
        case commandLine = "command_line"

        init(_ cause: DecisionCause) {
            switch cause {
            case .policy: self = .policy
            case .moderator: self = .moderator
            case .key: self = .key
            case .commandLine: self = .commandLine
            }
        }
    }

    package let decisions = Counters<Cause>()
}

/// Webhook requests sent.
package struct DeliveryMeasures: Sendable {
    package enum Outcome: String, Sendable, CaseIterable {
        case delivered, retry, dead, aborted, gone

        init(_ outcome: DeliveryOutcome) {
            switch outcome {
            case .delivered: self = .delivered
            case .retry: self = .retry
            case .deadLetter: self = .dead
            case .aborted: self = .aborted
            case .endpointGone: self = .gone
            }
        }
    }

    package let attempts = Counters<Outcome>()
    /// Time of the requests by endpoint. Those of the endpoints after the first 200 that were called stand together,
    /// under none: a scrape stays small.
    package let durations = EndpointDurations()

    package init() {}

    package func count(_ outcome: DeliveryOutcome, of endpoint: EndpointID, milliseconds: Int) {
        attempts[Outcome(outcome)].add()
        durations.of(endpoint).record(.milliseconds(milliseconds))
    }
}

/// How an attempt to log in ended.
package enum LoginOutcome: String, Sendable, CaseIterable {
    case accepted, refused, throttled
}
