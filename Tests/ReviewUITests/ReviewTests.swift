import HTTPTypes
import HummingbirdTesting
import Moderation
import NIOCore
import Review
import Store
import Testing

@testable import ReviewUI

@Suite struct ReviewTests {
    private func signedIn(
        _ client: any TestClientProtocol, _ fixture: PagesFixture, _ name: String = "Sam", role: Role = .moderator,
        language: String = "en"
    ) async throws -> Browser {
        try await fixture.addModerator(name, role: role, language: language)
        let browser = Browser(client)
        #expect(try await browser.logIn(name).location == "/review")
        try await browser.get("/review")
        return browser
    }

    @Test func `a flagged comment is approved, the approval is undone`() async throws {
        let fixture = try await PagesFixture()
        let id = try await fixture.addComment()
        let path = "/review/comments/\(id.text)"
        try await fixture.test { client in
            let browser = try await signedIn(client, fixture)
            #expect(browser.page.contains("<mark>silly</mark> idea, really"))
            #expect(browser.page.contains("Insulting words"))
            #expect(browser.page.contains("1 comment waits for a decision"))

            let approved = try await browser.post(path + "/approve", ["version": browser.value(of: "version") ?? ""])
            #expect(approved.status == .seeOther)
            #expect(approved.location == "/review?last=\(id.text)")
            try await browser.get("/review?last=\(id.text)")
            #expect(browser.page.contains("All done"))
            #expect(browser.page.contains("role=\"status\""))
            #expect(browser.page.contains("Approved: comment by"))
            #expect(browser.value(of: "version") == "2")

            #expect(try await browser.post(path + "/undo", ["version": "2"]).location == "/review?last=\(id.text)")
            try await browser.get("/review?last=\(id.text)")
            #expect(browser.page.contains("Decision undone"))
            #expect(browser.page.contains("<mark>silly</mark>"))
            #expect(!browser.page.contains("data-act=\"undo\""))
            #expect(try await browser.post(path + "/undo", ["version": "3"]).status == .conflict)
            #expect(browser.page.contains("Nothing to undo"))
        }
    }

    @Test func `a rejection needs a reason and keeps the note`() async throws {
        let fixture = try await PagesFixture()
        let id = try await fixture.addComment()
        let path = "/review/comments/\(id.text)"
        try await fixture.test { client in
            let browser = try await signedIn(client, fixture)
            for fields in [[:], ["reason": "no_such"], ["reason": "engine_unavailable"]] {
                let answer = try await browser.post(path + "/reject", fields.merging(["version": "1"]) { $1 })
                #expect(answer.status == .unprocessableContent)
                #expect(answer.text.contains("A rejection needs a reason"))
            }
            let long = try await browser.post(
                path + "/reject",
                ["version": "1", "reason": "spam", "note": String(repeating: "n", count: ReviewAct.noteLimitBytes + 1)])
            #expect(long.status == .unprocessableContent)
            #expect(try await fixture.store.history(of: id).count == 1)
            let answer = try await browser.post(
                path + "/reject", ["version": "1", "reason": "insult", "note": "<i>twice</i> today"])
            #expect(answer.status == .seeOther)
            try await browser.get(path)
            #expect(browser.page.contains("&lt;i&gt;twice&lt;/i&gt; today"))
            #expect(browser.page.contains("class=\"state rejected\""))
            #expect(try await fixture.store.history(of: id).last?.record.reasons == ["insult"])
        }
    }

