import CommentIntake
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Moderation
import Scoring
import Store
import Testing
import WebhookNotifier

@testable import HTTPAPI
@testable import tamis

@Suite struct FormDoorTests {
    private static let urlencoded = "application/x-www-form-urlencoded"
    private static let page = "https://news.example.org/a?b=1"

    private static func posted(_ body: String, more: String = "") -> String {
        "author=Nadia&email=nadia%40example.org&comment=\(body)&comment_post_ID=42"
            + "&tamis_back=https%3A%2F%2Fnews.example.org%2Fa%3Fb%3D1%23old\(more)"
    }

    private static func run(
        _ body: @Sendable (any TestClientProtocol, TestService, Site) async throws -> Void
    ) async throws {
        // The scorer knows one word and what the form noticed.
        let service = try await TestService { content in
            var score = try TestService.oneWord(content)
            for trace in content.context.arrival.map(\.rawValue).sorted() {
                score.signals.append(Signal(name: trace, label: .spam, reason: "spam", points: 0.5))
            }
            return score
        }
        let site = try await service.addSite("news").site
        try await service.store.setOrigins(["https://news.example.org"], site: site.id)
        try await service.application.test(.router) { try await body($0, service, site) }
    }

    private static func signals(_ service: TestService, _ site: Site) async throws -> [String] {
        let page = try await service.store.comments(site: site.id, before: nil, limit: 1)
        return page.items.first?.signals.map(\.name) ?? []
    }

    @Test func `a site without origins has no form`() async throws {
        let service = try await TestService()
        _ = try await service.addSite("news")
        try await service.application.test(.router) { client in
            for name in ["news", "none"] {
                let post = try await client.send(
                    .post, "/f/\(name)", key: nil, body: Self.posted("hello"), type: Self.urlencoded)
                #expect(post.status == .notFound)
                let token = try await client.send(.get, "/f/\(name)/token?thread=42", key: nil)
                #expect(token.status == .notFound)
            }
        }
    }

    @Test func `a form from the site's page is taken and leads back`() async throws {
        try await Self.run { client, service, site in
            let fields: HTTPFields = [.origin: "https://news.example.org"]
            let waits = try await client.send(
                .post, "/f/news", key: nil, body: Self.posted("you+weasel"), type: Self.urlencoded, headers: fields)
            #expect(waits.status == .seeOther)
            #expect(waits.headers[.location] == Self.page + "#tamis-waiting")
            #expect(waits.headers[.setCookie] == nil)
            #expect(try await Self.signals(service, site).contains("form.token_missing"))
            let stands = try await client.send(
                .post, "/f/news", key: nil, body: Self.posted("hello"), type: Self.urlencoded)
            #expect(stands.headers[.location] == Self.page + "#tamis-published")
        }
    }

    @Test func `a token tells when the page was opened`() async throws {
        try await Self.run { client, service, site in
            let fields: HTTPFields = [.origin: "https://news.example.org"]
            let opened = Instant.systemNow()
            let answer = try await client.send(.get, "/f/news/token?thread=42", key: nil, headers: fields)
            #expect(answer.headers[.accessControlAllowOrigin] == "https://news.example.org")
            #expect(answer.headers[.vary]?.contains("Origin") == true)
            let fresh = try #require(answer.json["token"] as? String)
            var number = 0
            func signals(_ token: String, more: String = "") async throws -> [String] {
                number += 1
                let sent = try await client.send(
                    .post, "/f/news", key: nil,
                    body: Self.posted("hello+\(number)", more: "&tamis_token=\(token)" + more),
                    type: Self.urlencoded)
                #expect(sent.status == .seeOther)
                return try await Self.signals(service, site)
            }
            let now = Instant.systemNow()
            func issued(_ seconds: Int, thread: String = "42") -> String {
                FormPass.issue(
                    thread: thread, site: site.id, store: service.store, at: now.advanced(by: .seconds(-seconds)))
            }
            let hurried = try await signals(fresh)
            // Unless the machine itself took its time.
            #expect(hurried == ["form.hurried"] || opened.duration(to: Instant.systemNow()) >= FormPass.leastDelay)
            #expect(try await signals(issued(60)) == [])
            #expect(try await signals(issued(60), more: "&website2=x") == ["form.honeypot"])
            #expect(try await signals(issued(25 * 3600)) == ["form.token_missing"])
        }
    }

