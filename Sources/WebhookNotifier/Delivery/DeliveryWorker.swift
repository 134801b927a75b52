package import Logging
package import Moderation
import ServiceLifecycle
package import Store

/// Sends what the outbox holds, again and again until it is delivered or its schedule ends.
///
/// It may be killed at any moment: what it held is due again at the next start, with the same id and bytes.
package struct DeliveryWorker: Service {
    /// How much at once, and how patient.
    package struct Limits: Sendable {
        /// Deliveries on their way at once.
        package var inFlight: Int
        /// Of these, to one endpoint.
        package var perEndpoint: Int
        /// The longest sleep: what nobody announced, such as another process's change, is found after it.
        package var longestSleep: Duration
        /// With so many on their way a claim waits for `claimPause`, and writing down for `writePause`: what ends
        /// meanwhile is replaced and written at once, not one by one.
        package var busyFrom: Int
        package var claimPause: Duration
        package var writePause: Duration
        /// Waits after the store failed, one after the other; the last is repeated.
        package var backoff: [Duration]

        package init(
            inFlight: Int = 512, perEndpoint: Int = 8, longestSleep: Duration = .seconds(60),
            busyFrom: Int = 64, claimPause: Duration = .milliseconds(4), writePause: Duration = .milliseconds(2),
            backoff: [Duration] = [.milliseconds(200), .seconds(1), .seconds(5), .seconds(30)]
        ) {
            precondition(inFlight > 0 && perEndpoint > 0 && !backoff.isEmpty)
            self.inFlight = inFlight
            self.perEndpoint = perEndpoint
            self.longestSleep = longestSleep
            self.busyFrom = busyFrom
            self.claimPause = claimPause
            self.writePause = writePause
            self.backoff = backoff
        }
    }

    private let queue: DeliveryQueue
    private let attempt: DeliverySender
    private let limits: Limits
    private let now: WallClock
    private let clock: any Clock<Duration>
    private let logger: Logger
    private let measures: DeliveryMeasures
    /// Long enough for an attempt and for writing its outcome, so that nobody else sends meanwhile.
    package let lease: Duration
    /// After a shutdown began, requests on the wire get this long; they need no more by their own timeout.
    private let drainTime: Duration

    /// `version` is ours, for the `user-agent`.
    package init(
        queue: DeliveryQueue, transport: any WebhookTransport, plan: DeliveryPlan = DeliveryPlan(),
        limits: Limits = Limits(), version: String, now: @escaping WallClock = Instant.systemNow,
        clock: any Clock<Duration> = ContinuousClock(), logger: Logger, measures: DeliveryMeasures = DeliveryMeasures()
    ) {
        self.queue = queue
        self.attempt = DeliverySender(transport: transport, plan: plan, userAgent: "Tamis/\(version)", now: now)
        self.limits = limits
        self.now = now
        self.clock = clock
        self.logger = logger
        self.measures = measures
        self.lease = transport.totalTimeout * 2 + .seconds(15)
        self.drainTime = transport.totalTimeout + .seconds(5)
    }

    package func run() async throws {
        let bell = Bell()
        let stop = Bell()
        await withGracefulShutdownHandler {
            await deliver(bell: bell, stop: stop)
        } onGracefulShutdown: {
            stop.close()
            bell.ring()
        }
    }

    private func deliver(bell: Bell, stop: Bell) async {
        let slots = DeliverySlots(limit: limits.inFlight)
        let ledger = AttemptLedger()
        await withDiscardingTaskGroup { group in
            group.addTask { for await _ in queue.wakeups() { bell.ring() } }
            group.addTask { await write(ledger, slots: slots, bell: bell) }
            var failures = 0
            var watch = ClockWatch(wall: now())
            while !stop.isClosed, !Task.isCancelled {
                do {
                    let time = now()
                    if let behind = watch.setBack(wall: time) {
                        logger.warning(
                            "the clock was set back", metadata: ["seconds": "\(behind.components.seconds)"])
                        try await queue.clockWentBack(behind)
                    }
                    // Only now: what the store could not write is seen again in the next round.
                    watch = ClockWatch(wall: time)
                    try await claim(into: &group, slots: slots, ledger: ledger, bell: bell)
                    // So that what ends meanwhile is replaced by one claim, not by one each.
                    if slots.taken >= limits.busyFrom { await stop.wait(atMost: limits.claimPause, clock: clock) }
                    // Whoever has ended meanwhile makes room at once, whatever is due later.
                    let pause = bell.hasRung ? .zero : try await pause(slots: slots)
                    failures = 0
                    await bell.wait(atMost: pause, clock: clock)
                } catch {
                    failures += 1
                    log("the outbox could not be read", error, ["failures": "\(failures)"])
                    // Only the end of the service cuts this short: rings would make it spin.
                    await stop.wait(atMost: backoff(failures), clock: clock)
                }
            }
            await drain(slots: slots, bell: bell)
            group.cancelAll()
        }
    }

    /// Takes what is due, as much as there is room for, and sets it going.
    private func claim(
        into group: inout DiscardingTaskGroup, slots: DeliverySlots, ledger: AttemptLedger, bell: Bell
    ) async throws {
        var mayHaveMore = true
        while mayHaveMore, slots.free > 0 {
            let free = slots.free
            let claimed = try await queue.claim(free, limits.perEndpoint, lease, now())
            var begun = 0
            for delivery in claimed where slots.take() {
                begun += 1
                group.addTask {
                    if let (written, outcome) = await attempt.send(delivery) {
                        measures.count(
                            outcome, of: delivery.endpoint, milliseconds: written.durationMilliseconds)
                        ledger.add(EndedAttempt(written, outcome, of: delivery))
                    } else {
                        slots.giveBack()
                        bell.ring()
                    }
                }
            }
            // What found no room comes due again when its lease ends; a queue that keeps to what was asked for has none.
            if begun < claimed.count {
                logger.debug("deliveries left", metadata: ["count": "\(claimed.count - begun)"])
            }
            mayHaveMore = begun > 0 && claimed.count == free
        }
    }

    private func pause(slots: DeliverySlots) async throws -> Duration {
        guard slots.free > 0 else { return limits.longestSleep }
        let now = now()
        guard let due = try await queue.nextDue(now) else { return limits.longestSleep }
        // Due, and yet not given to us: an endpoint at its limit, or another worker's. A finished request rings.
        guard due > now else { return min(.seconds(1), limits.longestSleep) }
        return min(now.duration(to: due), limits.longestSleep)
    }

    /// Writes down what has ended, as long as the task is not cancelled. A delivery has its slot until then.
    private func write(_ ledger: AttemptLedger, slots: DeliverySlots, bell: Bell) async {
        await withDiscardingTaskGroup { group in
            while !Task.isCancelled {
                await ledger.wait()
                // Cancelled, there is nothing to wait for.
                if slots.taken >= limits.busyFrom { try? await clock.sleep(for: limits.writePause) }
                let ended = ledger.takeAll()
                guard !ended.isEmpty else { continue }
                do {
                    try await record(ended)
                    slots.giveBack(ended.count)
                    bell.ring()
                } catch {
                    let first = ended.count == 1 ? ended.first : nil
                    log(
                        "attempts could not be recorded", error,
                        first.map { metadata(of: $0) } ?? ["count": "\(ended.count)"])
                    // One of them may be what cannot be written: from here on each is by itself.
                    for one in ended {
                        group.addTask {
                            await recordLater(one)
                            slots.giveBack()
                            bell.ring()
                        }
                    }
                }
            }
        }
    }

    private func record(_ ended: [EndedAttempt]) async throws {
        let news = try await queue.record(ended)
        for (one, news) in zip(ended, news) {
            logger.log(level: one.outcome.logLevel, "delivery attempted", metadata: metadata(of: one))
            if let news { tell(news, of: one.delivery.endpoint) }
        }
    }

    /// After a failure. In vain twice more, the delivery is sent again when its lease ends.
    private func recordLater(_ ended: EndedAttempt) async {
        for failures in 1...2 {
            // Cancelled or not, the next try is the last thing this task does for the delivery.
            try? await clock.sleep(for: backoff(failures))  // see above
            do {
                return try await record([ended])
            } catch {
                log("an attempt could not be recorded", error, metadata(of: ended))
            }
        }
    }

    /// Waits for the requests on the wire, as long as they may take.
    private func drain(slots: DeliverySlots, bell: Bell) async {
        let over = Bell()
        await withDiscardingTaskGroup { group in
            group.addTask {
                await over.wait(atMost: drainTime, clock: clock)
                over.close()
                bell.ring()
            }
            while !slots.isIdle, !over.isClosed, !Task.isCancelled {
                await bell.wait(atMost: drainTime, clock: clock)
            }
            group.cancelAll()
        }
    }

    /// What an operator should act on: the endpoint's owner may read no log.
    private func tell(_ news: EndpointNews, of endpoint: EndpointID) {
        switch news {
        case .warned(let end):
            logger.warning(
                "endpoint fails and will be disabled",
                metadata: ["endpoint": "\(endpoint)", "disabled_at": "\(end.rfc3339)"])
        case .disabled(let why):
            logger.error(
                "endpoint disabled", metadata: ["endpoint": "\(endpoint)", "because": "\(why.rawValue)"])
        }
    }

    private func backoff(_ failures: Int) -> Duration { limits.backoff[min(failures, limits.backoff.count) - 1] }

    /// The error by its type: its words may hold what must not be logged.
    private func log(_ message: Logger.Message, _ error: any Error, _ metadata: Logger.Metadata) {
        logger.error(message, metadata: metadata.merging(["error": "\(type(of: error))"]) { $1 })
    }

    private func metadata(of ended: EndedAttempt) -> Logger.Metadata {
        let (delivery, attempt) = (ended.delivery, ended.attempt)
        return [
            "delivery": "\(delivery.id)", "event": "\(delivery.event)", "endpoint": "\(delivery.endpoint)",
            "attempt": "\(attempt.number)", "status": "\(attempt.httpStatus ?? 0)",
        ]
    }
}

extension DeliveryOutcome {
    /// An operator wants to see what needs somebody, not every success.
    fileprivate var logLevel: Logger.Level {
        switch self {
        case .delivered: .debug
        case .retry: .info
        case .deadLetter, .aborted, .endpointGone: .warning
        }
    }
}
