import Foundation
import Moderation
import Privacy
import Store
import Testing

@Suite struct `Filtered lists` {
    /// What each comment is made of; what a filter names must pick just these.
    private static func fill(_ fixture: StoreFixture) async throws -> [NewComment] {
        var comments: [NewComment] = []
        for number in 0..<40 {
            fixture.clock.advance(.seconds(1))
            let body = ["Une Tarte", "100% sure", "snake_case!", "plain"][number % 4]
            var comment = try fixture.comment(
                email: "r\(number % 3)@example.org", decision: number % 5 == 0 ? .approve : .flag,
                abuse: Double(number % 7) / 7, thread: "page-\(number % 3)", body: body)
            comment.score.language = number % 2 == 0 ? "fr" : "ar-Latn"
            try await fixture.submit(comment)
            comments.append(comment)
        }
        return comments
    }

    struct Case: CustomTestStringConvertible, Sendable {
        var testDescription: String
        var set: @Sendable (inout CommentFilter) -> Void
        var keeps: @Sendable (NewComment) -> Bool
    }

    static let start = Instant(milliseconds: 1_800_000_000_000)
    static let cases: [Case] = [
        Case(testDescription: "status") {
            $0.status = .approved
        } keeps: {
            $0.decision.decision == .approve
        },
        Case(testDescription: "thread") {
            $0.thread = "page-1"
        } keeps: {
            $0.thread.id == "page-1"
        },
        Case(testDescription: "language") {
            $0.language = "fr"
        } keeps: {
            $0.score.language == "fr"
        },
        Case(testDescription: "label") {
            $0.label = .spam
        } keeps: {
            $0.score.abusePoints <= 0.25
        },
        Case(testDescription: "since") {
            $0.since = start.advanced(by: .seconds(20))
        } keeps: {
            $0.receivedAt >= start.advanced(by: .seconds(20))
        },
        Case(testDescription: "until") {
            $0.until = start.advanced(by: .seconds(9))
        } keeps: {
            $0.receivedAt < start.advanced(by: .seconds(9))
        },
        Case(testDescription: "least score") {
            $0.leastScore = 500
        } keeps: {
            $0.displayed.abuse >= 0.5
        },
        Case(testDescription: "most score") {
            $0.mostScore = 300
        } keeps: {
            $0.displayed.abuse <= 0.3
        },
        Case(testDescription: "text in another case") {
            $0.text = "tARTE"
        } keeps: {
            $0.body == "Une Tarte"
        },
        Case(testDescription: "a percent sign") {
            $0.text = "0% s"
        } keeps: {
            $0.body == "100% sure"
        },
        Case(testDescription: "a percent sign that is not there") {
            $0.text = "1%s"
        } keeps: { _ in
            false
        },
        Case(testDescription: "an underscore") {
            $0.text = "snake_case!"
        } keeps: {
            $0.body == "snake_case!"
        },
        Case(testDescription: "an underscore that is not there") {
            $0.text = "pl_in"
        } keeps: { _ in
            false
        },
        Case(testDescription: "all at once") {
            $0.thread = "page-2"
            $0.language = "fr"
            $0.text = "une"
        } keeps: {
            $0.thread.id == "page-2" && $0.score.language == "fr" && $0.body == "Une Tarte"
        },
    ]

    @Test(arguments: Engine.allCases, cases)
    func `pages hold what was asked for, whatever a page looks at`(engine: Engine, row: Case) async throws {
        try await StoreFixture.run(engine) { fixture in
            let expected = try await Self.fill(fixture).filter(row.keeps).map(\.id).sorted(by: >)
            var filter = CommentFilter()
            row.set(&filter)
            for walk in [3, 1000] {
                var ids: [CommentID] = []
                var cursor: String?
                repeat {
                    let page = try await fixture.store.comments(
                        site: fixture.site.id, matching: filter, before: cursor, limit: 4, walk: walk)
                    #expect(page.items.count <= 4)
                    ids += page.items.map(\.id)
                    cursor = page.next
                } while cursor != nil
                #expect(ids == expected)
            }
        }
    }

