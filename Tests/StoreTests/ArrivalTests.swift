import Moderation
import Privacy
import Testing

@testable import Store

/// Comments that come again, and too many of them.
@Suite struct ArrivalTests {
    private static let limits = {
        var limits = Policy.Floods()
        limits.author = .init(burst: 3, sustained: 5)
        limits.network = .init(burst: 4, sustained: 6)
        return limits
    }()

    private func marks(
        _ fixture: StoreFixture, _ body: String = "same words", address: String? = "reader@example.org",
        account: String? = nil,
        thread: String = "page", network: String? = "192.0.2", act: Policy.Repeats.Act = .merge, site: SiteID? = nil
    ) throws -> ArrivalMarks {
        fixture.store.marks(
            site: site ?? fixture.site.id, network: network, account: account,
            email: try address.map(PrivateEmail.init),
            name: "Ana", thread: thread, body: body, act: act, hours: 2)
    }

    @discardableResult
    private func submit(_ fixture: StoreFixture, _ marks: ArrivalMarks) async throws -> (CommentID, CommentID?) {
        var comment = try fixture.comment()
        comment.marks = marks
        return switch try await fixture.store.submit(comment) {
        case .recorded: (comment.id, nil)
        case .same(let earlier): (comment.id, earlier)
        case .repeated: throw StoreError.taken
        }
    }

    @Test(arguments: Engine.allCases)
    func `the same words of the same author on the same page are kept once`(_ engine: Engine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let (first, none) = try await submit(fixture, try marks(fixture))
            #expect(none == nil)
            #expect(try await submit(fixture, try marks(fixture, network: "198.51.100", act: .refuse)).1 == first)
            for other in [
                try marks(fixture, "other words"), try marks(fixture, thread: "other"), try marks(fixture, act: .take),
                try marks(fixture, address: "other@example.org"), try marks(fixture, account: "7"),
                try marks(fixture, address: nil),
            ] {
                #expect(try await submit(fixture, other).1 == nil)
            }
            fixture.clock.advance(.seconds(2 * 3600 + 1))
            let (later, stillNone) = try await submit(fixture, try marks(fixture))
            #expect(stillNone == nil)
            #expect(try await submit(fixture, try marks(fixture)).1 == later)
        }
    }

    @Test func `of many that come at once one is kept`() async throws {
        try await StoreFixture.run(.file) { fixture in
            let marks = try marks(fixture)
            let kept = try await withThrowingTaskGroup(of: Bool.self) { group in
                for _ in 0..<40 { group.addTask { try await submit(fixture, marks).1 == nil } }
                return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(kept == 1)
        }
    }

    @Test(arguments: Engine.allCases)
    func `bursts and sustained floods are told of the author and of the network`(_ engine: Engine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let email = try PrivateEmail("reader@example.org")
            func floods(_ network: String? = "192.0.2", _ of: PrivateEmail? = nil) async throws -> Set<FloodTrace> {
                try await fixture.store.floods(
                    of: of ?? email, marks: try marks(fixture, network: network), site: fixture.site.id,
                    limits: Self.limits)
            }
            var seen: [Set<FloodTrace>] = []
            for number in 0..<5 {
                seen.append(try await floods())
                try await submit(fixture, try marks(fixture, "words \(number)"))
            }
            #expect(seen == [[], [], [], [.author], [.author, .network]])
            #expect(try await floods(nil) == [.author])
            #expect(try await floods("192.0.2", try PrivateEmail("nobody@example.org")) == [.network])
            #expect(try await floods("203.0.113", try PrivateEmail("nobody@example.org")) == [])
            // Ten minutes later the burst is over, and the day's number is reached for the author alone.
            fixture.clock.advance(.seconds(601))
            #expect(try await floods() == [.author])
            try await submit(fixture, try marks(fixture, "one more"))
            #expect(try await floods() == [.author, .network])
            fixture.clock.advance(.seconds(24 * 3600))
            #expect(try await floods() == [])
        }
    }

    @Test func `codes go with the person and after a week`() async throws {
        try await StoreFixture.run(.memory) { fixture in
            func count() async throws -> Int64? {
                try await fixture.database.read {
                    try $0.run("SELECT COUNT(*) FROM arrivals", []).rows.first?.integer(0)
                }
            }
            try await submit(fixture, try marks(fixture))
            #expect(try await count() == 2)
            try await fixture.store.erase(
                try PrivateEmail("reader@example.org"), site: fixture.site.id, by: .commandLine, keepingBodies: true)
            #expect(try await count() == 0)
            try await submit(fixture, try marks(fixture))
            fixture.clock.advance(.seconds(167 * 3600))
            try await fixture.store.sweep()
            #expect(try await count() == 2)
            fixture.clock.advance(.seconds(2 * 3600))
            try await fixture.store.sweep()
            #expect(try await count() == 0)
        }
    }

    @Test func `codes are of one site and say nothing`() async throws {
        try await StoreFixture.run(.memory) { fixture in
            let other = try await fixture.store.addSite(name: "other", language: "fr")
            let (here, there) = (try marks(fixture), try marks(fixture, site: other.id))
            #expect(here.network != there.network && here.same != there.same)
            #expect(try marks(fixture, act: .take).same == nil && (try marks(fixture, network: nil)).network == nil)
            #expect(here.network?.utf8.count == 21 && here.same?.utf8.count == 21)
        }
    }
}