    @Test func `who comes second sees what the first decided`() async throws {
        let fixture = try await PagesFixture()
        let id = try await fixture.addComment()
        let path = "/review/comments/\(id.text)"
        try await fixture.test { client in
            let slow = try await signedIn(client, fixture, "Slow", language: "fr")
            let fast = try await signedIn(client, fixture, "Fast & first")
            #expect(try await fast.post(path + "/reject", ["version": "1", "reason": "hate"]).status == .seeOther)
            for act in ["approve", "reject", "undo"] {
                try await slow.get("/review")
                let answer = try await slow.post(path + "/" + act, ["version": "1", "reason": "spam"])
                #expect(answer.status == .conflict)
                #expect(answer.text.contains("<strong>Rejeté</strong> – haine"))
                #expect(answer.text.contains("<bdi>Fast &amp; first</bdi>"))
            }
            #expect(try await fixture.store.history(of: id).count == 2)
            try await slow.get("/review?last=\(id.text)")
            #expect(!slow.page.contains("data-act=\"undo\""))
        }
    }

    @Test func `a viewer looks and is offered no act`() async throws {
        let fixture = try await PagesFixture()
        let id = try await fixture.addComment()
        try await fixture.test { client in
            let browser = try await signedIn(client, fixture, role: .viewer)
            for path in ["/review", "/review/comments/\(id.text)"] {
                try await browser.get(path)
                #expect(browser.page.contains("<mark>silly</mark>"))
                #expect(browser.page.contains("Your role lets you read, not decide."))
                #expect(!browser.page.contains("data-act="))
                #expect(!browser.page.contains("/email"))
            }
        }
    }

    @Test func `nothing a visitor wrote becomes markup`() async throws {
        let evil = "\u{0600}<script>alert(1)</script>\"\u{0301} onfocus=\"x"
        let fixture = try await PagesFixture()
        let thread = ThreadReference(id: evil, url: "javascript:alert(1)", title: evil)
        let signal = Signal(
            name: "<b>.rule", label: .abuse, reason: "<u>", points: 6,
            evidence: [
                Evidence(begin: 3, end: 9), Evidence(field: .authorName, begin: 0, end: 12),
                Evidence(field: .authorURL, begin: 0, end: 10),
            ])
        let id = try await fixture.addComment(
            evil, name: evil, url: "javascript:alert(1)", thread: thread, signals: [signal])
        try await fixture.test { client in
            let browser = try await signedIn(client, fixture, "<em>\" autofocus", role: .admin)
            let path = "/review/comments/\(id.text)"
            var pages = [browser.page]
            pages.append(try await browser.get(path).text)
            pages.append(
                try await browser.post(path + "/reject", ["version": "1", "reason": "spam", "note": evil]).text)
            pages.append(try await browser.get("/review?last=\(id.text)&after=\(FormFields.encode(evil))").text)
            pages.append(try await browser.get(path).text)
            pages.append(try await browser.post(path + "/email", ["reason": evil]).text)
            pages.append(try await browser.get(path).text)
            for page in pages {
                for mark in ["<script>alert", "<b>", "<u>", "<em>", "\" onfocus", "\"\u{0301}", "href=\"javascript"] {
                    #expect(page.utf8.firstRange(of: mark.utf8) == nil, "\(mark)")
                }
            }
            #expect(pages[0].utf8.firstRange(of: "&lt;script".utf8) != nil)
            #expect(pages[1].contains("<mark>"))
        }
    }

    @Test func `the address stands in no page but the one that was asked for it`() async throws {
        let fixture = try await PagesFixture()
        let id = try await fixture.addComment()
        let path = "/review/comments/\(id.text)"
        try await fixture.test { client in
            let browser = try await signedIn(client, fixture, role: .admin)
            for page in ["/review", path] {
                #expect(try await !browser.get(page).text.contains(PagesFixture.address))
            }
            for reason in ["", "   ", String(repeating: "r", count: 501)] {
                let refused = try await browser.post(path + "/email", ["reason": reason])
                #expect(refused.status == .unprocessableContent)
                #expect(!refused.text.contains(PagesFixture.address))
            }
            #expect(try await fixture.store.reveals(of: id).isEmpty)
            let shown = try await browser.post(path + "/email", ["reason": "they asked for an answer"])
            #expect(shown.status == .ok)
            #expect(shown.text.contains(PagesFixture.address))
            #expect(shown.headers[.cacheControl] == "no-store")
            #expect(try await fixture.store.reveals(of: id).map(\.reason) == ["they asked for an answer"])
            let after = try await browser.get(path)
            #expect(after.text.contains("they asked for an answer"))
            #expect(!after.text.contains(PagesFixture.address))
        }
    }

