/// How an endpoint has been doing since its last success.
package struct EndpointHealth: Sendable, Equatable {
    /// Attempts that failed one after the other, over all its deliveries. Those that were on their way when the breaker
    /// opened are not counted.
    package var failures = 0
    /// When the first of them ended.
    package var failingSince: Instant?
    /// When its owner was last told that it will be disabled.
    package var warnedAt: Instant?
    /// The breaker is open: nothing is sent before.
    package var heldUntil: Instant?

    package init(
        failures: Int = 0, failingSince: Instant? = nil, warnedAt: Instant? = nil, heldUntil: Instant? = nil
    ) {
        self.failures = failures
        self.failingSince = failingSince
        self.warnedAt = warnedAt
        self.heldUntil = heldUntil
    }
}

/// What somebody should hear of an endpoint.
package enum EndpointNews: Sendable, Equatable {
    /// It fails and will be disabled then, unless it takes something before.
    case warned(disabledAt: Instant)
    case disabled(Endpoint.DisabledBecause)
}

/// When an endpoint that fails is spared requests, warned of and given up, as data.
package struct EndpointHealthRules: Sendable, Equatable {
    /// From so many failures in a row on one request at a time is sent, as a probe, and after each failing one nothing
    /// for the next of `breakerPauses`; the last is repeated. Waiting costs a delivery none of its attempts.
    package var breakerFailures = 10
    package var breakerPauses: [Duration] = [.seconds(30), .seconds(60), .seconds(120), .seconds(300)]
    /// After failing for so long, and nothing but failing, its owner is warned.
    package var warnAfter = Duration.seconds(3 * 86_400)
    /// After so long it is disabled, but no sooner than `noticeTime` after the warning: an endpoint that gets an event a
    /// month is warned as any other.
    package var disableAfter = Duration.seconds(5 * 86_400)
    package var noticeTime = Duration.seconds(86_400)

    package static let standard = EndpointHealthRules()

    /// One more attempt failed at `now`.
    package func failed(_ before: EndpointHealth, at now: Instant) -> (EndpointHealth, EndpointNews?) {
        var health = before
        let isOpen = before.heldUntil.map { $0 > now } ?? false
        if !isOpen {
            health.failures += 1
            health.heldUntil = pause(after: health.failures).map { now.advanced(by: $0) }
        }
        let since = before.failingSince ?? now
        health.failingSince = since
        guard since.advanced(by: warnAfter) <= now else { return (health, nil) }
        guard let end = disabledAt(before) else {
            health.warnedAt = now
            return (health, .warned(disabledAt: disabledAt(health) ?? now))
        }
        return (health, end <= now ? .disabled(.failing) : nil)
    }

    /// When an endpoint of which was warned will be disabled if it goes on failing; nil without a warning.
    package func disabledAt(_ health: EndpointHealth) -> Instant? {
        guard let since = health.failingSince, let warned = health.warnedAt else { return nil }
        return max(since.advanced(by: disableAfter), warned.advanced(by: noticeTime))
    }

    /// Whether only one request at a time may be on its way.
    package func isProbing(_ health: EndpointHealth) -> Bool { health.failures >= breakerFailures }

    private func pause(after failures: Int) -> Duration? {
        guard failures >= breakerFailures else { return nil }
        return breakerPauses[min(failures - breakerFailures, breakerPauses.count - 1)]
    }
}
