import HTTPTypes
import HummingbirdTesting
import Moderation
import Store
import Testing

@testable import ReviewUI

/// What a moderator who is bound to some sites sees of the others: nothing.
@Suite struct SitesTests {
    private let fixture: PagesFixture
    private let magazine: Site
    private let review: Site

    init() async throws {
        fixture = try await PagesFixture()
        magazine = try await fixture.store.addSite(name: "magazine", language: "fr")
        review = try await fixture.store.addSite(name: "review", language: "fr")
    }

    @Test(arguments: PageRoute.all.filter { $0.path.contains("{id}") })
    func `no route shows or changes a comment of another site`(_ route: PageRoute) async throws {
        let own = try await fixture.addComment("mine")
        let other = try await fixture.addComment("theirs", site: magazine)
        try await fixture.addModerator("Sam", role: .admin, sites: [fixture.site.id])
        let colleague = try await fixture.addModerator("Ada")
        try await fixture.test { client in
            let browser = Browser(client)
            _ = try await browser.logIn("Sam")
            for (comment, isThere) in [(other, false), (own, true)] {
                try await browser.get("/review")
                let path = route.path.replacing("{id}", with: comment.text)
                let fields = [
                    "version": "1", "reason": "spam", "note": "x", "to": colleague.id.text, "standing": "ban",
                ]
                let answer =
                    route.method == .get ? try await browser.get(path) : try await browser.post(path, fields)
                #expect((answer.status != .notFound) == isThere, "\(route.path): \(answer.status)")
            }
        }
        #expect(try await fixture.store.history(of: other).count == 1)
        #expect(try await fixture.store.reveals(of: other).isEmpty)
        #expect(try await fixture.store.claim(of: other) == nil)
    }

    @Test func `the queue, its number and its live counts are of the sites alone`() async throws {
        let since = fixture.clock.now()
        for number in 0..<3 { try await fixture.addComment("journal \(number)") }
        for number in 0..<2 { try await fixture.addComment("magazine \(number)", site: magazine) }
        try await fixture.addComment("review", site: review)
        let sam = try await fixture.addModerator("Sam", sites: [magazine.id])
        let ada = try await fixture.addModerator("Ada", sites: [magazine.id, review.id])
        let all = try await fixture.addModerator("Kim")
        for (moderator, count) in [(sam, 2), (ada, 3), (all, 6)] {
            #expect(try await fixture.store.queueLength(for: moderator) == count)
            let waiting = try await fixture.store.waitingComments(
                matching: CommentFilter(), for: moderator, since: since)
            #expect(waiting.count == count && waiting.new == count)
            let queue = try await fixture.store.queue(
                for: moderator, matching: CommentFilter(), freeFor: nil, after: nil, limit: 10)
            #expect(queue.items.count == count && queue.items.allSatisfy { moderator.maySee($0.site) })
        }
        try await fixture.test { client in
            let browser = Browser(client)
            _ = try await browser.logIn("Ada")
            try await browser.get("/review")
            #expect(PlaceTests.cards(in: browser.page).count == 3)
            #expect(browser.page.contains("magazine") && !browser.page.contains("journal"))
        }
        #expect(try await fixture.store.heldByOthers(than: sam) == 2)
        #expect(try await fixture.store.heldByOthers(than: all) == 3)
    }

    @Test func `a bulk act with one comment of another site touches none`() async throws {
        let own = try await fixture.addComment("mine")
        let other = try await fixture.addComment("theirs", site: magazine)
        try await fixture.addModerator("Sam", sites: [fixture.site.id])
        try await fixture.test { client in
            let browser = Browser(client)
            _ = try await browser.logIn("Sam")
            try await browser.get("/review")
            let picked = ["pick-\(own.text)": "1", "pick-\(other.text)": "1", "act": "approve"]
            #expect(try await browser.post("/review/decisions", picked).status == .notFound)
        }
        #expect(try await fixture.store.history(of: own).count == 1)
        #expect(try await fixture.store.history(of: other).count == 1)
    }

    @Test func `a comment is passed only to who may see it`() async throws {
        let comment = try await fixture.addComment()
        try await fixture.addModerator("Sam")
        let stranger = try await fixture.addModerator("Stranger", sites: [magazine.id])
        let colleague = try await fixture.addModerator("Colleague", sites: [fixture.site.id])
        try await fixture.test { client in
            let browser = Browser(client)
            _ = try await browser.logIn("Sam")
            try await browser.get("/review/comments/\(comment.text)")
            #expect(browser.page.contains("Colleague") && !browser.page.contains("Stranger"))
            let path = "/review/comments/\(comment.text)/pass"
            #expect(try await browser.post(path, ["to": stranger.id.text]).status == .notFound)
            #expect(try await browser.post(path, ["to": colleague.id.text]).status == .seeOther)
        }
        let acts = try await fixture.store.audit(site: fixture.site.id, after: nil, limit: 5).items
        #expect(acts.map(\.kind) == [.pass] && acts.first?.moderator == colleague.id && acts.first?.comment == comment)
    }

    @Test func `what was done to a moderator stands in the audit`() async throws {
        let ada = try await fixture.store.addModerator(name: "Ada", role: .viewer, language: "fr")
        fixture.clock.advance(by: .seconds(1))
        _ = try await fixture.store.change(ada.id, .init(role: .admin, sites: [magazine.id]))
        fixture.clock.advance(by: .seconds(1))
        _ = try await fixture.store.signOut(ada.id)
        fixture.clock.advance(by: .seconds(1))
        _ = try await fixture.store.disableModerator(ada.id)
        let acts = try await fixture.store.audit(site: nil, after: nil, limit: 9).items
        #expect(
            acts.map(\.note) == [
                "disabled", "signed out", "role admin, sites \(magazine.id.text)", "added as viewer, every site",
            ])
        #expect(acts.allSatisfy { $0.kind == .moderator && $0.moderator == ada.id && $0.by == .commandLine })
        #expect(try await fixture.store.audit(site: magazine.id, after: nil, limit: 9).items.isEmpty)
    }
}
