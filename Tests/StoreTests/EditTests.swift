import Moderation
import Privacy
import Store
import Testing

private enum AtRestSQL: String, SQLText {
    case keys = "SELECT COUNT(*) FROM author_keys"
    case lookups = "SELECT COUNT(*) FROM authors WHERE digest IS NOT NULL OR sealed_email IS NOT NULL"
    case said = "SELECT COUNT(*) FROM comments WHERE body <> ''"
}

@Suite struct Editing {
    /// `id` again, as its reader edited it.
    private func edited(
        _ id: CommentID, email: String? = nil, _ fixture: StoreFixture
    ) throws -> NewComment {
        var comment = try fixture.comment(
            email: email, decision: .approve, thread: "page-1", body: "Un autre texte.",
            details: AuthorDetails(name: "Editor"))
        comment.id = id
        return comment
    }

    /// The payloads that are due, one after the other, as a worker would deliver them.
    private func delivered(_ fixture: StoreFixture) async throws -> [String] {
        var payloads: [String] = []
        while let next = try await fixture.store.claimDeliveries(
            limit: 1, perEndpoint: 9, lease: .seconds(9), now: fixture.clock.now
        ).first {
            payloads.append(String(decoding: next.payload, as: UTF8.self))
            let attempt = DeliveryAttempt(
                number: 1, at: fixture.clock.now, durationMilliseconds: 1, httpStatus: 200, problem: nil, answer: [])
            try await fixture.store.record(attempt, outcome: .delivered, of: next)
        }
        return payloads
    }

    @Test(arguments: Engine.allCases)
    func `an edit replaces the text, counts the version up and is told`(engine: Engine) async throws {
        try await StoreFixture.run(engine) { fixture in
            _ = try await fixture.endpoint(wantsBody: true)
            let id = try await fixture.submit(
                fixture.comment(details: AuthorDetails(name: "Reader", ip: "192.0.2.7", userAgent: "Browser")))
            let before = try #require(try await fixture.store.comment(id, site: nil))
            fixture.clock.advance(.seconds(1))
            let result = try await fixture.store.edit(edited(id, fixture), expected: 1)
            #expect(result == .decided(version: 2, status: .approved))
            let after = try #require(try await fixture.store.comment(id, site: nil))
            #expect(after.body == "Un autre texte.")
            #expect(after.authorName == "Editor")
            #expect(after.author == before.author)
            #expect(after.receivedAt == before.receivedAt)
            #expect(after.externalID == "wp-7")
            let payloads = try await delivered(fixture)
            #expect(payloads.count == 2)
            #expect(payloads.last?.contains(#""status":"approved","previous_status":"flagged","version":2"#) == true)
            #expect(payloads.last?.contains("Un autre texte.") == true)
        }
    }

    @Test(arguments: Engine.allCases)
    func `another address makes another author, and what waits can still be told`(engine: Engine) async throws {
        try await StoreFixture.run(engine) { fixture in
            _ = try await fixture.endpoint()
            let id = try await fixture.submit(fixture.comment())
            let before = try #require(try await fixture.store.comment(id, site: nil))
            fixture.clock.advance(.seconds(1))
            _ = try await fixture.store.edit(edited(id, email: "other@example.org", fixture), expected: 1)
            let after = try #require(try await fixture.store.comment(id, site: nil))
            #expect(after.author != before.author)
            #expect(try await fixture.count(.authors) == 2)
            #expect(try await fixture.database.read { try $0.row(AtRestSQL.keys)?.integer(0) } == 1)
            #expect(try await fixture.database.read { try $0.row(AtRestSQL.lookups)?.integer(0) } == 1)
            let payloads = try await delivered(fixture)
            #expect(payloads.count == 2)
            #expect(payloads.first?.contains(before.author.text) == true)
            let mail = try await fixture.store.reveal(
                id, site: nil, by: .key(KeyID(stored: "key_1")), reason: "asked for")
            #expect(mail?.show() == "other@example.org")
        }
    }

