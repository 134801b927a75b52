import Foundation
import Moderation
import Privacy
import Store
import Testing

@Suite struct `Reading comments` {
    /// Comments of two sites with few different urgencies, so that ties are common.
    private static func fill(_ fixture: StoreFixture, seed: Int) async throws -> [NewComment] {
        let other = try await fixture.store.addSite(name: "other", language: "en")
        var random = SequenceGenerator(state: UInt64(seed))
        var comments: [NewComment] = []
        for number in 0..<60 {
            fixture.clock.advance(.milliseconds(Int64.random(in: 0...2, using: &random)))
            comments.append(
                try fixture.comment(
                    site: Bool.random(using: &random) ? fixture.site : other, email: "r\(number % 7)@example.org",
                    decision: Decision.allCases.randomElement(using: &random) ?? .flag,
                    abuse: Double(Int.random(in: 0...4, using: &random)) / 4, thread: "page-\(number % 3)"))
            try await fixture.submit(comments[number])
        }
        return comments
    }

    private static func pages(
        limit: Int, _ page: (String?) async throws -> Page<Moderation.Comment>
    ) async throws -> [CommentID] {
        var ids: [CommentID] = []
        var cursor: String?
        repeat {
            let next = try await page(cursor)
            #expect(next.items.count == limit || next.next == nil)
            ids += next.items.map(\.id)
            cursor = next.next
        } while cursor != nil
        return ids
    }

    @Test(arguments: Engine.allCases, [1, 7, 60])
    func `pages of the queue are the whole queue, most urgent first, then oldest`(engine: Engine, limit: Int)
        async throws
    {
        try await StoreFixture.run(engine) { fixture in
            let all = try await Self.fill(fixture, seed: limit)
            for site in [nil, fixture.site.id] {
                let expected = all.filter { $0.decision.decision == .flag && (site == nil || $0.site.id == site) }
                    .sorted {
                        let (left, right) = (max($0.score.abusePoints, 0.25), max($1.score.abusePoints, 0.25))
                        return left == right ? $0.id < $1.id : left > right
                    }
                let ids = try await Self.pages(limit: limit) {
                    try await fixture.store.queue(site: site, after: $0, limit: limit)
                }
                #expect(ids == expected.map(\.id))
                #expect(try await fixture.store.queueLength(site: site) == expected.count)
            }
        }
    }

    @Test(
        arguments: Engine.allCases,
        [(nil, nil), (.approved, nil), (nil, "page-1"), (.flagged, "page-2")] as [(CommentStatus?, String?)])
    func `pages of a site's comments are all that were asked for, newest first`(
        engine: Engine, filter: (status: CommentStatus?, thread: String?)
    ) async throws {
        try await StoreFixture.run(engine) { fixture in
            let expected = try await Self.fill(fixture, seed: 3).filter {
                $0.site.id == fixture.site.id
                    && (filter.status == nil || $0.decision.decision.status == filter.status)
                    && (filter.thread == nil || $0.thread.id == filter.thread)
            }
            let ids = try await Self.pages(limit: 4) {
                try await fixture.store.comments(
                    site: fixture.site.id, matching: CommentFilter(status: filter.status, thread: filter.thread),
                    before: $0, limit: 4)
            }
            #expect(ids == expected.map(\.id).sorted(by: >))
        }
    }

    @Test(arguments: Engine.allCases, ["", "nonsense", "x-y", "99999999999999999999-cmt_1"])
    func `what is no cursor begins at the beginning`(engine: Engine, cursor: String) async throws {
        try await StoreFixture.run(engine) { fixture in
            let id = try await fixture.submit(fixture.comment())
            #expect(try await fixture.store.queue(site: nil, after: cursor, limit: 5).items.map(\.id) == [id])
        }
    }

    @Test(arguments: Engine.allCases)
    func `two moderators never hold the same comment`(engine: Engine) async throws {
        try await StoreFixture.run(engine) { fixture in
            for number in 0..<10 {
                try await fixture.submit(fixture.comment(abuse: Double(number) / 10))
            }
            let holders = (1...4).map { DecisionCause.moderator(ModeratorID(stored: "mod_\($0)")) }
            let claims = try await withThrowingTaskGroup(of: [CommentID].self) { group in
                for holder in holders {
                    group.addTask {
                        try await fixture.store.claimComments(
                            site: fixture.site.id, holder: holder, count: 3, lasting: .seconds(60))
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(claims.map(\.count).sorted() == [1, 3, 3, 3])
            #expect(Set(claims.joined()).count == 10)
        }
    }

    @Test(arguments: Engine.allCases)
    func `a claim ends with its time, and asking again prolongs it`(engine: Engine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let id = try await fixture.submit(fixture.comment())
            let (one, two) = (
                DecisionCause.moderator(ModeratorID(stored: "mod_1")), DecisionCause.key(KeyID(stored: "key_1"))
            )
            func claim(_ holder: DecisionCause) async throws -> [CommentID] {
                try await fixture.store.claimComments(site: nil, holder: holder, count: 1, lasting: .seconds(60))
            }
            #expect(try await claim(one) == [id])
            fixture.clock.advance(.seconds(50))
            #expect(try await claim(two) == [])
            #expect(try await claim(one) == [id])
            fixture.clock.advance(.seconds(59))
            #expect(try await claim(two) == [])
            fixture.clock.advance(.seconds(1))
            #expect(try await claim(two) == [id])
            #expect(try await claim(one) == [])
        }
    }
}

/// Random numbers that are the same in every run (xorshift64, Marsaglia 2003).
struct SequenceGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state = state == 0 ? 0x9E37_79B9_7F4A_7C15 : state
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state
    }
}
