import HTTPTypes
import HummingbirdTesting
import Moderation
import NIOCore
import Store
import Testing

@testable import ReviewUI

@Suite struct AccessTests {
    enum Outcome: Equatable { case login, forbidden, passed }

    private static func expected(_ route: PageRoute, _ role: Role?) -> Outcome {
        switch route.access {
        case .open: .passed
        case .role(let needed):
            switch role {
            case nil: .login
            case .some(let role):
                switch (needed, role) {
                case (.viewer, _), (.moderator, .moderator), (.moderator, .admin), (.admin, .admin): .passed
                default: .forbidden
                }
            }
        }
    }

    @Test(arguments: PageRoute.all.indices, [nil, Role.viewer, .moderator, .admin])
    func `every route lets in whom its table names`(_ index: Int, _ role: Role?) async throws {
        let route = PageRoute.all[index]
        let fixture = try await PagesFixture()
        let comment = try await fixture.addComment()
        if let role { try await fixture.addModerator("Sam", role: role) }
        try await fixture.test { client in
            let browser = Browser(client)
            try await browser.get("/review/login")
            if role != nil, route.access != .open {
                #expect(try await browser.logIn("Sam").status == .seeOther)
                try await browser.get("/review")
            }
            // Its stream ends with the store, and not by itself.
            if route.act == .showEvents { fixture.store.queueChanges.close() }
            let path = route.path.replacing("{id}", with: comment.text).replacing("{name}", with: "review.css")
            let answer =
                route.method == .get
                ? try await browser.get(path)
                : try await browser.post(path, ["version": "1", "reason": "spam", "password": "x", "name": "x"])
            let wrongPassword = route.act == .logIn && answer.text.contains("do not go together")
            let outcome: Outcome =
                if answer.status == .seeOther, answer.location?.hasPrefix("/review/login") == true,
                    route.act != .logOut || role == nil
                {
                    .login
                } else {
                    answer.status == .forbidden && !wrongPassword ? .forbidden : .passed
                }
            #expect(
                outcome == Self.expected(route, role), "\(route.method) \(route.path) as \(String(describing: role))")
            #expect(answer.headers[.contentSecurityPolicy] == Self.policy)
            if outcome == .forbidden {
                #expect(try await fixture.store.history(of: comment).count == 1)
                #expect(try await fixture.store.reveals(of: comment).isEmpty)
            }
        }
    }

    private static let policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'"

    @Test func `every answer carries the security headers and is kept by no cache`() async throws {
        let fixture = try await PagesFixture()
        let comment = try await fixture.addComment()
        try await fixture.addModerator("Sam", role: .admin)
        try await fixture.test { client in
            let browser = Browser(client)
            var answers = [try await browser.get("/review/login"), try await browser.get("/review")]
            answers.append(try await browser.logIn("Sam"))
            answers.append(try await browser.get("/review"))
            answers.append(try await browser.get("/review/comments/\(comment.text)"))
            answers.append(try await browser.get("/review/comments/cmt_0"))
            answers.append(try await browser.get("/review/setup?token=none"))
            answers.append(try await browser.post("/review/comments/\(comment.text)/email", ["reason": "asked for"]))
            answers.append(try await browser.post("/review/logout", csrf: "wrong"))
            for answer in answers {
                #expect(answer.headers[.contentSecurityPolicy] == Self.policy)
                #expect(answer.headers[.xContentTypeOptions] == "nosniff")
                #expect(answer.headers[SecurityHeaders.name("Referrer-Policy")] == "same-origin")
                #expect(answer.headers[SecurityHeaders.name("Cross-Origin-Opener-Policy")] == "same-origin")
                #expect(answer.headers[.cacheControl] == "no-store")
                #expect(answer.headers[.strictTransportSecurity] == nil)
                #expect(!answer.text.contains("<script>"))
                #expect(!answer.text.contains(" style="))
            }
        }
    }

    @Test func `a form without its token, of another page or of another shape changes nothing`() async throws {
        let fixture = try await PagesFixture()
        let comment = try await fixture.addComment()
        try await fixture.addModerator("Sam")
        let path = "/review/comments/\(comment.text)/approve"
        try await fixture.test { client in
            let browser = Browser(client)
            _ = try await browser.logIn("Sam")
            try await browser.get("/review")
            let fields = ["version": "1"]
            #expect(try await browser.post(path, fields, csrf: "").status == .forbidden)
            #expect(try await browser.post(path, fields, csrf: "AAAA").status == .forbidden)
            #expect(browser.page.contains("no longer valid"))
            try await browser.get("/review")
            let refused: [HTTPFields] = [
                [.origin: "https://example.com"], [.origin: "null"],
                [SecurityHeaders.name("Sec-Fetch-Site"): "cross-site"],
                [SecurityHeaders.name("Sec-Fetch-Site"): "same-site", .origin: "http://localhost:8080"],
            ]
            for headers in refused {
                let answer = try await browser.post(path, fields, headers: headers)
                #expect(answer.status == .forbidden)
                #expect(answer.text.contains("not ours"))
                try await browser.get("/review")
            }
            #expect(
                try await browser.post(path, fields, headers: [.contentType: "text/plain"]).status
                    == .unsupportedMediaType)
            try await browser.get("/review")
            #expect(
                try await browser.post(path, ["version": String(repeating: "1", count: 40_000)]).status
                    == .contentTooLarge)
            try await browser.get("/review")
            #expect(try await browser.post(path, ["version": "one"]).status == .forbidden)
            #expect(try await fixture.store.history(of: comment).count == 1)
            try await browser.get("/review")
            #expect(
                try await browser.post(path, fields, headers: [.origin: "http://localhost:8080"]).status == .seeOther)
        }
    }

    @Test func `a login form needs the cookie it was given with`() async throws {
        let fixture = try await PagesFixture()
        try await fixture.addModerator("Sam")
        try await fixture.test { client in
            let browser = Browser(client)
            try await browser.get("/review/login")
            browser.setCookie("__Host-tamis-form", nil)
            let fields = ["name": "Sam", "password": "password of Sam"]
            #expect(try await browser.post("/review/login", fields).status == .forbidden)
            browser.setCookie("__Host-tamis-form", "another")
            #expect(try await browser.post("/review/login", fields).status == .forbidden)
            #expect(browser.cookies["__Host-tamis"] == nil)
        }
    }

    @Test func `assets are named by their content`() async throws {
        let fixture = try await PagesFixture()
        try await fixture.test { client in
            let browser = Browser(client)
            for (name, asset) in Asset.all {
                let answer = try await browser.get(Asset.path(name))
                #expect(answer.status == .ok)
                #expect(answer.headers[.contentType] == asset.type)
                #expect(answer.headers[.cacheControl] == "public, max-age=31536000, immutable")
                #expect(Array(answer.body.readableBytesView) == asset.bytes)
                let tag = try #require(answer.headers[.eTag])
                let again = try await browser.get("/review/assets/\(name)", headers: [.ifNoneMatch: tag])
                #expect(again.status == .notModified)
                #expect(again.headers[.cacheControl] == "no-cache")
            }
            #expect(try await browser.get("/review/assets/secret").status == .notFound)
            #expect(Asset.all["review.css"].map { $0.bytes.count < 19_000 } == true)
            #expect(
                Asset.tight(Array("a :is(b, c) > d { e: f(1rem, 2rem); g: h }\n@media (x: y) { i :j { k: l } }\n".utf8))
                    == Array("a :is(b,c) > d{e:f(1rem,2rem);g:h}\n@media (x:y){i :j{k:l}}\n".utf8))
            #expect(Asset.all["review.js"].map { $0.bytes.count < 6_000 } == true)
        }
    }
}
