import HTTPTypes
import HummingbirdTesting
import Moderation
import NIOCore
import Privacy
import Store
import Testing

@testable import ReviewUI

@Suite struct SignInTests {
    @Test func `a one-time link leads to a password, the password to the queue`() async throws {
        let fixture = try await PagesFixture()
        let moderator = try await fixture.store.addModerator(name: "Noor", role: .moderator, language: "fr")
        let link = try await fixture.store.makeLink(for: moderator.id)
        try await fixture.test { client in
            let browser = Browser(client)
            let path = "/review/setup?token=\(link.text)"
            for _ in 0..<3 {
                let page = try await browser.get(path)
                #expect(page.status == .ok)
                #expect(page.text.contains("<bdi>Noor</bdi>"))
                #expect(page.text.contains("lang=\"fr\" dir=\"ltr\""))
            }
            for (password, again) in [
                ("kurz", "kurz"), ("long enough", "long enougH"), (tooLong, tooLong), ("Noor 12345", "Noor 12345"),
                ("sunflower1", "sunflower1"),
            ] {
                let refused = try await browser.post(
                    "/review/setup", ["token": link.text, "password": password, "again": again])
                #expect(refused.status == .unprocessableContent)
                #expect(refused.text.contains("role=\"alert\""))
                #expect(!refused.text.contains(password))
            }
            let fields = ["token": link.text, "password": "une phrase à moi", "again": "une phrase à moi"]
            #expect(try await browser.post("/review/setup", fields).location == "/review/login?after=setup")
            #expect(try await browser.get(path).status == .notFound)
            #expect(try await browser.post("/review/setup", fields, csrf: nil).status != .seeOther)
            try await browser.get("/review/login?after=setup", headers: [.acceptLanguage: "fr"])
            #expect(browser.page.contains("role=\"status\">Le mot de passe est enregistré"))
            #expect(try await browser.logIn("Noor", password: "une phrase à moi").location == "/review")
            #expect(try await browser.get("/review").status == .ok)
            #expect(browser.page.contains("<bdi>Noor</bdi>"))
        }
    }

    private let tooLong = String(repeating: "x", count: 257)

    @Test func `a wrong name and a wrong password are answered alike`() async throws {
        let fixture = try await PagesFixture()
        try await fixture.addModerator("Sam")
        _ = try await fixture.store.addModerator(name: "new", role: .admin, language: "en")
        let disabled = try await fixture.addModerator("gone")
        _ = try await fixture.store.disableModerator(disabled.id)
        try await fixture.test { client in
            var answers: Set<String> = []
            for name in ["Sam", "nobody", "new", "gone"] {
                let browser = Browser(client)
                let answer = try await browser.logIn(name, password: "password of gone")
                #expect(answer.status == .forbidden)
                #expect(browser.cookies["__Host-tamis"] == nil)
                answers.insert(
                    answer.text.replacing("value=\"\(name)\"", with: "").replacing(
                        browser.value(of: "csrf") ?? "", with: ""))
            }
            #expect(answers.count == 1)
        }
    }

    @Test func `the session cookie is new, bound to the host and hidden from scripts`() async throws {
        let fixture = try await PagesFixture(publicURL: "https://tamis.example.org")
        try await fixture.addModerator("Sam")
        try await fixture.test { client in
            let browser = Browser(client)
            browser.setCookie("__Host-tamis", "chosen-by-somebody")
            let answer = try await browser.logIn("Sam")
            let line = try #require(answer.headers[values: .setCookie].first { $0.hasPrefix("__Host-tamis=") })
            let attributes = Set(line.split(separator: ";").dropFirst().map { $0.trimmingPrefix(" ") })
            #expect(attributes == ["Path=/", "Secure", "HttpOnly", "SameSite=Lax"])
            #expect(browser.cookies["__Host-tamis"] != "chosen-by-somebody")
            #expect((browser.cookies["__Host-tamis"]?.utf8.count ?? 0) >= 43)
            #expect(answer.headers[.strictTransportSecurity]?.hasPrefix("max-age=31536000") == true)
            let first = browser.cookies["__Host-tamis"]
            browser.setCookie("__Host-tamis", nil)
            _ = try await browser.logIn("Sam")
            #expect(browser.cookies["__Host-tamis"] != first)
        }
    }

