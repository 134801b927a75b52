import Moderation
import Privacy
import Testing

@testable import Store

@Suite struct AuditTests {
    @Test(arguments: Engine.allCases)
    func `acts of people are listed newest first, by pages, and narrowed`(_ engine: Engine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let store = fixture.store
            let id = try await fixture.submit(try fixture.comment())
            let mod = DecisionCause.moderator(.random())
            let key = DecisionCause.key(.random())
            let began = fixture.clock.now
            _ = try await store.decide(id, site: nil, expected: nil, cause: mod) { _ in
                NextDecision(decision: .reject, reasons: ["insult"], note: "write to reader@example.org")
            }
            fixture.clock.advance(.seconds(1))
            let later = fixture.clock.now
            _ = try await store.decide(id, site: nil, expected: nil, cause: key) { _ in
                NextDecision(decision: .approve, reasons: [], note: nil)
            }
            fixture.clock.advance(.seconds(1))
            _ = try await store.reveal(id, site: nil, by: mod, reason: "asked")
            fixture.clock.advance(.seconds(1))
            let email = try PrivateEmail("reader@example.org")
            _ = try await store.openPerson(email, site: fixture.site.id, by: key) { _, _, email in email.show() }
            fixture.clock.advance(.seconds(1))
            try await store.erase(email, site: fixture.site.id, by: .commandLine, keepingBodies: true)

            let all = try await store.audit(site: fixture.site.id, after: nil, limit: 10)
            #expect(all.items.map(\.kind) == [.erasure, .access, .reveal, .decision, .decision])
            #expect(all.items.map(\.by) == [.commandLine, key, mod, key, mod])
            #expect(all.next == nil)
            let first = try #require(all.items.last)
            #expect(first.decision == .reject && first.version == 2 && first.at == began)
            #expect(first.note == "write to \(Redaction.replacement)")

            var paged: [AuditAct] = []
            var after: EventID?
            repeat {
                let page = try await store.audit(site: nil, after: after, limit: 2)
                paged += page.items
                after = page.next.flatMap(EventID.init(_:))
            } while after != nil
            #expect(paged == all.items)

            var filter = AuditFilter()
            filter.by = mod.text
            #expect(try await store.audit(site: nil, matching: filter, after: nil, limit: 9).items.count == 2)
            filter.kind = .reveal
            let looks = try await store.audit(site: nil, matching: filter, after: nil, limit: 9)
            #expect(looks.items.map(\.note) == ["asked"])
            filter = AuditFilter()
            filter.since = later
            #expect(try await store.audit(site: nil, matching: filter, after: nil, limit: 9).items.count == 4)
            filter = AuditFilter()
            filter.until = later
            #expect(try await store.audit(site: nil, matching: filter, after: nil, limit: 9).items == [first])
            let other = try await store.addSite(name: "other", language: "fr")
            #expect(try await store.audit(site: other.id, after: nil, limit: 9).items == [])
        }
    }

    @Test func `a site's figures count what is and what was decided today`() async throws {
        try await StoreFixture.run(.memory) { fixture in
            let store = fixture.store
            let old = try await fixture.submit(try fixture.comment(decision: .approve))
            fixture.clock.advance(SiteFigures.span + .seconds(1))
            let id = try await fixture.submit(try fixture.comment())
            _ = try await fixture.submit(try fixture.comment())
            _ = try await store.decide(id, site: nil, expected: nil, cause: .moderator(.random())) { _ in
                NextDecision(decision: .reject, reasons: ["insult"], note: nil)
            }
            let figures = try await store.figures(of: fixture.site.id)
            #expect(figures.comments == [.approved: 1, .flagged: 1, .rejected: 1])
            #expect(figures.queue == [.abuse: 1])
            #expect(figures.decisions == [.policy: [.flag: 2], .moderator: [.reject: 1]])
            #expect(old != id)
        }
    }
}
