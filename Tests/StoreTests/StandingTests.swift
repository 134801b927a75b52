import Moderation
import Privacy
import Testing

@testable import Store

@Suite struct StandingTests {
    private func past(_ fixture: StoreFixture, key: String? = nil, _ address: String = "reader@example.org")
        async throws
        -> AuthorPast
    {
        try await fixture.store.past(of: .typed(try PrivateEmail(address), key: key), site: fixture.site.id)
    }

    /// A comment by reader@example.org, perhaps with an account of the site's own.
    private func submit(_ fixture: StoreFixture, key: String? = nil) async throws -> Moderation.Comment {
        var comment = try fixture.comment()
        comment.authorKey = key
        let id = try await fixture.submit(comment)
        return try #require(try await fixture.store.comment(id, site: nil))
    }

    @Test(arguments: Engine.allCases)
    func `what is said holds for the address and the account of the comment, until it ends`(_ engine: Engine)
        async throws
    {
        try await StoreFixture.run(engine) { fixture in
            let store = fixture.store
            let comment = try await submit(fixture, key: "account 7")
            #expect(try await past(fixture, key: "account 7") == AuthorPast())
            let ends = fixture.clock.now.advanced(by: .seconds(60))
            let wish = StandingWish(.banned, ends: ends, note: "third warning")
            let result = try await store.setStanding(
                wish, of: comment.author, comment: comment.id, site: fixture.site.id, by: .commandLine)
            #expect(result == .set)
            #expect(try await past(fixture).typed == .banned)
            // Another address does not help who logs in with the same account.
            let other = try await past(fixture, key: "account 7", "other@example.org")
            #expect(other == AuthorPast(vouched: .banned) && other.isBanned)
            #expect(try await past(fixture, key: "account 8", "other@example.org") == AuthorPast())
            #expect(try await store.standings(at: fixture.site.id, limit: 9).map(\.isVouched).count == 2)
            let act = try #require(try await store.audit(site: fixture.site.id, after: nil, limit: 1).items.first)
            #expect(act.kind == .ban && act.author == comment.author && act.comment == comment.id)
            #expect(act.note == "until \(ends.rfc3339): third warning")
            fixture.clock.advance(.seconds(60))
            #expect(try await past(fixture, key: "account 7") == AuthorPast())
            #expect(try await store.standings(of: comment.author, site: fixture.site.id) == [])
            try await store.sweep()
            #expect(try await store.standings(at: fixture.site.id, limit: 9) == [])
            #expect(
                try await store.setStanding(wish, of: comment.author, comment: nil, site: nil, by: .commandLine)
                    == .over)
        }
    }

    @Test func `trust is not borrowed by typing an address, nor by an account of one's own`() async throws {
        try await StoreFixture.run(.memory) { fixture in
            let trusted = try await submit(fixture, key: "account 7")
            _ = try await submit(fixture, key: "account of another")
            _ = try await fixture.store.setStanding(
                StandingWish(.trusted), of: trusted.author, comment: trusted.id, site: nil, by: .commandLine)
            #expect(try await past(fixture, key: "account 7").vouched == .trusted)
            for borrowed in [try await past(fixture), try await past(fixture, key: "account of another")] {
                #expect(borrowed.vouched == nil && borrowed.typed == .trusted)
            }
            #expect(try await fixture.store.past(of: .writer(trusted.id), site: fixture.site.id).vouched == .trusted)
            _ = try await fixture.store.setStanding(
                StandingWish(nil), of: trusted.author, comment: nil, site: nil, by: .commandLine)
            #expect(try await past(fixture, key: "account 7") == AuthorPast())
        }
    }

    @Test func `another site and another's comment are refused`() async throws {
        try await StoreFixture.run(.memory) { fixture in
            let store = fixture.store
            let comment = try await submit(fixture)
            let other = try await store.addSite(name: "other", language: "fr")
            let ban = StandingWish(.banned)
            #expect(
                try await store.setStanding(ban, of: comment.author, comment: nil, site: other.id, by: .commandLine)
                    == .notFound)
            #expect(
                try await store.setStanding(ban, of: .random(), comment: comment.id, site: nil, by: .commandLine)
                    == .notFound)
            #expect(try await store.standings(of: comment.author, site: other.id) == nil)
            #expect(try await store.audit(site: nil, after: nil, limit: 9).items.isEmpty)
            // The same address and account at another site are somebody else.
            _ = try await store.setStanding(ban, of: comment.author, comment: nil, site: nil, by: .commandLine)
            let there = try await store.past(
                of: .typed(try PrivateEmail("reader@example.org"), key: nil), site: other.id)
            #expect(there == AuthorPast())
        }
    }

    @Test func `the past counts what became of the newest comments`() async throws {
        try await StoreFixture.run(.memory) { fixture in
            for number in 0..<5 {
                let comment = try await submit(fixture)
                fixture.clock.advance(.seconds(1))
                _ = try await fixture.store.decide(comment.id, site: nil, expected: nil, cause: .commandLine) { _ in
                    NextDecision(decision: number < 3 ? .approve : .reject, reasons: [], note: nil)
                }
            }
            #expect(try await past(fixture) == AuthorPast(approved: 3, rejected: 2))
            #expect(try await past(fixture, "nobody@example.org") == AuthorPast())
        }
    }

    @Test func `an erased person leaves neither standing nor account`() async throws {
        try await StoreFixture.run(.memory) { fixture in
            let comment = try await submit(fixture, key: "account 7")
            _ = try await fixture.store.setStanding(
                StandingWish(.banned), of: comment.author, comment: comment.id, site: nil, by: .commandLine)
            try await fixture.store.erase(
                try PrivateEmail("reader@example.org"), site: fixture.site.id, by: .commandLine, keepingBodies: false)
            try await fixture.store.finishErasures()
            #expect(try await past(fixture, key: "account 7") == AuthorPast())
            let left = try await fixture.database.read { session in
                try session.run("SELECT COUNT(*) FROM standings", []).rows.first?.integer(0) == 0
                    && session.run("SELECT COUNT(*) FROM comments WHERE author_key IS NOT NULL", []).rows.first?
                        .integer(0)
                        == 0
            }
            #expect(left)
        }
    }

    @Test func `a key that an account is known by is kept as a code, of one site`() {
        let vault = EmailVault(keys: .random())
        let code = vault.code(ofAuthorKey: "account 7", site: "a")
        #expect(code.count == 32 && !code.contains("account"))
        #expect(code != vault.code(ofAuthorKey: "account 7", site: "b"))
        #expect(code != EmailVault(keys: .random()).code(ofAuthorKey: "account 7", site: "a"))
    }
}