    @Test func `plain http on a network refuses to log in and says why`() async throws {
        let refusing = try await PagesFixture(publicURL: "http://tamis.example.org")
        try await refusing.addModerator("Sam")
        try await refusing.test { client in
            let browser = Browser(client)
            let page = try await browser.get("/review/login")
            #expect(page.status == .forbidden)
            #expect(page.text.contains("http.allow_insecure_login"))
            #expect(try await browser.get("/review/setup?token=x").status == .forbidden)
            #expect(try await browser.post("/review/login", ["name": "Sam"]).status == .forbidden)
        }
        let allowing = try await PagesFixture(publicURL: "http://tamis.example.org", allowInsecureLogin: true)
        try await allowing.addModerator("Sam")
        try await allowing.test { client in
            let browser = Browser(client)
            let line = try await browser.logIn("Sam").headers[values: .setCookie].first { $0.hasPrefix("tamis=") }
            #expect(try #require(line).contains("HttpOnly"))
            #expect(try !#require(line).contains("Secure"))
            #expect(try await browser.get("/review").status == .ok)
        }
    }

    @Test func `guessing is slowed down, and time helps`() async throws {
        let fixture = try await PagesFixture()
        try await fixture.addModerator("Sam")
        try await fixture.test { client in
            let browser = Browser(client)
            for _ in 0..<LoginThrottle.Rate.name.burst {
                #expect(try await browser.logIn("Sam", password: "guess").status == .forbidden)
            }
            let slowed = try await browser.logIn("Sam")
            #expect(slowed.status == .tooManyRequests)
            #expect(slowed.headers[.retryAfter] == "60")
            #expect(slowed.text.contains("Try again in 1 minute."))
            fixture.clock.advance(by: .seconds(60))
            #expect(try await browser.logIn("Sam").status == .seeOther)
        }
    }

    @Test func `a session ends by logout, by rest and by age`() async throws {
        let fixture = try await PagesFixture()
        try await fixture.addModerator("Sam")
        try await fixture.test { client in
            let browser = Browser(client)
            _ = try await browser.logIn("Sam")
            try await browser.get("/review")
            let session = browser.cookies["__Host-tamis"]
            #expect(try await browser.post("/review/logout").location == "/review/login?after=logout")
            browser.setCookie("__Host-tamis", session)
            #expect(try await browser.get("/review").location == "/review/login?after=ended")

            _ = try await browser.logIn("Sam")
            fixture.clock.advance(by: .seconds(2 * 3600 + 1))
            #expect(try await browser.get("/review").status == .seeOther)

            _ = try await browser.logIn("Sam")
            for _ in 0..<11 {
                fixture.clock.advance(by: .seconds(3600))
                #expect(try await browser.get("/review").status == .ok)
            }
            fixture.clock.advance(by: .seconds(3601))
            #expect(try await browser.get("/review").status == .seeOther)
        }
    }

    @Test(arguments: [
        ("/review/comments/cmt_0abc", "/review/comments/cmt_0abc"), ("/review", "/review"), ("", "/review"),
        ("https://example.com/", "/review"), ("//example.com", "/review"), ("/review/comments/../logout", "/review"),
        ("/review/comments/cmt_0abc?x=\r\nSet-Cookie: a=b", "/review"), ("javascript:alert(1)", "/review"),
    ])
    func `after login only our own pages follow`(_ next: String, location: String) async throws {
        let fixture = try await PagesFixture()
        try await fixture.addModerator("Sam")
        try await fixture.test { client in
            let browser = Browser(client)
            try await browser.get("/review/login?next=" + FormFields.encode(next))
            let answer = try await browser.post(
                "/review/login",
                ["name": "Sam", "password": "password of Sam", "next": browser.value(of: "next") ?? next])
            #expect(answer.location == location)
            _ = try await Browser(client).get("/review/login")
            let other = Browser(client)
            try await other.get("/review/login")
            let direct = try await other.post(
                "/review/login", ["name": "Sam", "password": "password of Sam", "next": next])
            #expect(direct.location == location)
        }
    }
}
