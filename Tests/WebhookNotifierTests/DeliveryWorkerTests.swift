import Logging
import Moderation
import Privacy
import ServiceLifecycleTestKit
import Testing
import WebhookNotifier

@Suite(.timeLimit(.minutes(1)))
struct DeliveryWorkerTests {
    let queue = ScriptedQueue()
    let clock = ManualClock()

    func worker(
        _ transport: ScriptedTransport, limits: DeliveryWorker.Limits = .init(),
        logger: Logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    ) -> DeliveryWorker {
        DeliveryWorker(
            queue: queue.queue, transport: transport,
            plan: DeliveryPlan(schedule: RetrySchedule(waits: RetrySchedule.standard.waits, jitter: 0)),
            limits: limits, version: "1.2", now: clock.wall, clock: clock, logger: logger)
    }

    /// Runs the worker beside `body`, then shuts it down and waits for its end.
    func run(_ worker: DeliveryWorker, _ body: @Sendable (GracefulShutdownTestTrigger) async throws -> Void)
        async throws
    {
        try await testGracefulShutdown { shutdown in
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await worker.run() }
                try await body(shutdown)
                shutdown.triggerGracefulShutdown()
                try await group.waitForAll()
            }
        }
    }

    func waitForWritten(_ count: Int) async { await queue.state.wait { $0.written.count >= count } }

    @Test func `what is due is signed, sent and written down`() async throws {
        queue.add(3)
        let transport = ScriptedTransport()
        try await run(worker(transport)) { _ in await waitForWritten(3) }
        #expect(queue.state.value.written.map(\.outcome) == [.delivered, .delivered, .delivered])
        for request in transport.state.value.requests {
            let headers = Dictionary(uniqueKeysWithValues: request.headers.map { ($0.name, $0.value) })
            #expect(headers.count == 5 && headers["content-type"] == "application/json")
            #expect(headers["user-agent"] == "Tamis/1.2" && headers["webhook-timestamp"] == "1700000000")
            try WebhookSignature.verify(
                id: headers["webhook-id"], timestamp: headers["webhook-timestamp"],
                signature: headers["webhook-signature"], body: request.body, key: .secret(ScriptedQueue.secret),
                now: 1_700_000_000)
        }
        let sent = Set(
            transport.state.value.requests.compactMap { $0.headers.first { $0.name == "webhook-id" }?.value })
        #expect(sent == Set(queue.state.value.written.map { $0.delivery.event.text }))
    }

    struct Written: Sendable {
        var result: WebhookResult
        var status: Int?
        var problem: String?
        var outcome: DeliveryOutcome
    }

    static let later = DeliveryOutcome.retry(at: ManualClock().wall().advanced(by: .seconds(5)))

    @Test(arguments: [
        Written(
            result: .answered(.init(status: 500, body: [1])), status: 500, problem: "the receiver answered HTTP 500",
            outcome: later),
        Written(
            result: .answered(.init(status: 302)), status: 302,
            problem: "the receiver redirects (HTTP 302); redirects are not followed", outcome: later),
        Written(
            result: .answered(.init(status: 410)), status: 410,
            problem: "the receiver asked never to be called again (HTTP 410)", outcome: .endpointGone),
        Written(result: .failed(.timedOut), problem: "no whole answer in time", outcome: later),
    ])
    func `a failure is written down in words`(row: Written) async throws {
        queue.add(1)
        try await run(worker(ScriptedTransport { _ in row.result })) { _ in await waitForWritten(1) }
        let written = try #require(queue.state.value.written.first)
        #expect(written.outcome == row.outcome && written.attempt.number == 1)
        #expect(written.attempt.httpStatus == row.status && written.attempt.problem == row.problem)
    }

    @Test func `an endpoint that hangs holds no other up`() async throws {
        let gate = Gate()
        let transport = ScriptedTransport { request in
            guard request.url.contains("slow") else { return .answered(.init(status: 200)) }
            return await gate.pass() ? .answered(.init(status: 200)) : .failed(.cancelled)
        }
        queue.add(6, to: "https://slow.example.net/")
        try await run(worker(transport, limits: .init(inFlight: 8, perEndpoint: 4))) { _ in
            await transport.state.wait { $0.onTheWire == 4 }
            queue.add(20, to: "https://quick.example.net/")
            await queue.state.wait { $0.written.count >= 20 }
            #expect(queue.state.value.written.allSatisfy { $0.delivery.url.contains("quick") })
            gate.open()
        }
        #expect(transport.state.value.mostOnTheWire["https://slow.example.net/"] == 4)
        #expect((transport.state.value.mostOnTheWire["https://quick.example.net/"] ?? 0) <= 4)
    }

    @Test func `a sleeping worker is woken by a commit`() async throws {
        try await run(worker(ScriptedTransport())) { _ in
            await clock.waitForSleep(of: .seconds(60))
            queue.add(1)
            await waitForWritten(1)
        }
        #expect(queue.state.value.written.count == 1)
    }

    @Test func `what is due later is sent when its time has come`() async throws {
        queue.add(1, at: clock.wall().advanced(by: .seconds(5)))
        let transport = ScriptedTransport()
        try await run(worker(transport)) { _ in
            await clock.waitForSleep(of: .seconds(5))
            #expect(transport.state.value.requests.isEmpty)
            clock.advance(by: .seconds(5))
            await waitForWritten(1)
        }
    }

    @Test func `a shutdown claims nothing more and lets requests on the wire finish`() async throws {
        let gate = Gate()
        let transport = ScriptedTransport { _ in
            await gate.pass() ? .answered(.init(status: 204)) : .failed(.cancelled)
        }
        queue.add(1)
        try await run(worker(transport)) { shutdown in
            await transport.state.wait { $0.onTheWire == 1 }
            shutdown.triggerGracefulShutdown()
            await clock.waitForSleep(of: .seconds(20))
            queue.add(1, to: "https://b.example.net/")
            gate.open()
        }
        #expect(queue.state.value.written.map(\.attempt.httpStatus) == [204])
        #expect(queue.state.value.due.count == 1)
    }

    @Test func `a shutdown does not wait for ever`() async throws {
        let transport = ScriptedTransport { _ in await Gate().pass() ? .failed(.timedOut) : .failed(.cancelled) }
        queue.add(1)
        try await run(worker(transport)) { shutdown in
            await transport.state.wait { $0.onTheWire == 1 }
            shutdown.triggerGracefulShutdown()
            await clock.waitForSleep(of: .seconds(20))
            clock.advance(by: .seconds(20))
        }
        // Given up, so not an attempt: it comes due again when the lease ends.
        #expect(queue.state.value.written.isEmpty && queue.state.value.held.count == 1)
    }

    @Test func `a store that fails is asked again after growing waits, whoever rings`() async throws {
        queue.state.change { $0.failingClaims = 3 }
        try await run(worker(ScriptedTransport())) { _ in
            for (number, wait) in [Duration.milliseconds(200), .seconds(1), .seconds(5)].enumerated() {
                await clock.waitForSleep(of: wait)
                let listens = queue.state.value.listens
                queue.wake()
                await queue.state.wait { $0.listens > listens }
                #expect(queue.state.value.claims.count == number + 1)
                if number == 2 { queue.add(1) }
                clock.advance(by: wait)
            }
            await waitForWritten(1)
        }
        let begin = ManualClock().wall()
        #expect(
            queue.state.value.claims.prefix(4).map { $0.milliseconds - begin.milliseconds } == [0, 200, 1200, 6200])
    }

    @Test func `an outcome that could not be written is written later`() async throws {
        queue.state.change { $0.failingRecords = 1 }
        queue.add(1)
        let transport = ScriptedTransport()
        try await run(worker(transport)) { _ in
            await clock.waitForSleep(of: .milliseconds(200))
            clock.advance(by: .milliseconds(200))
            await waitForWritten(1)
        }
        #expect(transport.state.value.requests.count == 1)
    }

    /// Eight deliveries that end at once, while so many are on their way that their writing waits for a moment.
    private func endTogether(_ then: @Sendable () async -> Void) async throws {
        for number in 0..<4 { queue.add(2, to: "https://\(number).example.net/") }
        let limits = DeliveryWorker.Limits(busyFrom: 8)
        let gate = Gate()
        let transport = ScriptedTransport { _ in
            await gate.pass() ? .answered(.init(status: 204)) : .failed(.cancelled)
        }
        try await run(worker(transport, limits: limits)) { _ in
            await transport.state.wait { $0.onTheWire == 8 }
            gate.open()
            await clock.waitForSleep(of: limits.writePause)
            await transport.state.wait { $0.onTheWire == 0 }
            clock.advance(by: .seconds(1))
            await then()
            await waitForWritten(8)
        }
        #expect(Set(queue.state.value.written.map(\.delivery.id)).count == 8)
    }

    @Test func `what ends together is written together`() async throws {
        try await endTogether {}
        #expect(queue.state.value.writes.max() ?? 0 > 1)
    }

    @Test func `one that cannot be written takes no other with it`() async throws {
        queue.state.change { $0.failingRecords = 1 }
        try await endTogether {
            await clock.waitForSleep(of: .milliseconds(200))
            clock.advance(by: .seconds(1))
        }
    }

    @Test func `a lease outlasts two whole requests`() async throws {
        let transport = ScriptedTransport()
        queue.add(1)
        try await run(worker(transport)) { _ in await waitForWritten(1) }
        #expect(queue.state.value.leases.allSatisfy { $0 > transport.totalTimeout * 2 })
    }

    @Test func `logs hold ids and neither the URL nor the answer`() async throws {
        let lines = Watched<[String]>([])
        var logger = Logger(label: "test") { _ in WatchedLog(lines: lines) }
        logger.logLevel = .trace
        queue.state.change { $0.failingRecords = 1 }
        queue.add(1, to: "https://a.example.net/hook?key=marker-in-query")
        let transport = ScriptedTransport { _ in .answered(.init(status: 500, body: Array("marker-in-answer".utf8))) }
        try await run(worker(transport, logger: logger)) { _ in
            await clock.waitForSleep(of: .milliseconds(200))
            clock.advance(by: .milliseconds(200))
            await lines.wait { $0.contains { $0.contains("delivery attempted") } }
        }
        let written = try #require(queue.state.value.written.first)
        let log = lines.value.joined(separator: "\n")
        #expect(log.contains(written.delivery.id.text) && log.contains("could not be recorded"))
        #expect(
            !log.contains("marker") && !log.contains("hook") && !log.contains(ScriptedQueue.secret.text.dropFirst(6)))
    }
}

/// Keeps every line that is logged.
private struct WatchedLog: LogHandler {
    let lines: Watched<[String]>
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.trace

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let line = "\(event.message) \(event.metadata ?? [:])"
        lines.change { $0.append(line) }
    }
}
