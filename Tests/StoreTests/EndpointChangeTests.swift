import Foundation
import Moderation
import Privacy
import Store
import Testing

@Suite struct EndpointChanges {
    private static func claim(_ fixture: StoreFixture, limit: Int = 100) async throws -> [ClaimedDelivery] {
        try await fixture.store.claimDeliveries(
            limit: limit, perEndpoint: 100, lease: .seconds(30), now: fixture.clock.now)
    }

    private static func succeed(_ deliveries: [ClaimedDelivery], _ fixture: StoreFixture) async throws {
        for delivery in deliveries {
            try await fixture.store.record(
                DeliveryAttempt(
                    number: delivery.attempt, at: fixture.clock.now, durationMilliseconds: 1, httpStatus: 200,
                    problem: nil, answer: [], answerBytes: 70_000),
                outcome: .delivered, of: delivery)
        }
    }

    @Test(arguments: Engine.allCases)
    func `only what is named changes, and what waits goes out as it says then`(engine: Engine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let before = try await fixture.endpoint(wantsBody: true)
            try await fixture.submit(fixture.comment())
            var change = EndpointChange()
            change.url = "https://example.net/new"
            let moved = try #require(try await fixture.store.change(before.id, change))
            #expect(moved.url == "https://example.net/new")
            #expect(moved.types == before.types && moved.wantsBody && moved.pace == .standard)
            #expect(try await fixture.store.endpoint(before.id, site: nil) == moved)

            change = EndpointChange()
            change.types = [.approved]
            change.wantsBody = false
            change.headers = CustomHeader.list([("X-Gateway", "b7d0f4a1")])
            change.pace = EndpointPace(atOnce: 3, perMinute: 60)
            let changed = try #require(try await fixture.store.change(before.id, change))
            #expect(changed.url == moved.url && changed.types == [.approved] && !changed.wantsBody)
            #expect(changed.headerNames == ["X-Gateway"])
            #expect(changed.pace == EndpointPace(atOnce: 3, perMinute: 60))

            let claimed = try #require(try await Self.claim(fixture).first)
            #expect(claimed.url == moved.url)
            #expect(claimed.headers == [CustomHeader("X-Gateway", "b7d0f4a1")].compactMap(\.self))

            change = EndpointChange()
            change.headers = []
            #expect(try #require(try await fixture.store.change(before.id, change)).headerNames.isEmpty)
            try await Self.succeed([claimed], fixture)
            let log = try await fixture.store.deliveries(of: before.id, limit: 1)
            #expect(log.first?.attempts.first?.answerBytes == 70_000)
            #expect(try await fixture.store.change(.random(), change) == nil)
        }
    }

    @Test func `a header's value lies sealed under its own endpoint`() async throws {
        try await StoreFixture.run(.file) { fixture in
            let headers = try #require(CustomHeader.list([("X-Gateway", "open-sesame-4711")]))
            let endpoint = try await fixture.store.addEndpoint(
                site: fixture.site.id, url: "https://example.net/", types: [.flagged], wantsBody: false,
                keys: SigningKeys(secret: .random(byteCount: 24)), headers: headers)
            #expect(endpoint.headerNames == ["X-Gateway"])
            let sealed = try await fixture.database.read { try $0.row(HeaderSQL.sealed)?.blob(0) ?? [] }
            #expect(sealed.count > 16)
            #expect(!String(decoding: sealed, as: UTF8.self).contains("sesame"))
            // Moved to another endpoint it opens no more.
            let other = try await fixture.endpoint(path: "other")
            try await fixture.database.write {
                _ = try $0.execute(HeaderSQL.move, .blob(sealed), .text(other.id.text))
            }
            try await fixture.submit(fixture.comment())
            #expect(try await Self.claim(fixture).map(\.endpoint) == [endpoint.id])
        }
    }

    @Test(arguments: Engine.allCases)
    func `no more are on their way at once than it allows`(engine: Engine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let endpoint = try await fixture.endpoint()
            var change = EndpointChange()
            change.pace = EndpointPace(atOnce: 2, perMinute: 0)
            _ = try await fixture.store.change(endpoint.id, change)
            for _ in 0..<5 { try await fixture.submit(fixture.comment()) }
            let first = try await Self.claim(fixture)
            #expect(first.count == 2)
            #expect(try await Self.claim(fixture).isEmpty)
            try await Self.succeed([first[0]], fixture)
            #expect(try await Self.claim(fixture).count == 1)
        }
    }

    @Test(arguments: Engine.allCases)
    func `a rate holds over claims and a restart, and nobody else waits for it`(engine: Engine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let slow = try await fixture.endpoint(path: "slow")
            var change = EndpointChange()
            change.pace = EndpointPace(atOnce: 8, perMinute: 120)
            _ = try await fixture.store.change(slow.id, change)
            let begin = fixture.clock.now
            for _ in 0..<10 { try await fixture.submit(fixture.comment()) }
            var times: [Duration] = []
            while times.count < 10 {
                // Nothing of it is kept in this process: what is due is what the database says.
                let due = try #require(try await fixture.store.nextDeliveryDue())
                if due > fixture.clock.now { fixture.clock.advance(fixture.clock.now.duration(to: due)) }
                let claimed = try await Self.claim(fixture)
                #expect(claimed.count == 2)
                #expect(try await Self.claim(fixture).isEmpty)
                times += claimed.map { _ in begin.duration(to: fixture.clock.now) }
                try await Self.succeed(claimed, fixture)
            }
            #expect(times.last == .seconds(4))

            let quick = try await fixture.endpoint(path: "quick")
            for _ in 0..<3 { try await fixture.submit(fixture.comment()) }
            let claimed = try await Self.claim(fixture)
            #expect(claimed.count { $0.endpoint == quick.id } == 3)

            change.pace = .standard
            _ = try await fixture.store.change(slow.id, change)
            #expect(try await Self.claim(fixture).count { $0.endpoint == slow.id } == 3)
        }
    }
}

private enum HeaderSQL: String, SQLText {
    case sealed = "SELECT sealed_headers FROM endpoints WHERE sealed_headers IS NOT NULL"
    case move = "UPDATE endpoints SET sealed_headers = $1 WHERE id = $2"
}
