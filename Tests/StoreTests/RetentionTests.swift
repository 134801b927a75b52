import Moderation
import Privacy
import Testing

@testable import Store

private enum KeptSQL: String, SQLText {
    case keys = "SELECT COUNT(*) FROM author_keys"
    case lookups = "SELECT COUNT(*) FROM authors WHERE digest IS NOT NULL OR sealed_email IS NOT NULL"
    case accounts = "SELECT COUNT(*) FROM comments WHERE author_key IS NOT NULL"
    case deliveries = "SELECT COUNT(*) FROM deliveries"
    case damage = "UPDATE comments SET sealed_details = $1 WHERE id = $2"
}

/// What is forgotten when it has had its time, and what is not.
@Suite struct RetentionTests {
    private static let month = Duration.seconds(30 * 86_400)

    private func count(_ sql: KeptSQL, _ fixture: StoreFixture) async throws -> Int {
        try await fixture.database.read { Int(try $0.row(sql)?.integer(0) ?? 0) }
    }

    private func comment(_ id: CommentID?, _ fixture: StoreFixture) async throws -> Moderation.Comment? {
        guard let id else { return nil }
        return try await fixture.store.comment(id, site: nil)
    }

    /// One comment for each way to stand, each of an author of its own.
    private func fill(_ fixture: StoreFixture, of name: String) async throws -> [CommentStatus: CommentID] {
        var ids: [CommentStatus: CommentID] = [:]
        for (decision, status) in [
            (Decision.approve, CommentStatus.approved), (.flag, .flagged), (.reject, .rejected),
        ] {
            var comment = try fixture.comment(
                email: "\(name)-\(decision.rawValue)@example.org", decision: decision,
                details: AuthorDetails(name: name, ip: "192.0.2.7", userAgent: "Browser"))
            comment.authorKey = "account of \(name)"
            ids[status] = try await fixture.submit(comment)
        }
        return ids
    }

    @Test(arguments: Engine.allCases)
    func `each status has its own time, counted from when a comment came`(engine: Engine) async throws {
        try await StoreFixture.run(engine) { fixture in
            _ = try await fixture.endpoint()
            let old = try await fill(fixture, of: "old")
            fixture.clock.advance(Self.month)
            let young = try await fill(fixture, of: "young")
            let deliveries = try await count(.deliveries, fixture)
            #expect(try await fixture.store.retire(Retention()) == RetiredComments(), "nothing is asked for")
            #expect(try await fixture.store.retire(Retention(rejectedDays: 31)) == RetiredComments(), "nobody is due")
            let all = Retention(approvedDays: 30, flaggedDays: 29, rejectedDays: 28)
            fixture.clock.advance(.seconds(1))
            #expect(try await fixture.store.retire(all) == RetiredComments(emptied: 2, unnamed: 1))
            #expect(try await fixture.store.retire(all) == RetiredComments(), "once")
            for (status, id) in young {
                let comment = try #require(try await fixture.store.comment(id, site: nil))
                #expect(comment.status == status && comment.authorName == "young")
            }
            let approved = try #require(try await comment(old[.approved], fixture))
            #expect(approved.status == .approved && approved.body == "Un commentaire." && approved.version == 1)
            #expect(approved.authorName == "")
            for status in [CommentStatus.flagged, .rejected] {
                let comment = try #require(try await comment(old[status], fixture))
                #expect(comment.status == .erased && comment.body == "" && comment.signals == [])
                let last = try await fixture.store.history(of: comment.id).last
                #expect(last?.record.cause == .policy && last?.version == 2)
            }
            // Three addresses are known, of the young; each of the six comments has an author's key.
            #expect(try await count(.lookups, fixture) == 3)
            #expect(try await count(.keys, fixture) == 6)
            #expect(try await count(.accounts, fixture) == 3)
            #expect(try await count(.deliveries, fixture) == deliveries / 2, "no endpoint hears of it")
            #expect(try await fixture.store.queueLength(site: nil) == 1)
        }
    }

    @Test func `more than a step, of several sites, and an edit begins anew`() async throws {
        try await StoreFixture.run(.memory) { fixture in
            let other = try await fixture.store.addSite(name: "other", language: "fr")
            for number in 0..<ModerationStore.retirementStep * 2 + 3 {
                let comment = try fixture.comment(
                    site: number % 4 == 0 ? other : nil, email: "r\(number)@example.org", decision: .approve)
                try await fixture.submit(comment)
            }
            let id = try await fixture.submit(fixture.comment(email: "last@example.org", decision: .approve))
            fixture.clock.advance(Self.month)
            let retention = Retention(approvedDays: 7)
            let all = ModerationStore.retirementStep * 2 + 4
            #expect(try await fixture.store.retire(retention).unnamed == all)
            #expect(try await count(.lookups, fixture) == 0)
            var edited = try fixture.comment(email: "last@example.org", decision: .approve, body: "Autre chose.")
            edited.id = id
            #expect(try await fixture.store.edit(edited, expected: 1) == .decided(version: 2, status: .approved))
            #expect(try await count(.lookups, fixture) == 1)
            #expect(try await fixture.store.retire(retention).unnamed == 1)
            #expect(try await count(.lookups, fixture) == 0)
            #expect(try await fixture.decide(id, .reject) == .decided(version: 3, status: .rejected))
        }
    }

    @Test func `what no key opens is left and told of, and keeps nothing else from being retired`() async throws {
        try await StoreFixture.run(.memory) { fixture in
            for number in 0..<ModerationStore.retirementStep * 2 + 2 {
                let id = try await fixture.submit(
                    fixture.comment(email: "r\(number)@example.org", decision: .reject))
                // A whole step of them first, and one among the others.
                guard number < ModerationStore.retirementStep - 1 || number == 60 else { continue }
                try await fixture.database.write {
                    _ = try $0.execute(KeptSQL.damage, .blob([1, 2, 3]), .text(id.text))
                }
            }
            fixture.clock.advance(Self.month)
            let retired = try await fixture.store.retire(Retention(rejectedDays: 7))
            #expect(retired.unopened == ModerationStore.retirementStep)
            #expect(retired.emptied == ModerationStore.retirementStep + 2)
            fixture.clock.advance(Self.month)
            #expect(
                try await fixture.store.retire(Retention(rejectedDays: 7)).unopened == ModerationStore.retirementStep)
        }
    }

    @Test func `a ban holds beyond the comments it was for, and goes with its end`() async throws {
        try await StoreFixture.run(.memory) { fixture in
            let id = try await fixture.submit(fixture.comment(email: "rude@example.org", decision: .reject))
            let author = try #require(try await fixture.store.comment(id, site: nil)?.author)
            let ends = fixture.clock.now.advanced(by: Self.month + Self.month)
            let banned = try await fixture.store.setStanding(
                StandingWish(.banned, ends: ends), of: author, comment: id, site: fixture.site.id, by: .commandLine)
            #expect(banned == .set)
            fixture.clock.advance(Self.month)
            #expect(try await fixture.store.retire(Retention(rejectedDays: 7)).emptied == 1)
            let past = try await fixture.store.past(
                of: .typed(try PrivateEmail("rude@example.org"), key: nil), site: fixture.site.id)
            #expect(past.typed == .banned)
            #expect(try await count(.lookups, fixture) == 1)
            fixture.clock.advance(Self.month + .seconds(1))
            try await fixture.store.sweep()
            #expect(try await count(.lookups, fixture) == 0)
        }
    }
}
