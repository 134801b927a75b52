import Foundation
import Moderation
import Privacy
import Store
import Testing

private enum KeySQL: String, SQLText {
    case destroy = "DELETE FROM author_keys"
    case holdRow = "UPDATE deliveries SET lease_token = 'l', due_at = due_at + 45000"
    case spoil = "UPDATE deliveries SET sealed_payload = X'00'"
    case waiting = "SELECT COUNT(*) FROM deliveries WHERE state = 'waiting'"
}

extension StoreFixture {
    fileprivate func waiting() async throws -> Int64 {
        try await database.read { try $0.row(KeySQL.waiting)?.integer(0) ?? -1 }
    }
}

@Suite struct Deliveries {
    private static func claim(
        _ fixture: StoreFixture, limit: Int = 10, lease: Duration = .seconds(30)
    ) async throws -> [ClaimedDelivery] {
        try await fixture.store.claimDeliveries(limit: limit, perEndpoint: 100, lease: lease, now: fixture.clock.now)
    }

    private static func attempt(
        _ delivery: ClaimedDelivery, _ fixture: StoreFixture, status: Int? = 200, problem: String? = nil,
        answer: [UInt8] = []
    ) -> DeliveryAttempt {
        DeliveryAttempt(
            number: delivery.attempt, at: fixture.clock.now, durationMilliseconds: 12, httpStatus: status,
            problem: problem, answer: answer)
    }

