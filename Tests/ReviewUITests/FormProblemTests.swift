import HTTPTypes
import HummingbirdTesting
import Moderation
import NIOCore
import Privacy
import Store
import Testing

@testable import ReviewUI

/// What goes wrong is said beside the field it is about, and nothing typed is lost.
@Suite struct FormProblemTests {
    @Test func `a wrong password is tied to both fields`() async throws {
        let fixture = try await PagesFixture()
        try await fixture.addModerator("Sam")
        try await fixture.test { client in
            let browser = Browser(client)
            try await browser.get("/review/login")
            #expect(!browser.page.contains("aria-invalid"))
            _ = try await browser.logIn("Sam", password: "guess")
            #expect(browser.page.ranges(of: "aria-invalid=\"true\" aria-describedby=\"problem\"").count == 2)
            #expect(browser.page.contains("id=\"problem\" role=\"alert\""))
            #expect(browser.page.contains("<title>Error: Sign in"))
            #expect(browser.page.contains("value=\"Sam\""))
            #expect(!browser.page.contains("guess"))
        }
    }

    @Test func `passwords that differ are told at the second field`() async throws {
        let fixture = try await PagesFixture()
        let moderator = try await fixture.store.addModerator(name: "Noor", role: .moderator, language: "en")
        let link = try await fixture.store.makeLink(for: moderator.id)
        try await fixture.test { client in
            let browser = Browser(client)
            try await browser.get("/review/setup?token=\(link.text)")
            try await browser.post(
                "/review/setup", ["token": link.text, "password": "long enough", "again": "long enougH"])
            let again = try #require(browser.page.firstRange(of: "id=\"again\""))
            let wrong = try #require(browser.page.firstRange(of: "aria-invalid"))
            #expect(again.lowerBound < wrong.lowerBound)
            #expect(browser.page.ranges(of: "aria-invalid").count == 1)
        }
    }

    @Test func `a rejection without a reason keeps the note and opens the form`() async throws {
        let fixture = try await PagesFixture()
        let id = try await fixture.addComment()
        try await fixture.addModerator("Sam")
        try await fixture.test { client in
            let browser = Browser(client)
            _ = try await browser.logIn("Sam")
            try await browser.get("/review/comments/\(id.text)")
            #expect(!browser.page.contains("<details class=\"reject\" open>"))
            try await browser.post(
                "/review/comments/\(id.text)/reject", ["version": "1", "reason": "", "note": "\"twice\" today"])
            #expect(browser.page.contains("<details class=\"reject\" open>"))
            #expect(browser.page.contains("<select name=\"reason\" required aria-invalid=\"true\""))
            #expect(browser.page.contains("value=\"&quot;twice&quot; today\""))
            #expect(try await fixture.store.history(of: id).count == 1)
        }
    }

    @Test func `who decides after their session has ended is told that nothing was recorded`() async throws {
        let fixture = try await PagesFixture()
        let id = try await fixture.addComment()
        try await fixture.addModerator("Sam")
        try await fixture.test { client in
            let browser = Browser(client)
            _ = try await browser.logIn("Sam")
            try await browser.get("/review")
            fixture.clock.advance(by: ReviewPages.idle + .seconds(1))
            let answer = try await browser.post("/review/comments/\(id.text)/approve", ["version": "1"])
            let location = "/review/login?next=/review/comments/\(id.text)&after=ended-unsaved"
            #expect(answer.location == location)
            try await browser.get(location)
            #expect(browser.page.contains("your last decision was not recorded"))
            #expect(browser.value(of: "next") == "/review/comments/\(id.text)")
            #expect(try await fixture.store.history(of: id).count == 1)
        }
    }

    @Test(arguments: ["fr", "en", "ar"])
    func `a full queue of long comments weighs less than 60 KB`(_ language: String) async throws {
        let fixture = try await PagesFixture()
        let words = language == "ar" ? "كلام طويل عن السوق الجديد " : "long words about the new market "
        let signals = ["wordlist.insult", "insult.address", "hate.group", "links.many"].enumerated().map {
            place, name in
            Signal(
                name: name, label: place == 3 ? .spam : .abuse, reason: "insult", points: 6,
                evidence: [Evidence(begin: place * 20, end: place * 20 + 8)])
        }
        for number in 0..<ReviewPages.pageSize + 1 {
            try await fixture.addComment(
                String(repeating: words, count: 60), name: "A rather long name \(number)",
                thread: ThreadReference(
                    id: "t", url: "https://example.org/" + String(repeating: "path/", count: 10),
                    title: String(repeating: words, count: 2)), signals: signals)
        }
        let sam = try await fixture.addModerator("Sam", language: language)
        for number in 0..<ModerationStore.viewLimit {
            let name = "\(number) " + String(repeating: "n", count: 57)
            let id = ViewID.timeOrdered(at: fixture.clock.now())
            _ = try await fixture.store.save(SavedView(id: id, name: name, filter: "label=spam"), of: sam.id)
        }
        try await fixture.test { client in
            let browser = Browser(client)
            _ = try await browser.logIn("Sam")
            try await browser.get("/review?label=abuse")
            let assets = Asset.all.values.reduce(0) { $0 + $1.bytes.count }
            #expect(PlaceTests.cards(in: browser.page).count == ReviewPages.pageSize)
            #expect(browser.page.utf8.count + assets < 60_000, "\(browser.page.utf8.count) + \(assets)")
        }
    }
}
