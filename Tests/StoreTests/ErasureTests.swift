import Foundation
import Moderation
import Privacy
import Store
import Synchronization
import Testing

@Suite struct `Access and erasure` {
    private static let cause = DecisionCause.commandLine

    private func details(_ fixture: StoreFixture, email: String = "reader@example.org") async throws -> [PersonComment]
    {
        try await fixture.store.personComments(
            try PrivateEmail(email), site: fixture.site.id, after: nil, limit: 100
        ).items
    }

    private func opens(_ fixture: StoreFixture, email: String = "reader@example.org") async throws -> String? {
        try await fixture.store.openPerson(try PrivateEmail(email), site: fixture.site.id, by: Self.cause) {
            _, _, email in
            email.show()
        }
    }

    private func erase(_ fixture: StoreFixture, keepingBodies: Bool = false) async throws {
        try await fixture.store.erase(
            try PrivateEmail("READER@example.org"), site: fixture.site.id, by: Self.cause, keepingBodies: keepingBodies)
        try await fixture.store.finishErasures()
    }

    @Test(arguments: Engine.allCases)
    func `a person sees all that is held, once it was written down`(engine: Engine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let sent = AuthorDetails(
                name: "Nadia", url: "https://example.org/", ip: "203.0.113.7", userAgent: "Browser/1")
            let id = try await fixture.submit(fixture.comment(email: "Reader@Example.org", details: sent))
            try await fixture.submit(fixture.comment(email: "other@example.org"))
            #expect(try await opens(fixture) == "Reader@Example.org")
            let held = try await details(fixture)
            #expect(held.map(\.comment.id) == [id])
            #expect(held.map(\.ip) == ["203.0.113.7"])
            #expect(held.map(\.userAgent) == ["Browser/1"])
            #expect(held.map(\.comment.authorName) == ["Nadia"])
            #expect(try await fixture.count(.personRequests) == 1)
            #expect(try await opens(fixture, email: "nobody@example.org") == nil)
            #expect(try await fixture.count(.personRequests) == 1)
        }
    }

    @Test(arguments: Engine.allCases)
    func `an erased person's comments tell nothing of them`(engine: Engine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let endpoint = try await fixture.endpoint([.erased], wantsBody: true)
            let ids = try await fixture.submitMany(205)
            let other = try await fixture.submit(fixture.comment(email: "other@example.org"))
            try await erase(fixture)
            for id in ids {
                let comment = try #require(try await fixture.store.comment(id, site: nil))
                #expect(comment.status == .erased)
                #expect(comment.version == 2)
                #expect(comment.authorName.isEmpty && comment.authorURL == nil && comment.body.isEmpty)
                #expect(comment.signals.isEmpty)
            }
            #expect(try await fixture.store.comment(other, site: nil)?.status == .flagged)
            #expect(try await opens(fixture) == nil)
            #expect(try await details(fixture).isEmpty)
            let isNothing = try await fixture.store.reveal(ids[0], site: nil, by: Self.cause, reason: "look") == nil
            #expect(isNothing)
            #expect(try await fixture.decide(ids[0], .approve) == .notFound)
            let told = try await fixture.store.claimDeliveries(
                limit: 1000, perEndpoint: 1000, lease: .seconds(9), now: fixture.clock.now)
            #expect(told.count == 205)
            for delivery in told {
                #expect(delivery.endpoint == endpoint.id)
                let text = String(decoding: delivery.payload, as: UTF8.self)
                #expect(text.contains(#""type":"comment.erased""#) && text.contains(#""status":"erased""#))
                #expect(text.contains(#""version":2"#) && text.contains(#""previous_status":"flagged""#))
                #expect(!text.contains("Reader") && !text.contains("commentaire"))
            }
        }
    }

    @Test(arguments: Engine.allCases)
    func `words can be kept, and the address begins anew`(engine: Engine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let id = try await fixture.submit(fixture.comment())
            try await erase(fixture, keepingBodies: true)
            let comment = try #require(try await fixture.store.comment(id, site: nil))
            #expect(comment.body == "Un commentaire." && comment.authorName.isEmpty)
            let again = try await fixture.submit(fixture.comment())
            let later = try #require(try await fixture.store.comment(again, site: nil))
            #expect(later.author != comment.author)
            #expect(try await details(fixture).map(\.comment.id) == [again])
        }
    }

    @Test func `an erasure that is cut off goes on`() async throws {
        try await withFolder { folder in
            let keys = VaultKeys.random()
            let fixture = try await StoreFixture(path: folder + "/tamis.sqlite", keys: keys)
            let ids = try await fixture.submitMany(205)
            try await fixture.store.erase(
                try PrivateEmail("reader@example.org"), site: fixture.site.id, by: Self.cause, keepingBodies: false)
            let store = fixture.store
            let work = Task {
                try await store.finishErasures { _ in unsafe withUnsafeCurrentTask { unsafe $0?.cancel() } }
            }
            await #expect(throws: CancellationError.self) { try await work.value }
            #expect(try await fixture.count(.erased) == 100)
            try await fixture.store.close()
            let next = try await StoreFixture(path: folder + "/tamis.sqlite", keys: keys)
            try await next.store.finishErasures()
            #expect(try await next.count(.erased) == Int64(ids.count))
            #expect(try await next.store.comment(ids[0], site: nil)?.version == 2)
            try await next.store.close()
        }
    }

    /// The same statements whether anybody has the address, so that neither answer nor time tells.
    @Test func `known and unknown addresses run the same statements`() async throws {
        let database = try StatementLog()
        let store = try await ModerationStore(database: database, vault: EmailVault(keys: .random()))
        let site = try await store.addSite(name: "kiosk", language: "fr")
        func statements(_ body: () async throws -> Void) async throws -> [String] {
            database.forget()
            try await body()
            return database.statements
        }
        let known = try PrivateEmail("known@example.org")
        let unknown = try PrivateEmail("unknown@example.org")
        let fixture = try await StoreFixture(path: nil)
        var comment = try fixture.comment(email: "known@example.org")
        comment.site = site
        _ = try await store.submit(comment)
        try await fixture.store.close()
        var seen: [[String]] = []
        for email in [unknown, known] {
            let opened = try await statements {
                _ = try await store.openPerson(email, site: site.id, by: .commandLine) { _, _, email in email.show() }
            }
            let listed = try await statements {
                _ = try await store.personComments(email, site: site.id, after: nil, limit: 5)
            }
            let erased = try await statements {
                try await store.erase(email, site: site.id, by: .commandLine, keepingBodies: false)
            }
            seen.append(opened + listed + erased)
        }
        #expect(seen[0] == seen[1])
        #expect(seen[0].count == 9)
        try await store.close()
    }

    /// Neither file nor log holds the destroyed key's bytes.
    @Test func `no file holds the destroyed key`() async throws {
        try await withFolder { folder in
            let fixture = try await StoreFixture(path: folder + "/tamis.sqlite")
            try await fixture.submit(fixture.comment())
            let wrapped = Data(try await fixture.database.read { try $0.row(KeySQL.any)?.blob(0) ?? [] })
            func isHeld() throws -> Bool {
                try FileManager.default.contentsOfDirectory(atPath: folder).contains {
                    try Data(contentsOf: URL(fileURLWithPath: folder + "/" + $0)).range(of: wrapped) != nil
                }
            }
            #expect(wrapped.count == 65, "2, name, nonce, key, tag")
            #expect(try isHeld())
            try await erase(fixture)
            #expect(try !isHeld())
            try await fixture.store.close()
        }
    }
}

private enum KeySQL: String, SQLText {
    case any = "SELECT wrapped FROM author_keys"
}

extension StoreFixture {
    /// Comments of one person.
    func submitMany(_ count: Int) async throws -> [CommentID] {
        var ids: [CommentID] = []
        for _ in 0..<count { ids.append(try await submit(comment())) }
        return ids
    }
}