    @Test func `the queue is shown in pages, most urgent first`() async throws {
        let fixture = try await PagesFixture()
        for number in 0..<ReviewPages.pageSize + 5 {
            try await fixture.addComment(name: "N\(number).", abuse: 5 + Double(number))
        }
        try await fixture.test { client in
            let browser = try await signedIn(client, fixture)
            #expect(browser.page.ranges(of: "<article").count == ReviewPages.pageSize)
            let first = try #require(browser.page.firstRange(of: "N\(ReviewPages.pageSize + 4)."))
            let second = try #require(browser.page.firstRange(of: "N\(ReviewPages.pageSize + 3)."))
            #expect(first.lowerBound < second.lowerBound)
            let start = try #require(browser.page.firstRange(of: "/review?after="))
            let next = browser.page[start.lowerBound...].prefix { $0 != "\"" }
            try await browser.get(String(next))
            #expect(browser.page.ranges(of: "<article").count == 5)
            #expect(browser.page.contains("Start of the queue"))
            #expect(!browser.page.contains("/review?after="))
        }
    }

    @Test(arguments: [
        ("fr", "ltr", "Ce qui a été trouvé"), ("en", "ltr", "What was found"), ("ar", "rtl", "ما وُجد في التعليق"),
    ])
    func `pages speak the moderator's language`(_ tag: String, direction: String, word: String) async throws {
        let fixture = try await PagesFixture()
        let id = try await fixture.addComment()
        try await fixture.test { client in
            let browser = try await signedIn(client, fixture, language: tag)
            try await browser.get("/review/comments/\(id.text)")
            #expect(browser.page.contains("<html lang=\"\(tag)\" dir=\"\(direction)\">"))
            #expect(browser.page.contains(word))
        }
    }

    @Test func `totals are shown with the probability they come to`() async throws {
        let fixture = try await PagesFixture()
        let id = try await fixture.addComment(abuse: 7.5)
        try await fixture.test { client in
            let browser = try await signedIn(client, fixture)
            try await browser.get("/review/comments/\(id.text)")
            #expect(browser.page.contains("7.5 points, probability 92%<"))
            #expect(browser.page.contains("no points"))
        }
    }

    @Test func `every control has a label and every page one heading`() async throws {
        let fixture = try await PagesFixture()
        let id = try await fixture.addComment()
        try await fixture.test { client in
            let visitor = Browser(client)
            var pages = [try await visitor.get("/review/login").text]
            let browser = try await signedIn(client, fixture, role: .admin)
            pages += [browser.page, try await browser.get("/review/comments/\(id.text)").text]
            for page in pages {
                #expect(page.ranges(of: "<h1").count == 1)
                #expect(page.contains("class=\"skip\" href=\"#main\""))
                #expect(!page.contains("&lt;") && !page.contains("HTML("))
                #expect(page.contains("<main id=\"main\""))
                var isInLabel = false
                for tag in page.split(separator: "<") {
                    if tag.hasPrefix("label") { isInLabel = true }
                    if tag.hasPrefix("/label") { isInLabel = false }
                    guard tag.hasPrefix("input") || tag.hasPrefix("select"), !isInLabel else { continue }
                    if tag.contains("type=\"hidden\"") || tag.contains("aria-hidden") { continue }
                    let id = try #require(tag.firstRange(of: "id=\""))
                    let name = tag[id.upperBound...].prefix { $0 != "\"" }
                    #expect(page.contains("<label for=\"\(name)\">"))
                }
            }
        }
    }
}