    @Test(arguments: Engine.allCases, cases)
    func `the queue is narrowed the same way`(engine: Engine, row: Case) async throws {
        try await StoreFixture.run(engine) { fixture in
            let kept = try await Self.fill(fixture).filter { row.keeps($0) && $0.decision.decision == .flag }
            var filter = CommentFilter()
            row.set(&filter)
            for (walk, site) in [(3, nil), (1000, fixture.site.id)] {
                var ids: [CommentID] = []
                var cursor: String?
                repeat {
                    let page = try await fixture.store.queue(
                        site: site, matching: filter, after: cursor, limit: 4, walk: walk)
                    ids += page.items.map(\.id)
                    cursor = page.next
                } while cursor != nil
                let expected = kept.sorted {
                    let (left, right) = (max($0.score.abusePoints, 0.25), max($1.score.abusePoints, 0.25))
                    return left == right ? $0.id < $1.id : left > right
                }
                #expect(ids == expected.map(\.id))
            }
        }
    }

    @Test(arguments: Engine.allCases)
    func `an author's comments are found by their id at their site only`(engine: Engine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let all = try await Self.fill(fixture)
            let first = try #require(try await fixture.store.comment(all[0].id, site: nil))
            var filter = CommentFilter()
            filter.author = first.author
            let own = try await fixture.store.comments(
                site: fixture.site.id, matching: filter, before: nil, limit: 50)
            #expect(own.items.count == 14 && own.items.allSatisfy { $0.author == first.author })
            let other = try await fixture.store.addSite(name: "other", language: "en")
            #expect(
                try await fixture.store.comments(site: other.id, matching: filter, before: nil, limit: 50).items.isEmpty
            )
        }
    }

    private static let second = Moderator(
        id: ModeratorID(stored: "mod_2"), name: "two", role: .moderator, language: "fr")
    private static let (one, two) = (
        DecisionCause.moderator(ModeratorID(stored: "mod_1")), DecisionCause.moderator(ModeratorID(stored: "mod_2"))
    )

    @Test(arguments: Engine.allCases)
    func `what one moderator holds is not offered to another until its time is over`(engine: Engine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let id = try await fixture.submit(fixture.comment())
            func seen(_ holder: DecisionCause) async throws -> [CommentID] {
                try await fixture.store.queue(site: nil, freeFor: holder, after: nil, limit: 5).items.map(\.id)
            }
            #expect(try await fixture.store.hold([id], holder: Self.one, lasting: .seconds(60)).keys.first == id)
            #expect(try await fixture.store.hold([id], holder: Self.two, lasting: .seconds(60)).isEmpty)
            #expect(try await fixture.store.heldByOthers(than: Self.second) == 1)
            #expect(try await seen(Self.one) == [id])
            #expect(try await seen(Self.two) == [])
            fixture.clock.advance(.seconds(60))
            #expect(try await seen(Self.two) == [id])
            #expect(try await fixture.store.hold([id], holder: Self.two, lasting: .seconds(60)).count == 1)
            #expect(try await fixture.store.claim(of: id)?.holder == Self.two)
        }
    }

    @Test(arguments: Engine.allCases)
    func `a comment passed on waits for its new holder a day long, and nobody else can take it`(
        engine: Engine
    ) async throws {
        try await StoreFixture.run(engine) { fixture in
            let id = try await fixture.submit(fixture.comment())
            let third = ModeratorID(stored: "mod_3")
            #expect(try await fixture.store.hand(id, to: ModeratorID(stored: "mod_2"), by: Self.one))
            #expect(try await !fixture.store.hand(id, to: third, by: Self.one))
            fixture.clock.advance(.seconds(3600))
            let held = try await fixture.store.hold([id], holder: Self.two, lasting: .seconds(60))
            #expect(held[id]?.handedBy == Self.one)
            fixture.clock.advance(.seconds(3600))
            #expect(try await fixture.store.hold([id], holder: Self.one, lasting: .seconds(60)).isEmpty)
            #expect(try await fixture.store.hand(id, to: third, by: Self.two))
            #expect(try await fixture.store.claim(of: id)?.holder == .moderator(third))
            _ = try await fixture.decide(id, .approve)
            #expect(try await !fixture.store.hand(id, to: third, by: Self.one))
        }
    }

    @Test(arguments: Engine.allCases)
    func `the parent of a comment is found by our id and by the site's`(engine: Engine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let parent = try await fixture.submit(fixture.comment(body: "parent"))
            for name in [parent.text, "wp-7"] {
                var answer = try fixture.comment()
                answer.parent = name
                answer.externalID = nil
                let id = try await fixture.submit(answer)
                let comment = try #require(try await fixture.store.comment(id, site: nil))
                #expect(try await fixture.store.parent(of: comment)?.id == parent)
            }
        }
    }
}
