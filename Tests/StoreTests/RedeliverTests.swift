import Moderation
import Store
import Testing

@Suite struct `Sending again` {
    private static func claim(_ fixture: StoreFixture) async throws -> [ClaimedDelivery] {
        try await fixture.store.claimDeliveries(
            limit: 1000, perEndpoint: 1000, lease: .seconds(30), now: fixture.clock.now)
    }

    private static func end(
        _ deliveries: [ClaimedDelivery], _ outcome: DeliveryOutcome, _ fixture: StoreFixture
    ) async throws {
        for delivery in deliveries {
            try await fixture.store.record(
                DeliveryAttempt(
                    number: delivery.attempt, at: fixture.clock.now, durationMilliseconds: 0, httpStatus: 400,
                    problem: nil, answer: []),
                outcome: outcome, of: delivery)
        }
    }

    @Test(arguments: Engine.allCases)
    func `one comes again with its id and bytes, and its schedule begins anew`(engine: Engine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let endpoint = try await fixture.endpoint()
            try await fixture.submit(fixture.comment())
            let first = try #require(try await Self.claim(fixture).first)
            // While it is under way nobody sends it twice.
            #expect(try await fixture.store.redeliver(.these([first.id]), of: endpoint.id) == 0)
            for outcome in [DeliveryOutcome.deadLetter, .delivered] {
                let before = try #require(
                    try await outcome == .deadLetter ? first : Self.claim(fixture).first)
                try await Self.end([before], outcome, fixture)
                #expect(try await fixture.store.redeliver(.these([first.id]), of: .random()) == 0)
                #expect(try await fixture.store.redeliver(.these([first.id]), of: endpoint.id, isPreview: true) == 1)
                #expect(try await Self.claim(fixture).isEmpty)
                #expect(try await fixture.store.redeliver(.these([first.id, first.id]), of: endpoint.id) == 1)
            }
            let again = try #require(try await Self.claim(fixture).first)
            #expect(again.id == first.id && again.event == first.event && again.payload == first.payload)
            #expect(again.attempt == 3 && again.attemptsBefore == 2)
        }
    }

    @Test(arguments: Engine.allCases)
    func `a range is counted before it is sent`(engine: Engine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let endpoint = try await fixture.endpoint()
            let begin = fixture.clock.now
            for _ in 0..<450 {
                try await fixture.submit(fixture.comment())
                fixture.clock.advance(.milliseconds(10))
            }
            let claimed = try await Self.claim(fixture).sorted { $0.id < $1.id }
            try await Self.end(Array(claimed[..<440]), .deadLetter, fixture)
            try await Self.end(Array(claimed[440..<445]), .delivered, fixture)
            func range(_ states: Set<DeliveryState>, _ from: Int, _ to: Int, preview: Bool) async throws -> Int {
                try await fixture.store.redeliver(
                    .range(
                        since: begin.advanced(by: .milliseconds(from * 10)),
                        until: begin.advanced(by: .milliseconds(to * 10)), states: states),
                    of: endpoint.id, isPreview: preview)
            }
            #expect(try await range([.dead], 10, 20, preview: true) == 10)
            #expect(try await range([.dead, .delivered], 430, 450, preview: true) == 15)
            #expect(try await range([.waiting], 0, 450, preview: false) == 0)
            #expect(try await range([.dead], 0, 430, preview: false) == 430)
            #expect(try await range([.dead], 0, 450, preview: false) == 10)
            #expect(try await range([.dead], 0, 450, preview: false) == 0)
            #expect(Set(try await Self.claim(fixture).map(\.id)) == Set(claimed[..<440].map(\.id)))
        }
    }

    @Test(arguments: Engine.allCases)
    func `the log comes in pages and by state`(engine: Engine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let endpoint = try await fixture.endpoint()
            for _ in 0..<5 {
                try await fixture.submit(fixture.comment())
                fixture.clock.advance(.milliseconds(1))
            }
            let claimed = try await Self.claim(fixture).sorted { $0.id > $1.id }
            try await Self.end([claimed[1], claimed[3]], .deadLetter, fixture)
            func page(_ state: DeliveryState?, _ before: DeliveryID?, _ limit: Int) async throws -> [DeliveryID] {
                try await fixture.store.deliveries(of: endpoint.id, state: state, before: before, limit: limit)
                    .map(\.id)
            }
            #expect(try await page(nil, nil, 2) == claimed[..<2].map(\.id))
            #expect(try await page(nil, claimed[1].id, 10) == claimed[2...].map(\.id))
            #expect(try await page(.dead, nil, 10) == [claimed[1].id, claimed[3].id])
            #expect(try await page(.dead, claimed[1].id, 10) == [claimed[3].id])
            #expect(try await fixture.store.delivery(claimed[1].id, site: fixture.site.id)?.state == "dead")
            #expect(try await fixture.store.delivery(claimed[1].id, site: .random()) == nil)
        }
    }

    @Test(arguments: Engine.allCases)
    func `what a disabled endpoint missed is made from the decisions`(engine: Engine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let told = try await fixture.endpoint()
            let missing = try await fixture.endpoint([.flagged, .approved], path: "missing")
            _ = try await fixture.store.setState(.disabled, of: missing.id)
            let begin = fixture.clock.now
            let id = try await fixture.submit(fixture.comment())
            fixture.clock.advance(.seconds(1))
            _ = try await fixture.decide(id, .approve)
            fixture.clock.advance(.seconds(1))
            _ = try await fixture.decide(id, .reject)
            let end = fixture.clock.now.advanced(by: .seconds(1))
            fixture.clock.advance(.seconds(3600))
            _ = try await fixture.store.setState(.active, of: missing.id)
            try await fixture.submit(fixture.comment())
            let first = try await Self.claim(fixture)
            #expect(first.count { $0.endpoint == missing.id } == 1)

            let now = try #require(try await fixture.store.endpoint(missing.id, site: nil))
            func recover(_ since: Instant, preview: Bool = false) async throws -> Int {
                try await fixture.store.recover(now, since: since, until: end, isPreview: preview)
            }
            #expect(try await recover(begin.advanced(by: .seconds(1)), preview: true) == 1)
            #expect(try await recover(begin, preview: true) == 2)
            #expect(try await recover(begin) == 2)
            #expect(try await recover(begin) == 0)
            var bodies: [EventID: [UInt8]] = [:]
            for delivery in first where delivery.endpoint == told.id { bodies[delivery.event] = delivery.payload }
            fixture.clock.advance(.seconds(30))
            for delivery in try await Self.claim(fixture) where delivery.endpoint == told.id {
                bodies[delivery.event] = delivery.payload
            }
            let log = try await fixture.store.deliveries(of: missing.id, limit: 10)
            #expect(log.map(\.type) == ["comment.flagged", "comment.approved", "comment.flagged"])
            #expect(Set(log.map(\.event)).count == 3)
        }
    }

    @Test(arguments: Engine.allCases)
    func `a recovered event says what it would have said`(engine: Engine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let told = try await fixture.endpoint()
            let id = try await fixture.submit(fixture.comment())
            fixture.clock.advance(.seconds(1))
            let first = try await Self.claim(fixture)
            try await Self.end(first, .delivered, fixture)
            _ = try await fixture.decide(id, .approve)
            let second = try await Self.claim(fixture)
            let late = try await fixture.endpoint(path: "late")
            let count = try await fixture.store.recover(
                late, since: Instant(milliseconds: 0), until: fixture.clock.now.advanced(by: .seconds(1)))
            #expect(count == 2 && told.id != late.id)
            var came: [ClaimedDelivery] = []
            while let one = try await Self.claim(fixture).first {
                came.append(one)
                try await Self.end([one], .delivered, fixture)
            }
            #expect(came.map(\.event) == (first + second).map(\.event))
            #expect(came.map(\.payload) == (first + second).map(\.payload))
        }
    }
}
