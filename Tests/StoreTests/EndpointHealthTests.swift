import Moderation
import Store
import Testing

@Suite struct `Endpoint health in the store` {
    private static func claim(_ fixture: StoreFixture) async throws -> [ClaimedDelivery] {
        try await fixture.store.claimDeliveries(
            limit: 100, perEndpoint: 100, lease: .seconds(30), now: fixture.clock.now)
    }

    /// How an attempt ends.
    @discardableResult
    private static func end(
        _ delivery: ClaimedDelivery, _ outcome: DeliveryOutcome, _ fixture: StoreFixture
    ) async throws -> EndpointNews? {
        try await fixture.store.record(
            DeliveryAttempt(
                number: delivery.attempt, at: fixture.clock.now, durationMilliseconds: 0, httpStatus: 500,
                problem: nil, answer: []),
            outcome: outcome, of: delivery)
    }

    private static func fail(_ deliveries: [ClaimedDelivery], _ fixture: StoreFixture) async throws {
        for delivery in deliveries {
            try await end(delivery, .retry(at: fixture.clock.now.advanced(by: .seconds(1))), fixture)
        }
    }

    @Test(arguments: Engine.allCases)
    func `a broken endpoint is spared and probed one by one until it is well`(engine: Engine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let broken = try await fixture.endpoint(path: "broken")
            for _ in 0..<12 { try await fixture.submit(fixture.comment()) }
            let well = try await fixture.endpoint(path: "well")
            try await Self.fail(try await Self.claim(fixture), fixture)
            var health = try #require(try await fixture.store.endpoint(broken.id, site: nil)).health
            #expect(health.failures == 10 && health.failingSince == fixture.clock.now)
            fixture.clock.advance(.seconds(29))
            #expect(try await Self.claim(fixture).isEmpty)
            // Others do not notice.
            try await fixture.submit(fixture.comment())
            #expect(try await Self.claim(fixture).map(\.endpoint) == [well.id])
            let opens = fixture.clock.now.advanced(by: .seconds(1))
            #expect(try await fixture.store.nextDeliveryDue() == opens)

            fixture.clock.advance(.seconds(1))
            let probe = try await Self.claim(fixture)
            #expect(probe.map(\.endpoint) == [broken.id])
            #expect(try await Self.claim(fixture).isEmpty)
            try await Self.fail(probe, fixture)
            health = try #require(try await fixture.store.endpoint(broken.id, site: nil)).health
            #expect(health.failures == 11 && health.heldUntil == fixture.clock.now.advanced(by: .seconds(60)))

            fixture.clock.advance(.seconds(60))
            let second = try await Self.claim(fixture).filter { $0.endpoint == broken.id }
            #expect(second.count == 1)
            try await Self.end(try #require(second.first), .delivered, fixture)
            #expect(try await fixture.store.endpoint(broken.id, site: nil)?.health == EndpointHealth())
            #expect(try await Self.claim(fixture).count { $0.endpoint == broken.id } == 12)
        }
    }

    @Test(arguments: Engine.allCases)
    func `after five days of failure it is disabled, and one call brings it back`(engine: Engine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let endpoint = try await fixture.endpoint()
            for _ in 0..<3 { try await fixture.submit(fixture.comment()) }
            var news: [EndpointNews?] = []
            for days in [0, 3, 2] {
                fixture.clock.advance(.seconds(days * 86_400))
                let first = try #require(try await Self.claim(fixture).first)
                news.append(try await Self.end(first, .retry(at: fixture.clock.now), fixture))
            }
            let end = fixture.clock.now
            #expect(news == [nil, .warned(disabledAt: end), .disabled(.failing)])
            let disabled = try #require(try await fixture.store.endpoint(endpoint.id, site: nil))
            #expect(disabled.state == .disabled && disabled.disabledBecause == .failing)
            #expect(try await Self.claim(fixture).isEmpty)

            #expect(try await fixture.store.setState(.active, of: endpoint.id))
            let again = try #require(try await fixture.store.endpoint(endpoint.id, site: nil))
            #expect(again.disabledBecause == nil && again.health == EndpointHealth())
            // Two of them were under lease when it was disabled.
            fixture.clock.advance(.seconds(30))
            #expect(try await Self.claim(fixture).count == 3)
        }
    }

    @Test(arguments: Engine.allCases)
    func `a receiver's wish ends one event or all, and counts as no failure`(engine: Engine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let endpoint = try await fixture.endpoint()
            for _ in 0..<2 { try await fixture.submit(fixture.comment()) }
            let claimed = try await Self.claim(fixture)
            #expect(try await Self.end(claimed[0], .aborted, fixture) == nil)
            var now = try #require(try await fixture.store.endpoint(endpoint.id, site: nil))
            #expect(now.state == .active && now.health == EndpointHealth())
            #expect(try await Self.end(claimed[1], .endpointGone, fixture) == .disabled(.asked))
            now = try #require(try await fixture.store.endpoint(endpoint.id, site: nil))
            #expect(now.state == .disabled && now.disabledBecause == .asked && now.health == EndpointHealth())
            let states = try await fixture.store.deliveries(of: endpoint.id, limit: 5).map(\.state)
            #expect(states == ["dead", "dead"])
        }
    }

    @Test(arguments: Engine.allCases)
    func `what was paused by hand meanwhile is not disabled`(engine: Engine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let endpoint = try await fixture.endpoint()
            try await fixture.submit(fixture.comment())
            let claimed = try await Self.claim(fixture)
            _ = try await fixture.store.setState(.paused, of: endpoint.id)
            #expect(try await Self.end(claimed[0], .endpointGone, fixture) == nil)
            #expect(try await fixture.store.endpoint(endpoint.id, site: nil)?.state == .paused)
        }
    }
}