    /// While we run, or while we are down and the start finds out.
    @Test(arguments: Engine.allCases, [true, false])
    func `a clock that is set back makes nothing wait for days`(engine: Engine, whileRunning: Bool) async throws {
        try await StoreFixture.run(engine) { fixture in
            _ = try await fixture.endpoint()
            try await fixture.submit(fixture.comment())
            let claimed = try #require(try await Self.claim(fixture).first)
            try await fixture.store.record(
                Self.attempt(claimed, fixture, status: 500),
                outcome: .retry(at: fixture.clock.now.advanced(by: .seconds(300))), of: claimed)
            let days = Duration.seconds(3 * 86_400)
            fixture.clock.advance(.zero - days)
            if whileRunning { try await fixture.store.clockWentBack(by: days) }
            // However often it starts afterwards, the step counts once.
            for _ in 0..<3 {
                try await fixture.store.startDeliveries()
                #expect(
                    try await fixture.store.nextDeliveryDue() == fixture.clock.now.advanced(by: .seconds(300)))
            }
        }
    }

    /// One that nobody wrote down, for one.
    @Test(arguments: Engine.allCases)
    func `a clock that is set back makes no lease last for days`(engine: Engine) async throws {
        try await StoreFixture.run(engine) { fixture in
            _ = try await fixture.endpoint()
            try await fixture.submit(fixture.comment())
            #expect(try await Self.claim(fixture).count == 1)
            let days = Duration.seconds(3 * 86_400)
            fixture.clock.advance(.zero - days)
            try await fixture.store.clockWentBack(by: days)
            fixture.clock.advance(.seconds(29))
            #expect(try await Self.claim(fixture).isEmpty)
            fixture.clock.advance(.seconds(1))
            #expect(try await Self.claim(fixture).count == 1)
        }
    }

    /// By less than anybody notices.
    @Test(arguments: Engine.allCases)
    func `a clock that is set back a little lets no later event pass an earlier one`(engine: Engine) async throws {
        try await StoreFixture.run(engine) { fixture in
            _ = try await fixture.endpoint()
            let id = try await fixture.submit(fixture.comment())
            let refused = try #require(try await Self.claim(fixture).first)
            try await fixture.store.record(
                Self.attempt(refused, fixture, status: 500),
                outcome: .retry(at: fixture.clock.now.advanced(by: .seconds(30))), of: refused)
            fixture.clock.advance(.seconds(10))
            _ = try await fixture.decide(id, .approve)
            fixture.clock.advance(.seconds(20))
            let again = try #require(try await Self.claim(fixture).first)
            #expect(again.id == refused.id)
            fixture.clock.advance(.seconds(-15))
            let other = try await fixture.submit(fixture.comment())
            let others = try await fixture.store.deliveries(of: other).map(\.id)
            #expect(try await Self.claim(fixture).map(\.id) == others)
            try await fixture.store.record(Self.attempt(again, fixture), outcome: .delivered, of: again)
            #expect(try await Self.claim(fixture).count == 1)
        }
    }

    @Test(arguments: Engine.allCases)
    func `a busy endpoint leaves its share to a quiet one`(engine: Engine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let busy = try await fixture.endpoint(path: "busy")
            for _ in 0..<20 { try await fixture.submit(fixture.comment()) }
            let quiet = try await fixture.endpoint(path: "quiet")
            fixture.clock.advance(.seconds(1))
            try await fixture.submit(fixture.comment())
            let claimed = try await Self.claim(fixture, limit: 8)
            #expect(claimed.count { $0.endpoint == busy.id } == 4)
            #expect(claimed.count { $0.endpoint == quiet.id } == 1)
        }
    }

    @Test(arguments: Engine.allCases)
    func `with more endpoints than places each has its turn`(engine: Engine) async throws {
        try await StoreFixture.run(engine) { fixture in
            for number in 0..<5 { _ = try await fixture.endpoint(path: "\(number)") }
            for _ in 0..<3 {
                try await fixture.submit(fixture.comment())
                fixture.clock.advance(.milliseconds(1))
            }
            var turns: [EndpointID] = []
            for _ in 0..<5 { turns += try await Self.claim(fixture, limit: 1).map(\.endpoint) }
            #expect(Set(turns).count == 5)
        }
    }

    @Test(arguments: Engine.allCases)
    func `a lease hides a delivery until it ends`(engine: Engine) async throws {
        try await StoreFixture.run(engine) { fixture in
            _ = try await fixture.endpoint()
            try await fixture.submit(fixture.comment())
            let first = try #require(try await Self.claim(fixture).first)
            #expect(try await Self.claim(fixture).isEmpty)
            #expect(try await fixture.store.nextDeliveryDue() == fixture.clock.now.advanced(by: .seconds(30)))
            fixture.clock.advance(.seconds(30))
            let second = try #require(try await Self.claim(fixture).first)
            #expect(second.id == first.id)
            #expect(second.event == first.event)
            #expect(second.payload == first.payload)
            #expect(second.leaseToken != first.leaseToken)

            try await fixture.store.record(
                Self.attempt(first, fixture, status: 500), outcome: .deadLetter, of: first)
            let record = try #require(try await fixture.store.deliveries(of: first.endpoint, limit: 1).first)
            #expect(record.state == "waiting")
            #expect(record.attempts.isEmpty)
        }
    }

    @Test(arguments: Engine.allCases)
    func `a start makes due what a dead process held`(engine: Engine) async throws {
        try await StoreFixture.run(engine) { fixture in
            _ = try await fixture.endpoint()
            try await fixture.submit(fixture.comment())
            let first = try #require(try await Self.claim(fixture).first)
            #expect(try await Self.claim(fixture).isEmpty)
            let next = try await ModerationStore(
                database: fixture.database, vault: fixture.vault, now: fixture.clock.wallClock)
            try await next.startDeliveries()
            let second = try #require(
                try await next.claimDeliveries(
                    limit: 10, perEndpoint: 100, lease: .seconds(30), now: fixture.clock.now
                ).first)
            #expect(second.id == first.id)
            #expect(second.payload == first.payload)
        }
    }

    /// Of a process of an earlier version that was killed.
    @Test func `what was held in a row is due again`() async throws {
        try await StoreFixture.run(.file) { fixture in
            _ = try await fixture.endpoint()
            try await fixture.submit(fixture.comment())
            try await fixture.database.write { session in
                for sql in RowLeaseSQL.allCases { try session.execute(sql) }
                try session.execute(KeySQL.holdRow)
            }
            let next = try await ModerationStore(
                database: fixture.database, vault: fixture.vault, now: fixture.clock.wallClock)
            let due = try await next.claimDeliveries(
                limit: 10, perEndpoint: 100, lease: .seconds(30), now: fixture.clock.now)
            #expect(due.count == 1)
        }
    }

    /// A claim reads while others are written down: what it read as waiting may have been delivered since.
    @Test(arguments: Engine.allCases)
    func `claims at once take each delivery once`(engine: Engine) async throws {
        try await StoreFixture.run(engine) { fixture in
            for number in 0..<4 { _ = try await fixture.endpoint(path: "\(number)") }
            for _ in 0..<60 { try await fixture.submit(fixture.comment()) }
            let taken = try await withThrowingTaskGroup(of: [DeliveryID].self) { group in
                for _ in 0..<4 {
                    group.addTask {
                        var taken: [DeliveryID] = []
                        while try await fixture.waiting() > 0 {
                            for delivery in try await Self.claim(fixture, limit: 7) {
                                taken.append(delivery.id)
                                try await fixture.store.record(
                                    Self.attempt(delivery, fixture), outcome: .delivered, of: delivery)
                            }
                        }
                        return taken
                    }
                }
                return try await group.reduce(into: []) { $0 += $1 }
            }
            #expect(taken.count == 240 && Set(taken).count == 240)
        }
    }

    @Test(arguments: Engine.allCases)
    func `one that cannot be opened holds no other up`(engine: Engine) async throws {
        try await StoreFixture.run(engine) { fixture in
            _ = try await fixture.endpoint()
            try await fixture.submit(fixture.comment())
            try await fixture.database.write { _ = try $0.execute(KeySQL.spoil) }
            try await fixture.submit(fixture.comment())
            let whole = try #require(try await Self.claim(fixture).first)
            try await fixture.store.record(Self.attempt(whole, fixture), outcome: .delivered, of: whole)
            #expect(try await Self.claim(fixture).isEmpty)
            #expect(try await fixture.waiting() == 1)
            // Nothing else is due: now somebody must hear of it.
            fixture.clock.advance(.seconds(30))
            await #expect(throws: (any Error).self) { try await Self.claim(fixture) }
        }
    }

    @Test(arguments: Engine.allCases)
    func `what is written at once is written for each`(engine: Engine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let endpoint = try await fixture.endpoint()
            for _ in 0..<4 { try await fixture.submit(fixture.comment()) }
            let claimed = try await Self.claim(fixture)
            let later = fixture.clock.now.advanced(by: .seconds(60))
            // What counts of the endpoint is what came last.
            let outcomes: [DeliveryOutcome] = [.delivered, .retry(at: later), .delivered, .retry(at: later)]
            try await fixture.store.record(
                zip(claimed, outcomes).map { EndedAttempt(Self.attempt($0, fixture), $1, of: $0) })
            let states = try await fixture.store.deliveries(of: endpoint.id, limit: 5).map(\.state)
            #expect(states.sorted() == ["delivered", "delivered", "waiting", "waiting"])
            #expect(try await fixture.store.endpoint(endpoint.id, site: nil)?.health.failures == 1)
            #expect(try await fixture.store.nextDeliveryDue() == later)
        }
    }

    @Test(arguments: Engine.allCases)
    func `an endpoint with its share under lease gets no more`(engine: Engine) async throws {
        try await StoreFixture.run(engine) { fixture in
            _ = try await fixture.endpoint()
            for _ in 1...5 { try await fixture.submit(fixture.comment()) }
            func claim() async throws -> Int {
                try await fixture.store.claimDeliveries(
                    limit: 10, perEndpoint: 3, lease: .seconds(30), now: fixture.clock.now
                ).count
            }
            #expect(try await claim() == 3)
            #expect(try await claim() == 0)
            fixture.clock.advance(.seconds(30))
            #expect(try await claim() == 3)
        }
    }

    @Test(arguments: Engine.allCases)
    func `a retry is due at its time and the log keeps every attempt`(engine: Engine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let endpoint = try await fixture.endpoint()
            try await fixture.submit(fixture.comment())
            let first = try #require(try await Self.claim(fixture).first)
            #expect(first.attempt == 1)
            let failed = Self.attempt(first, fixture, status: 503, problem: "answered 503", answer: [1])
            let later = fixture.clock.now.advanced(by: .seconds(300))
            try await fixture.store.record(failed, outcome: .retry(at: later), of: first)
            #expect(try await fixture.store.nextDeliveryDue() == later)
            fixture.clock.advance(.seconds(299))
            #expect(try await Self.claim(fixture).isEmpty)
            fixture.clock.advance(.seconds(1))
            let second = try #require(try await Self.claim(fixture).first)
            #expect(second.attempt == 2)
            let done = Self.attempt(second, fixture)
            try await fixture.store.record(done, outcome: .delivered, of: second)

            let record = try #require(try await fixture.store.deliveries(of: endpoint.id, limit: 5).first)
            #expect(record.state == "delivered")
            #expect(record.attempts == [failed, done])
            #expect(try await fixture.store.nextDeliveryDue() == nil)
        }
    }

    @Test(arguments: Engine.allCases)
    func `a dead letter waits and is not sent`(engine: Engine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let endpoint = try await fixture.endpoint()
            try await fixture.submit(fixture.comment())
            let delivery = try #require(try await Self.claim(fixture).first)
            try await fixture.store.record(
                Self.attempt(delivery, fixture, status: nil, problem: "no answer"), outcome: .deadLetter, of: delivery)
            fixture.clock.advance(.seconds(1_000_000))
            #expect(try await Self.claim(fixture).isEmpty)
            let record = try await fixture.store.deliveries(of: endpoint.id, limit: 5).first
            #expect(record?.state == "dead")
            #expect(record?.attempts.first?.httpStatus == nil)
        }
    }

    @Test(arguments: Engine.allCases)
    func `a comment's later event waits for the one on its way, not for one that must try again`(
        engine: Engine
    ) async throws {
        try await StoreFixture.run(engine) { fixture in
            _ = try await fixture.endpoint()
            let id = try await fixture.submit(fixture.comment())
            fixture.clock.advance(.seconds(1))
            _ = try await fixture.decide(id, .approve)
            let first = try #require(try await Self.claim(fixture).first)
            #expect(try await Self.claim(fixture).isEmpty)
            try await fixture.store.record(
                Self.attempt(first, fixture, status: 500),
                outcome: .retry(at: fixture.clock.now.advanced(by: .seconds(60))), of: first)
            let second = try await Self.claim(fixture)
            #expect(second.count == 1)
            #expect(second.first?.id != first.id)
        }
    }

    @Test(arguments: Engine.allCases)
    func `an endpoint that is gone is disabled`(engine: Engine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let endpoint = try await fixture.endpoint()
            try await fixture.submit(fixture.comment())
            try await fixture.submit(fixture.comment())
            let delivery = try #require(try await Self.claim(fixture, limit: 1).first)
            try await fixture.store.record(
                Self.attempt(delivery, fixture, status: 410), outcome: .endpointGone, of: delivery)
            #expect(try await fixture.store.endpoint(endpoint.id, site: fixture.site.id)?.state == .disabled)
            #expect(try await Self.claim(fixture).isEmpty)
            #expect(try await fixture.store.nextDeliveryDue() == nil)
            try await fixture.submit(fixture.comment())
            #expect(try await fixture.count(.deliveries) == 2)
        }
    }

    @Test(arguments: Engine.allCases)
    func `a paused endpoint gets everything once it goes on`(engine: Engine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let endpoint = try await fixture.endpoint()
            #expect(try await fixture.store.setState(.paused, of: endpoint.id))
            try await fixture.submit(fixture.comment())
            try await fixture.submit(fixture.comment())
            #expect(try await Self.claim(fixture).isEmpty)
            #expect(try await fixture.store.nextDeliveryDue() == nil)
            #expect(try await fixture.store.setState(.active, of: endpoint.id))
            #expect(try await fixture.store.nextDeliveryDue() == fixture.clock.now)
            #expect(try await Self.claim(fixture).count == 2)
        }
    }

    @Test(arguments: Engine.allCases)
    func `a test is one delivery of no comment`(engine: Engine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let endpoint = try await fixture.endpoint([])
            let id = try await fixture.store.addTestDelivery(to: endpoint, site: fixture.site.name)
            let claimed = try #require(try await Self.claim(fixture).first)
            #expect(claimed.id == id)
            #expect(String(decoding: claimed.payload, as: UTF8.self).contains(#""type":"endpoint.test""#))
            #expect(try await fixture.store.deliveries(of: endpoint.id, limit: 1).first?.comment == nil)
        }
    }

    @Test(arguments: Engine.allCases)
    func `what an erased author's key sealed is buried, and others go on`(engine: Engine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let endpoint = try await fixture.endpoint()
            try await fixture.submit(fixture.comment())
            try await fixture.database.write { _ = try $0.execute(KeySQL.destroy) }
            _ = try await fixture.store.addTestDelivery(to: endpoint, site: fixture.site.name)
            #expect(try await Self.claim(fixture).count == 1)
            let states = try await fixture.store.deliveries(of: endpoint.id, limit: 5).map(\.state)
            #expect(Set(states) == ["dead", "waiting"])
        }
    }

    @Test(.timeLimit(.minutes(1)))
    func `a commit with deliveries wakes the worker`() async throws {
        try await StoreFixture.run(.memory) { fixture in
            _ = try await fixture.endpoint()
            try await fixture.submit(fixture.comment())
            var wakeups = fixture.store.deliveryWakeups.makeAsyncIterator()
            #expect(await wakeups.next() != nil)
        }
    }
}
