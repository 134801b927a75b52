import Foundation
import Moderation
import Privacy
import Testing

@testable import Store

@Suite struct `Keys, moderators and sessions` {
    @Test(arguments: Engine.allCases)
    func `a key opens its site with its scopes`(engine: Engine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let (key, token) = try await fixture.store.addKey(
                site: fixture.site, name: "form", scopes: [.submit, .score])
            for _ in 0..<2 {
                let found = try await fixture.store.key(of: token)
                #expect(found == SiteKey(key: key, site: fixture.site))
                #expect(found?.key.scopes == [.submit, .score])
            }
            #expect(try await fixture.store.key(of: .random(prefix: "tamis_")) == nil)
            #expect(try await fixture.store.keys(site: fixture.site.id).map(\.key) == [key])
        }
    }

    @Test(arguments: Engine.allCases)
    func `a rotated or disabled key ends at once`(engine: Engine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let (key, first) = try await fixture.store.addKey(site: fixture.site, name: "form", scopes: [.read])
            #expect(try await fixture.store.key(of: first) != nil)
            let second = try #require(try await fixture.store.rotateKey(key.id))
            #expect(try await fixture.store.key(of: first) == nil)
            #expect(try await fixture.store.key(of: second)?.key == key)
            #expect(try await fixture.store.disableKey(key.id))
            #expect(try await fixture.store.key(of: second) == nil)
            #expect(try await fixture.store.keys(site: nil).map(\.isDisabled) == [true])
            #expect(try await fixture.store.disableKey(key.id) == false)
            #expect(try await fixture.store.rotateKey(key.id) == nil)
        }
    }

    @Test func `a key read before a change is not kept after it`() {
        let site = Site(id: .random(), name: "a", language: "fr")
        let key = SiteKey(key: APIKey(id: .random(), site: site.id, name: "k", scopes: []), site: site)
        var known = KnownKeys()
        let before = known.change
        known.forget()
        known.keep(key, digest: [1], readAt: before)
        #expect(known.keys.isEmpty)
        known.keep(key, digest: [1], readAt: known.change)
        #expect(known.keys == [[1]: key])
    }

    @Test(arguments: Engine.allCases)
    func `names are taken once`(engine: Engine) async throws {
        try await StoreFixture.run(engine) { fixture in
            await #expect(throws: StoreError.taken) {
                _ = try await fixture.store.addSite(name: "kiosk", language: "ar")
            }
            _ = try await fixture.store.addModerator(name: "one", role: .viewer, language: "fr")
            await #expect(throws: StoreError.taken) {
                _ = try await fixture.store.addModerator(name: "one", role: .admin, language: "fr")
            }
            #expect(try await fixture.store.sites() == [fixture.site])
            #expect(try await fixture.store.moderators().map(\.moderator.role) == [.viewer])
        }
    }

    @Test(arguments: Engine.allCases)
    func `a link sets a password once`(engine: Engine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let moderator = try await fixture.store.addModerator(name: "one", role: .moderator, language: "fr")
            #expect(try await fixture.store.moderator(named: "one")?.password == nil)
            let link = try await fixture.store.makeLink(for: moderator.id)
            #expect(try await fixture.store.moderator(link: link) == moderator)
            let winners = try await withThrowingTaskGroup(of: Moderator?.self) { group in
                for number in 0..<5 {
                    group.addTask { try await fixture.store.usePassword("hash \(number)", link: link) }
                }
                return try await group.reduce(into: [Moderator]()) { if let winner = $1 { $0.append(winner) } }
            }
            #expect(winners == [moderator])
            #expect(try await fixture.store.moderator(link: link) == nil)
            #expect(try await fixture.store.moderator(named: "one")?.password?.hasPrefix("hash ") == true)
        }
    }

    @Test(arguments: Engine.allCases)
    func `a link ends by age, by a newer one and with its moderator`(engine: Engine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let store = fixture.store
            let moderator = try await store.addModerator(name: "one", role: .moderator, language: "fr")
            let replaced = try await store.makeLink(for: moderator.id)
            let old = try await store.makeLink(for: moderator.id)
            #expect(try await store.moderator(link: replaced) == nil)
            #expect(try await store.moderator(link: old) == moderator)
            fixture.clock.advance(ModerationStore.linkLifetime)
            #expect(try await store.moderator(link: old) == nil)
            #expect(try await store.usePassword("hash", link: old) == nil)
            let last = try await store.makeLink(for: moderator.id)
            #expect(try await store.disableModerator(moderator.id))
            #expect(try await store.usePassword("hash", link: last) == nil)
            #expect(try await store.moderator(named: "one")?.isDisabled == true)
        }
    }

    private struct SessionCase: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let seenAfter: [Int]
        let lives: Bool
    }

    private static let sessionCases = [
        SessionCase(testDescription: "fresh", seenAfter: [0], lives: true),
        SessionCase(testDescription: "just before idle ends", seenAfter: [599], lives: true),
        SessionCase(testDescription: "idle", seenAfter: [600], lives: false),
        SessionCase(testDescription: "kept awake", seenAfter: [500, 500, 500], lives: true),
        SessionCase(
            testDescription: "over for good", seenAfter: [500, 500, 500, 500, 500, 500, 500, 100], lives: false),
    ]

    @Test(arguments: Engine.allCases, sessionCases)
    private func `a session ends when idle and at its end`(engine: Engine, row: SessionCase) async throws {
        try await StoreFixture.run(engine) { fixture in
            let moderator = try await fixture.store.addModerator(name: "one", role: .moderator, language: "fr")
            let session = try await fixture.store.openSession(for: moderator.id, lifetime: .seconds(3600))
            var found: Moderator?
            for seconds in row.seenAfter {
                fixture.clock.advance(.seconds(seconds))
                found = try await fixture.store.moderator(session: session, idle: .seconds(600))
            }
            #expect((found == moderator) == row.lives)
        }
    }

    @Test(arguments: Engine.allCases)
    func `closing, disabling and a new password end sessions`(engine: Engine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let store = fixture.store
            let moderator = try await store.addModerator(name: "one", role: .moderator, language: "fr")
            let endings: [(OpaqueToken) async throws -> Void] = [
                { try await store.closeSession($0) },
                { _ in _ = try await store.usePassword("hash", link: try await store.makeLink(for: moderator.id)) },
                { _ in _ = try await store.signOut(moderator.id) },
                { _ in _ = try await store.disableModerator(moderator.id) },
            ]
            for end in endings {
                let session = try await store.openSession(for: moderator.id, lifetime: .seconds(3600))
                #expect(try await store.moderator(session: session, idle: .seconds(600)) == moderator)
                try await end(session)
                #expect(try await store.moderator(session: session, idle: .seconds(600)) == nil)
            }
        }
    }

    @Test(arguments: Engine.allCases)
    func `sessions are listed, the one seen last first, and ended for one moderator alone`(engine: Engine) async throws
    {
        try await StoreFixture.run(engine) { fixture in
            let store = fixture.store
            let one = try await store.addModerator(name: "one", role: .moderator, language: "fr")
            let two = try await store.addModerator(name: "two", role: .viewer, language: "ar")
            let first = try await store.openSession(for: one.id, lifetime: .seconds(3600))
            _ = try await store.openSession(for: one.id, lifetime: .seconds(60))
            fixture.clock.advance(.seconds(90))
            let other = try await store.openSession(for: two.id, lifetime: .seconds(3600))
            fixture.clock.advance(.seconds(90))
            _ = try await store.moderator(session: first, idle: .seconds(600))
            #expect(try await store.sessions(of: nil).map(\.moderator) == ["one", "two"], "one has ended")
            #expect(try await store.sessions(of: two.id).map(\.moderator) == ["two"])
            #expect(try await store.sessions(of: one.id).first?.seenAt == fixture.clock.now)
            #expect(try await store.signOut(one.id) == 2)
            #expect(try await store.signOut(one.id) == 0)
            #expect(try await store.moderator(session: first, idle: .seconds(600)) == nil)
            #expect(try await store.moderator(session: other, idle: .seconds(600)) == two)
            #expect(try await store.change(two.id, .init(role: .admin)))
            let changed = try await store.moderator(session: other, idle: .seconds(600))
            #expect(changed?.role == .admin && changed?.language == "ar", "counts at once")
        }
    }

    @Test(arguments: Engine.allCases)
    func `sweeping removes what has had its time and nothing else`(engine: Engine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let store = fixture.store
            let (key, _) = try await store.addKey(site: fixture.site, name: "form", scopes: [.submit])
            let moderator = try await store.addModerator(name: "one", role: .moderator, language: "fr")
            func fill(_ value: String) async throws {
                let comment = try fixture.comment(email: "\(value)@example.org")
                _ = try await store.submit(
                    comment,
                    idempotent: IdempotentAnswer(
                        key: key.id, value: value, fingerprint: [], location: "/", answer: []))
                _ = try await store.claimComments(
                    site: nil, holder: .moderator(moderator.id), count: 9, lasting: .seconds(60))
                _ = try await store.openSession(for: moderator.id, lifetime: .seconds(60))
                _ = try await store.makeLink(for: moderator.id)
            }
            try await fill("old")
            try await store.sweep()
            #expect(try await fixture.count(.idempotency) == 1)
            fixture.clock.advance(.seconds(3 * 24 * 3600))
            try await store.sweep()
            for table in [CountSQL.idempotency, .claims, .sessions, .links] {
                #expect(try await fixture.count(table) == 0, "\(table)")
            }
            try await fill("new")
            try await store.sweep()
            #expect(try await fixture.count(.idempotency) == 1)
            #expect(try await fixture.count(.claims) == 2)
            #expect(try await fixture.count(.sessions) == 1)
            #expect(try await fixture.count(.links) == 1)
            #expect(try await fixture.count(.comments) == 2)
        }
    }
}