    @Test func `who presses twice is told of the one comment that was kept`() async throws {
        try await Self.run { client, service, site in
            var told: [String?] = []
            let token = FormPass.issue(
                thread: "42", site: site.id, store: service.store,
                at: Instant.systemNow().advanced(by: .seconds(-60)))
            for text in ["good+words", "good+words", "+good+words%0D%0A", "other+words"] {
                let sent = try await client.send(
                    .post, "/f/news", key: nil, body: Self.posted(text, more: "&tamis_token=\(token)"),
                    type: Self.urlencoded, headers: [.origin: "https://news.example.org", .accept: "application/json"])
                #expect(sent.status == .created)
                told.append(sent.json["id"] as? String)
            }
            #expect(Set(told).count == 2 && told[0] == told[1] && told[1] == told[2])
            let kept = try await service.store.comments(site: site.id, before: nil, limit: 10).items
            #expect(Set(kept.map(\.id.text)) == Set(told.compactMap(\.self)))
        }
    }

    @Test func `no token of another page, site, hand or time is good`() async throws {
        let service = try await TestService()
        let site = try await service.addSite("news").site.id
        let other = try await service.addSite("other").site.id
        let now = Instant(milliseconds: 1_800_000_000_000)
        let token = FormPass.issue(thread: "42", site: site, store: service.store, at: now)
        func pass(_ text: String, thread: String = "42", site: SiteID? = nil, later seconds: Int = 5) -> FormPass? {
            FormPass(
                text, thread: thread, site: site ?? other, store: service.store,
                now: now.advanced(by: .seconds(seconds)))
        }
        #expect(pass(token, site: site)?.issuedAt == now)
        #expect(pass(token, site: site, later: 24 * 3600) != nil)
        #expect(pass(token, site: site, later: 24 * 3600 + 1) == nil)
        #expect(pass(token, site: site, later: -1) == nil)
        #expect(pass(token) == nil)
        #expect(pass(token, thread: "43", site: site) == nil)
        #expect(pass("A" + token.dropFirst(2) + "A", site: site) == nil)
        #expect(pass("", site: site) == nil)
    }

    @Test func `other pages are refused`() async throws {
        try await Self.run { client, _, _ in
            let refused: [HTTPFields] = [
                [.origin: "https://evil.example.net"], [.origin: "null"],
                [.origin: "https://news.example.org.example.net"],
                [.referer: "https://evil.example.net/https://news.example.org/"],
                [.referer: "https://news.example.org@evil.example.net/"],
            ]
            for fields in refused {
                let sent = try await client.send(
                    .post, "/f/news", key: nil, body: Self.posted("hello"), type: Self.urlencoded, headers: fields)
                #expect(sent.status == .forbidden)
                #expect(sent.headers[.accessControlAllowOrigin] == nil)
                let token = try await client.send(.get, "/f/news/token?thread=42", key: nil, headers: fields)
                #expect(token.status == .forbidden)
            }
            let back = try await client.send(
                .post, "/f/news", key: nil, body: "comment=x&tamis_back=https://evil.example.net/",
                type: Self.urlencoded)
            #expect(back.status == .badRequest)
        }
    }

