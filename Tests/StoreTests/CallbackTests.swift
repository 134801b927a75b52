import Foundation
import Moderation
import Privacy
import Testing

@testable import Store

/// Where Akismet's clients hear again of what they asked about.
@Suite struct `Callbacks of Akismet's clients` {
    private static let url = "https://blog.example.org/hook"
    private static let key = Secret(Array("abc123def456".utf8))

    private func callback(
        _ fixture: StoreFixture, url: String = url, key: Secret = key
    ) async throws -> EndpointID? {
        try await fixture.store.callback(
            site: fixture.site.id, url: url, key: key, keys: SigningKeys(secret: .random(byteCount: 24)),
            publicKey: [UInt8](repeating: 7, count: 32))
    }

    private func claimed(_ fixture: StoreFixture) async throws -> [ClaimedDelivery] {
        try await fixture.store.claimDeliveries(
            limit: 100, perEndpoint: 100, lease: .seconds(30), now: fixture.clock.now.advanced(by: .seconds(1)))
    }

    @Test func `one address is one endpoint, of at most twenty`() async throws {
        try await StoreFixture.run(.memory) { fixture in
            let first = try #require(try await callback(fixture))
            #expect(try await callback(fixture) == first)
            // The same client with a new key keeps its endpoint, and is called with that key.
            #expect(try await callback(fixture, key: Secret(Array("fed654cba321".utf8))) == first)
            for number in 1..<ModerationStore.callbackLimit {
                #expect(try await callback(fixture, url: Self.url + "/\(number)") != nil)
            }
            #expect(try await callback(fixture, url: Self.url + "/more") == nil)
            #expect(try await fixture.store.endpoints(site: fixture.site.id).allSatisfy(\.isCallback))
            _ = try await fixture.store.setState(.disabled, of: first)
            #expect(try await callback(fixture) == nil)
        }
    }

    @Test(arguments: Engine.allCases)
    func `hears of decisions about what it asked, and of no other`(engine: Engine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let endpoint = try #require(try await callback(fixture))
            let asked = try await fixture.submit(fixture.comment(decision: .approve))
            let other = try await fixture.submit(fixture.comment(decision: .approve))
            try await fixture.store.note(check: [1], of: asked, site: fixture.site.id, callback: endpoint)
            try await fixture.store.note(check: [2], of: other, site: fixture.site.id)
            // The decision it was answered with is none it hears of.
            #expect(try await claimed(fixture).isEmpty)
            for id in [asked, other] {
                _ = try await fixture.store.decide(id, site: nil, expected: nil, cause: .policy) { _ in
                    NextDecision(decision: .reject, reasons: ["spam"], note: nil)
                }
            }
            let deliveries = try await claimed(fixture)
            let form = "key=abc123def456&endpoint=comment-check&comments%5B0%5D%5Bguid%5D=\(asked.text)"
            #expect(
                deliveries.map { String(decoding: $0.payload, as: UTF8.self) } == [
                    form + "&comments%5B0%5D%5Bresult%5D=true"
                ])
            #expect(deliveries.first?.isForm == true)
        }
    }

    @Test func `a second look is told once, unless somebody decided first`() async throws {
        try await StoreFixture.run(.memory) { fixture in
            let endpoint = try #require(try await callback(fixture))
            let due = fixture.clock.now.advanced(by: .seconds(60))
            var ids: [CommentID] = []
            for number in 0..<3 {
                let id = try await fixture.submit(fixture.comment(decision: .approve))
                try await fixture.store.note(
                    check: [UInt8(number)], of: id, site: fixture.site.id, callback: endpoint, secondLook: due)
                ids.append(id)
            }
            #expect(try await fixture.store.dueSecondLooks(limit: 10).isEmpty)
            _ = try await fixture.store.decide(ids[1], site: nil, expected: nil, cause: .policy) { _ in
                NextDecision(decision: .reject, reasons: ["spam"], note: nil)
            }
            _ = try await fixture.store.delete(ids[2], site: fixture.site.id, expected: nil, cause: .policy)
            let decided = try await claimed(fixture)
            #expect(decided.count == 1)
            for delivery in decided {
                let attempt = DeliveryAttempt(
                    number: 1, at: fixture.clock.now, durationMilliseconds: 1, httpStatus: 200, problem: nil, answer: []
                )
                try await fixture.store.record(attempt, outcome: .delivered, of: delivery)
            }
            fixture.clock.advance(.seconds(61))
            #expect(
                try await Set(fixture.store.dueSecondLooks(limit: 10).map(\.comment.text))
                    == Set([ids[0], ids[1]].map(\.text)))
            for id in [ids[0], ids[0], ids[1]] { try await fixture.store.finishSecondLook(id) }
            #expect(try await fixture.store.dueSecondLooks(limit: 10).isEmpty)
            // What was decided meanwhile was told when it was decided.
            let told = try await claimed(fixture).map { String(decoding: $0.payload, as: UTF8.self) }
            #expect(told.count == 1 && told[0].contains(ids[0].text) && told[0].hasSuffix("=false"), "\(told)")
        }
    }

    @Test func `a test names no comment`() async throws {
        try await StoreFixture.run(.memory) { fixture in
            let id = try #require(try await callback(fixture))
            let endpoint = try #require(try await fixture.store.endpoint(id, site: nil))
            _ = try await fixture.store.addTestDelivery(to: endpoint, site: "kiosk")
            #expect(
                try await claimed(fixture).map { String(decoding: $0.payload, as: UTF8.self) } == [
                    "key=abc123def456&endpoint=comment-check"
                ])
        }
    }

    @Test func `the key lies sealed`() async throws {
        try await withFolder { folder in
            let path = folder + "/tamis.sqlite"
            let fixture = try await StoreFixture(path: path)
            _ = try await callback(fixture)
            try await fixture.store.close()
            let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
            #expect(bytes.range(of: Data("abc123def456".utf8)) == nil)
            #expect(bytes.range(of: Data("blog.example.org".utf8)) != nil)
        }
    }
}