    @Test(arguments: Engine.allCases)
    func `who edits what has changed meanwhile learns how`(engine: Engine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let other = try await fixture.store.addSite(name: "other", language: "en")
            let id = try await fixture.submit(fixture.comment())
            _ = try await fixture.decide(id, .reject)
            let result = try await fixture.store.edit(edited(id, fixture), expected: 1)
            guard case .changed(let version, let latest) = result else {
                Issue.record("edited what had changed")
                return
            }
            #expect(version == 2)
            #expect(latest.decision == .reject)
            let cause = DecisionCause.key(KeyID(stored: "key_1"))
            #expect(
                try await fixture.store.delete(id, site: fixture.site.id, expected: 1, cause: cause)
                    == .changed(version: 2, latest: latest))
            #expect(try await fixture.store.delete(id, site: other.id, expected: nil, cause: cause) == .notFound)
            var foreign = try edited(id, fixture)
            foreign.site = other
            #expect(try await fixture.store.edit(foreign, expected: 2) == .notFound)
            #expect(try await fixture.store.comment(id, site: nil)?.body == "Un commentaire.")
        }
    }

    @Test(arguments: Engine.allCases)
    func `a deleted comment leaves its place, its decisions and one event`(engine: Engine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let endpoint = try await fixture.endpoint(Set(EventType.allCases), wantsBody: true)
            let id = try await fixture.submit(fixture.comment())
            let cause = DecisionCause.key(KeyID(stored: "key_1"))
            fixture.clock.advance(.seconds(1))
            let site = fixture.site.id
            #expect(
                try await fixture.store.delete(id, site: site, expected: nil, cause: cause)
                    == .decided(version: 2, status: .erased))
            let left = try #require(try await fixture.store.comment(id, site: nil))
            #expect(left.status == .erased)
            #expect([left.body, left.authorName] == ["", ""])
            #expect(left.signals.isEmpty)
            #expect(try await fixture.store.history(of: id).map(\.version) == [1, 2])
            let store = fixture.store
            #expect(try await store.queue(site: site, after: nil, limit: 9).items.isEmpty)
            for (status, count) in [(nil, 0), (.erased, 1), (.flagged, 0)] as [(CommentStatus?, Int)] {
                let page = try await store.comments(
                    site: site, matching: CommentFilter(status: status), before: nil, limit: 9)
                #expect(page.items.count == count)
            }
            // What was still to be told of it, text and all, is told no more.
            let payloads = try await delivered(fixture)
            #expect(payloads.count == 1)
            #expect(payloads.first?.contains(#""type":"comment.erased""#) == true)
            #expect(payloads.first?.contains(#""previous_status":"flagged","version":2"#) == true)
            #expect(payloads.first?.contains("commentaire") == false)
            let recovered = try await store.recover(
                endpoint, since: Instant(milliseconds: 0), until: fixture.clock.now.advanced(by: .seconds(1)))
            #expect(recovered == 0)
            // Its author had no other comment: no key opens the address, no lookup finds it.
            #expect(try await fixture.database.read { try $0.row(AtRestSQL.lookups)?.integer(0) } == 0)
            #expect(try await fixture.database.read { try $0.row(AtRestSQL.keys)?.integer(0) } == 1)
            #expect(try await fixture.database.read { try $0.row(AtRestSQL.said)?.integer(0) } == 0)
            #expect(try await store.reveal(id, site: nil, by: cause, reason: "asked for") == nil)
            #expect(try await store.delete(id, site: site, expected: nil, cause: cause) == .notFound)
            #expect(try await store.edit(edited(id, fixture), expected: 2) == .notFound)
            #expect(try await fixture.decide(id, .approve) == .notFound)
        }
    }

    @Test(arguments: Engine.allCases)
    func `an author with another comment keeps that one`(engine: Engine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let first = try await fixture.submit(fixture.comment())
            fixture.clock.advance(.seconds(1))
            let second = try await fixture.submit(fixture.comment())
            let cause = DecisionCause.key(KeyID(stored: "key_1"))
            _ = try await fixture.store.delete(first, site: fixture.site.id, expected: 1, cause: cause)
            let kept = try #require(try await fixture.store.comment(second, site: nil))
            #expect(kept.authorName == "Reader")
            let mail = try await fixture.store.reveal(second, site: nil, by: cause, reason: "asked for")
            #expect(mail?.show() == "reader@example.org")
            #expect(try await fixture.store.comment(first, site: nil)?.author != kept.author)
        }
    }
}