    @Test func `what is wrong is told with the form as it was, and no address`() async throws {
        try await Self.run { client, _, _ in
            let form = "author=%3Cb%3E&email=nadia%40&comment=kept+%22words%22&comment_post_ID=42"
            for (language, direction, word) in [
                ("fr", "ltr", "n’est pas valable"), ("en", "ltr", "not valid"), ("ar", "rtl", "غير صحيح"),
            ] {
                let sent = try await client.send(
                    .post, "/f/news", key: nil, body: form, type: Self.urlencoded, headers: [.acceptLanguage: language])
                let html = String(buffer: sent.body)
                #expect(sent.status == .unprocessableContent || sent.status == .tooManyRequests)
                #expect(html.contains("lang=\"\(language)\" dir=\"\(direction)\""))
                #expect(html.contains("kept &quot;words&quot;"))
                #expect(html.contains("&lt;b&gt;") && !html.contains("<b>"))
                #expect(!html.contains("nadia"))
                if sent.status == .unprocessableContent { #expect(html.contains(word)) }
            }
        }
    }

    @Test(arguments: [("fr", "fr"), ("ar-MA", "ar"), ("de", "en"), ("", "en")])
    func `the form's own language goes before the browser's`(_ written: String, spoken: String) async throws {
        try await Self.run { client, _, _ in
            let sent = try await client.send(
                .post, "/f/news", key: nil, body: "comment=x&email=nadia%40&language=\(written)", type: Self.urlencoded,
                headers: [.acceptLanguage: "en"])
            #expect(sent.headers[.contentLanguage] == spoken)
            #expect(String(buffer: sent.body).contains("lang=\"\(spoken)\""))
        }
    }

    @Test func `a script is answered in JSON`() async throws {
        try await Self.run { client, service, site in
            let fields: HTTPFields = [.origin: "https://news.example.org", .accept: "application/json"]
            let sent = try await client.send(
                .post, "/f/news", key: nil, body: TestService.comment("hello"), headers: fields)
            #expect(sent.status == .created)
            #expect(sent.json["status"] as? String == "published")
            #expect(Set(sent.json.keys) == ["id", "status"])
            #expect(sent.headers[.accessControlAllowOrigin] == "https://news.example.org")
            let wrong = try await client.send(.post, "/f/news", key: nil, body: "{}", headers: fields)
            #expect(wrong.status == .unprocessableContent)
            #expect(wrong.json["code"] as? String == "invalid_fields")
            #expect(wrong.headers[.accessControlAllowOrigin] == "https://news.example.org")
            let asked = try await client.send(.options, "/f/news", key: nil, headers: fields)
            #expect(asked.status == .noContent)
            #expect(asked.headers[.accessControlAllowHeaders] == "Content-Type, Accept")
            // Room comes back with time: a machine that is slow must send more.
            var flood = sent
            for _ in 0..<20 where flood.status != .tooManyRequests {
                flood = try await client.send(
                    .post, "/f/news", key: nil, body: TestService.comment("hello"), headers: fields)
            }
            #expect(flood.status == .tooManyRequests)
            #expect(flood.headers[.retryAfter] != nil)
        }
    }

    @Test func `a network has room for five, and for one more every six seconds`() {
        let flood = FormFlood(mostNetworks: 2)
        let begin = Instant(milliseconds: 1_000_000)
        let one = IPAddress("192.0.2.1")
        for _ in 1...5 { #expect(flood.admit(one, hasToken: true, at: begin) == nil) }
        #expect(flood.admit(IPAddress("192.0.2.200"), hasToken: true, at: begin) == 6)
        #expect(flood.admit(one, hasToken: true, at: begin.advanced(by: .seconds(6))) == nil)
        #expect(flood.admit(one, hasToken: false, at: begin.advanced(by: .seconds(6))) == 12)
        let six = IPAddress("2001:db8::1")
        for _ in 1...2 { #expect(flood.admit(six, hasToken: false, at: begin) == nil) }
        #expect(flood.admit(IPAddress("2001:db8:0:ff::1"), hasToken: false, at: begin) != nil)
        // No more are remembered: all further ones are one.
        for number in 1...5 {
            #expect(flood.admit(IPAddress("198.51.\(number).1"), hasToken: true, at: begin) == nil)
        }
        #expect(flood.admit(IPAddress("203.0.113.1"), hasToken: true, at: begin) != nil)
        // Once they have their room again they are forgotten.
        #expect(flood.admit(IPAddress("203.0.113.1"), hasToken: true, at: begin.advanced(by: .seconds(60))) == nil)
    }

    @Test func `an origin is a scheme and a host`() {
        #expect(PageOrigin("https://News.example.org/")?.text == "https://news.example.org")
        #expect(PageOrigin("https://example.org:443")?.text == "https://example.org")
        #expect(PageOrigin("http://127.0.0.1:8080")?.text == "http://127.0.0.1:8080")
        for text in [
            "news.example.org", "https://", "https://a/b", "https://a@b", "https://a;b", "ftp://a", "https://a:0",
        ] {
            #expect(PageOrigin(text) == nil, "\(text)")
        }
        let origins = ["https://example.org"]
        #expect(PageOrigin.page("https://example.org/é#x", on: origins) == "https://example.org/%C3%A9")
        #expect(PageOrigin.page("https://example.org", on: origins) == "https://example.org/")
        for text in ["https://example.org.evil/", "https://example.org:1/", "https://example.org\\@evil/", "/a"] {
            #expect(PageOrigin.page(text, on: origins) == nil, "\(text)")
        }
    }
}
