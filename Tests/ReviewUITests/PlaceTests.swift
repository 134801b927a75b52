import HTTPTypes
import HummingbirdTesting
import Moderation
import NIOCore
import Store
import Testing

@testable import ReviewUI

/// Where a moderator is: which page, in which language, at which comment of the queue.
@Suite struct PlaceTests {
    @Test(arguments: [
        "/review", "/review/login", "/review/login?next=/review/comments/cmt_0abc", "/review/setup?token=aB-_9",
        "/review/comments/cmt_0abc",
    ])
    func `our own addresses are known again`(_ path: String) {
        #expect(Place(path: path)?.path == path)
    }

    @Test(arguments: [
        "", "/", "/reviews", "//example.org", "https://example.org/review", "/review/comments/",
        "/review/comments/../x",
        "/review/login?next=https://example.org", "/review/login?next=/review", "/review/setup?token=",
        "/review/setup?token=a\r\nb", "/review/setup?token=a@b", "/review?last=x", "/review/logout",
    ])
    func `no other address is gone to`(_ path: String) {
        #expect(Place(path: path) == nil)
    }

    @Test func `a language is chosen before login and goes before all others`() async throws {
        let fixture = try await PagesFixture()
        try await fixture.addModerator("Sam", language: "en")
        let id = try await fixture.addComment()
        try await fixture.test { client in
            let browser = Browser(client, headers: [.acceptLanguage: "en"])
            try await browser.get("/review/login?next=/review/comments/\(id.text)&x=reader@example.org")
            #expect(browser.page.contains("<html lang=\"en\""))
            #expect(!browser.page.contains("reader@"))
            for language in ["fr", "en", "ar"] {
                #expect(browser.page.contains("/review/language?to=\(language)&amp;back="))
            }
            let start = try #require(browser.page.firstRange(of: "/review/language?to=ar"))
            let link = browser.page[start.lowerBound...].prefix { $0 != "\"" }.replacing("&amp;", with: "&")
            let answer = try await browser.get(String(link))
            #expect(answer.location == "/review/login?next=/review/comments/\(id.text)")
            #expect(browser.cookies["__Host-tamis-language"] == "ar")
            try await browser.get("/review/login")
            #expect(browser.page.contains("<html lang=\"ar\" dir=\"rtl\">"))
            _ = try await browser.logIn("Sam")
            for path in ["/review", "/review/comments/\(id.text)", "/review/nowhere"] {
                try await browser.get(path)
                #expect(browser.page.contains("<html lang=\"ar\" dir=\"rtl\">"), "\(path)")
                #expect(browser.page.contains("/review/language?to=fr"))
            }
            #expect(try await browser.get("/review/language?to=xx&back=//example.org").location == "/review")
            #expect(browser.cookies["__Host-tamis-language"] == "ar")
        }
    }

    @Test func `an unknown address under review is answered with a page`() async throws {
        let fixture = try await PagesFixture()
        try await fixture.addModerator("Sam")
        try await fixture.test { client in
            let browser = Browser(client)
            for path in ["/review/nowhere", "/review/no/where/at/all"] {
                let answer = try await browser.get(path)
                #expect(answer.status == .notFound)
                #expect(answer.text.contains("Page not found"))
                #expect(answer.text.contains("href=\"/review/login\""))
                #expect(!answer.text.contains("where"))
            }
        }
    }

    @Test func `after a decision the moderator is where they were, at the next comment`() async throws {
        let fixture = try await PagesFixture()
        for number in 0..<ReviewPages.pageSize + 3 { try await fixture.addComment(abuse: 5 + Double(number)) }
        try await fixture.addModerator("Sam")
        try await fixture.test { client in
            let browser = Browser(client)
            _ = try await browser.logIn("Sam")
            try await browser.get("/review")
            let first = Self.cards(in: browser.page)
            #expect(browser.value(of: "focus") == first[1])
            let start = try #require(browser.page.firstRange(of: "/review?after="))
            let next = String(browser.page[start.lowerBound...].prefix { $0 != "\"" })
            try await browser.get(next)
            let cards = Self.cards(in: browser.page)
            let fields = [
                "version": "1", "after": browser.value(of: "after") ?? "", "focus": browser.value(of: "focus") ?? "",
            ]
            let answer = try await browser.post("/review/comments/\(cards[0])/approve", fields)
            let cursor = next.dropFirst("/review?".count)
            #expect(answer.location == "/review?last=\(cards[0])&\(cursor)#\(cards[1])")
            try await browser.get("/review?last=\(cards[0])&\(cursor)")
            #expect(Self.cards(in: browser.page) == Array(cards.dropFirst()))
            let other = try await browser.post(
                "/review/comments/\(cards[1])/approve", ["version": "1", "focus": "\"><b>", "after": "a&b=#c\r\n"])
            #expect(other.location == "/review?last=\(cards[1])&after=a%26b%3D%23c%0D%0A")
        }
    }

    static func cards(in page: String) -> [String] {
        page.ranges(of: "<article class=\"card").compactMap { range in
            let rest = page[range.upperBound...]
            guard let id = rest.firstRange(of: "id=\"") else { return nil }
            return String(rest[id.upperBound...].prefix { $0 != "\"" })
        }
    }
}
