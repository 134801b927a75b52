import HTTPTypes
import HummingbirdTesting
import Moderation
import Store
import Testing

@testable import ReviewUI

/// Parts of the queue kept under a name; the queue of a campaign; a statement of reasons.
@Suite struct ViewsTests {
    private static let narrowed = "/review?label=abuse&text=silly"

    @Test func `a view is saved, gone to, renamed and forgotten, and is one moderator's alone`() async throws {
        let fixture = try await PagesFixture()
        try await fixture.addComment()
        let sam = try await fixture.addModerator("Sam")
        try await fixture.addModerator("Vic", role: .viewer)
        try await fixture.test { client in
            let browser = Browser(client)
            _ = try await browser.logIn("Sam")
            try await browser.get("/review")
            #expect(!browser.page.contains("class=\"views\"") && !browser.page.contains("class=\"keep\""))
            try await browser.get(Self.narrowed)
            let filter = try #require(browser.value(of: "filter"))
            let fields = ["filter": "label=abuse&text=silly", "name": " <Silly> "]
            #expect(filter == "label=abuse&amp;text=silly")
            #expect(try await browser.post("/review/views", fields).location == Self.narrowed)
            try await browser.get("/review")
            #expect(
                browser.page.contains("<bdi>&lt;Silly&gt;</bdi>")
                    && !browser.page.contains("aria-current=\"page\"><bdi>"))
            let view = try #require(try await fixture.store.views(of: sam.id).first)
            #expect(try await browser.get("/review/views/\(view.id.text)").location == Self.narrowed)
            try await browser.get(Self.narrowed)
            #expect(browser.page.contains("aria-current=\"page\"><bdi>") && browser.page.contains("Forget this view"))
            let again = ["filter": "label=spam", "name": "<Silly>"]
            #expect(try await browser.post("/review/views", again).location == "/review?label=spam")
            #expect(try await fixture.store.views(of: sam.id).map(\.filter) == ["label=spam"], "one of a name")

            let viewer = Browser(client)
            _ = try await viewer.logIn("Vic")
            try await viewer.get("/review")
            #expect(!viewer.page.contains("Silly"))
            let other = try #require(try await fixture.store.views(of: sam.id).first)
            #expect(try await viewer.get("/review/views/\(other.id.text)").location == "/review")
            _ = try await viewer.post("/review/views", ["drop": other.id.text])
            #expect(try await fixture.store.views(of: sam.id).count == 1, "another's view stays")
            try await browser.get("/review?label=spam")
            #expect(
                try await browser.post("/review/views", ["drop": other.id.text, "filter": "label=spam"]).status
                    == .seeOther)
            #expect(try await fixture.store.views(of: sam.id).isEmpty)
        }
    }

    @Test(arguments: [
        ("", "label=spam"), (String(repeating: "n", count: 61), "label=spam"), ("all", ""),
        ("of ana@example.org", "label=spam"), ("one", "text=ana%40example.org"),
    ])
    func `a view without a name, of everything or with an address is not kept`(_ name: String, filter: String)
        async throws
    {
        let fixture = try await PagesFixture()
        let sam = try await fixture.addModerator("Sam")
        try await fixture.test { client in
            let browser = Browser(client)
            _ = try await browser.logIn("Sam")
            try await browser.get("/review")
            #expect(
                try await browser.post("/review/views", ["filter": filter, "name": name]).status
                    == .unprocessableContent)
        }
        #expect(try await fixture.store.views(of: sam.id).isEmpty)
    }

    @Test func `there are twelve at most`() async throws {
        let fixture = try await PagesFixture()
        let sam = try await fixture.addModerator("Sam")
        try await fixture.test { client in
            let browser = Browser(client)
            _ = try await browser.logIn("Sam")
            try await browser.get("/review")
            for number in 1...13 {
                fixture.clock.advance(by: .milliseconds(2))
                let answer = try await browser.post("/review/views", ["filter": "label=spam", "name": "v\(number)"])
                #expect(answer.status == (number <= 12 ? .seeOther : .conflict))
                try await browser.get("/review")
            }
        }
        #expect(try await fixture.store.views(of: sam.id).map(\.name) == (1...12).map { "v\($0)" })
    }

    @Test func `a statement stands in three languages, and not for what is shown`() async throws {
        let fixture = try await PagesFixture()
        let id = try await fixture.addComment()
        try await fixture.addModerator("Sam")
        try await fixture.test { client in
            let browser = Browser(client)
            _ = try await browser.logIn("Sam")
            let path = "/review/comments/\(id.text)"
            try await browser.get(path)
            #expect(browser.page.contains("href=\"\(path)/statement\""))
            try await browser.get(path + "/statement")
            for language in ["fr", "en", "ar"] {
                #expect(browser.page.contains("line one in \(language)\n&lt;line two&gt;"), "\(language)")
            }
            #expect(try await browser.post(path + "/approve", ["version": "1"]).status == .seeOther)
            try await browser.get(path)
            #expect(!browser.page.contains("href=\"\(path)/statement\""))
            try await browser.get(path + "/statement")
            #expect(browser.page.contains("there is nothing to give reasons for"))
        }
    }
}
