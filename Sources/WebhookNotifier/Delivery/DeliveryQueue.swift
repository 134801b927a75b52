package import Moderation

/// Where deliveries come from and outcomes go: the store, as a value.
package struct DeliveryQueue: Sendable {
    /// Up to `limit` due deliveries of active endpoints, shared fairly among the endpoints, held for `lease`. An
    /// endpoint with `perEndpoint` deliveries already held by somebody gets no further one: so an endpoint that hangs
    /// never holds the others up.
    package typealias Claim =
        @Sendable (_ limit: Int, _ perEndpoint: Int, _ lease: Duration, _ now: Instant) async throws ->
        [ClaimedDelivery]
    /// Writes attempts and what follows from them, also for their endpoints, all or none, and says for each what of that
    /// somebody should hear; nothing of one whose lease is no longer ours.
    package typealias Record = @Sendable (_ ended: [EndedAttempt]) async throws -> [EndpointNews?]

    package var claim: Claim
    package var record: Record
    /// When the next delivery or lease comes due; nil when none waits.
    package var nextDue: @Sendable (_ now: Instant) async throws -> Instant?
    /// Brings everything that waits for a time this much nearer: the wall clock was set back.
    package var clockWentBack: @Sendable (_ by: Duration) async throws -> Void = { _ in }
    /// Yields when new deliveries have been committed.
    package var wakeups: @Sendable () -> AsyncStream<Void>

    package init(
        claim: @escaping Claim, record: @escaping Record,
        nextDue: @escaping @Sendable (_ now: Instant) async throws -> Instant?,
        wakeups: @escaping @Sendable () -> AsyncStream<Void>
    ) {
        self.claim = claim
        self.record = record
        self.nextDue = nextDue
        self.wakeups = wakeups
    }
}
