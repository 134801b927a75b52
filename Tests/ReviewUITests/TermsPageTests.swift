import HTTPTypes
import HummingbirdTesting
import Moderation
import Store
import Testing

@testable import ReviewUI

/// Trying, adding and removing a site's own terms from a comment's page.
@Suite struct TermsPageTests {
    @Test func `a word is tried before it is added, and removed again`() async throws {
        let fixture = try await PagesFixture()
        let flagged = try await fixture.addComment("silly stoatling <b>you</b>")
        fixture.clock.advance(by: .seconds(1))
        try await fixture.addComment("one S.t.o.a.t.l.i.n.g, again", name: "Robin", signals: [])
        fixture.clock.advance(by: .seconds(1))
        try await fixture.addComment("nothing of the kind")
        try await fixture.addModerator("Sam")
        try await fixture.test { client in
            let browser = Browser(client)
            _ = try await browser.logIn("Sam")
            let path = "/review/comments/\(flagged.text)"
            try await browser.get(path)
            #expect(browser.page.contains("<form action=\"\(path)/terms\" class=\"stack\" data-act=\"term\">"))
            #expect(browser.page.contains("<input type=\"hidden\" name=\"category\" value=\"insult\">"))
            #expect(try await browser.get(path + "/terms?text=stoatling&category=insult").status == .ok)
            #expect(browser.page.contains("In 2 of the newest 3 comments"))
            #expect(browser.page.contains("silly <mark>stoatling</mark> &lt;b&gt;you"))
            #expect(browser.page.contains("one <mark>S.t.o.a.t.l.i.n.g</mark>, again"))
            #expect(browser.page.contains("None yet.") && !browser.page.contains("Approved comments are among them"))
            #expect(try await fixture.store.ownTerms(of: fixture.site.id).terms.isEmpty, "a look keeps nothing")

            let fields = ["act": "add", "text": "stoatling", "category": "insult", "points": "5.5"]
            let added = try await browser.post(path + "/terms", fields)
            #expect(added.location == path + "/terms?done=added#own")
            try await browser.get(path + "/terms?done=added")
            #expect(browser.page.contains("Added. Comments to come") && browser.page.contains("<bdi>Sam</bdi>"))
            #expect(browser.page.contains("5.5 pts"))
            let term = try #require(try await fixture.store.ownTerms(of: fixture.site.id).terms.first)
            #expect(term.text == "stoatling" && browser.value(of: "term") == term.id.text)
            #expect(try await browser.get(path + "/terms?text=stoatling&category=spam").status == .ok)
            #expect(browser.page.contains("<option value=\"spam\" selected>"))
            let remove = ["act": "remove", "term": term.id.text]
            #expect(try await browser.post(path + "/terms", remove).location == path + "/terms?done=removed#own")
            #expect(try await fixture.store.ownTerms(of: fixture.site.id).terms.isEmpty)
            #expect(try await browser.post(path + "/terms", remove).status == .notFound)
        }
        #expect(try await fixture.store.audit(site: fixture.site.id, after: nil, limit: 9).items.count == 2)
    }

    @Test func `approved comments a word stands in are warned of`() async throws {
        let fixture = try await PagesFixture()
        let id = try await fixture.addComment("the stoat runs")
        try await fixture.addModerator("Sam")
        try await fixture.test { client in
            let browser = Browser(client)
            _ = try await browser.logIn("Sam")
            let path = "/review/comments/\(id.text)"
            try await browser.get(path)
            #expect(try await browser.post(path + "/approve", ["version": "1"]).status == .seeOther)
            try await browser.get(path + "/terms?text=stoat&category=insult")
            #expect(browser.page.contains("Approved comments are among them"))
            try await browser.get(path + "/terms?text=otter&category=insult")
            #expect(browser.page.contains("In none of the newest 1 comments."))
        }
    }

    @Test(arguments: [
        (["text": "!!"], "This cannot be a word"),
        (["text": String(repeating: "a", count: 300)], "This cannot be a word"),
        (["text": "stoat", "category": "king"], "Choose a reason"),
        (["text": "stoat", "points": "99"], "Points go from 0.5 to 12"),
        (["text": "stoat", "points": "nan"], "Points go from 0.5 to 12"),
        (["text": "stoat", "points": "many"], "Points go from 0.5 to 12"),
    ])
    func `what cannot be a term is said beside its field, and nothing is added`(
        _ typed: [String: String], problem: String
    ) async throws {
        let fixture = try await PagesFixture()
        let id = try await fixture.addComment()
        try await fixture.addModerator("Sam")
        try await fixture.test { client in
            let browser = Browser(client)
            _ = try await browser.logIn("Sam")
            let path = "/review/comments/\(id.text)/terms"
            let fields = ["category": "insult"].merging(typed) { $1 }
            let query = fields.map { "\($0.key)=\(FormFields.encode($0.value))" }.joined(separator: "&")
            #expect(try await browser.get(path + "?" + query).status == .unprocessableContent)
            #expect(browser.page.contains(problem) && browser.page.contains("aria-invalid"))
            #expect(try await browser.post(path, fields.merging(["act": "add"]) { $1 }).status == .unprocessableContent)
        }
        #expect(try await fixture.store.ownTerms(of: fixture.site.id).terms.isEmpty)
    }

    @Test func `a viewer and a moderator of another site change nothing`() async throws {
        let fixture = try await PagesFixture()
        let id = try await fixture.addComment()
        let other = try await fixture.store.addSite(name: "other", language: "fr")
        try await fixture.addModerator("Vic", role: .viewer)
        try await fixture.addModerator("Ola", sites: [other.id])
        try await fixture.test { client in
            let path = "/review/comments/\(id.text)"
            let fields = ["act": "add", "text": "stoat", "category": "insult"]
            for (name, status) in [("Vic", HTTPResponse.Status.forbidden), ("Ola", .notFound)] {
                let browser = Browser(client)
                _ = try await browser.logIn(name)
                try await browser.get("/review")
                #expect(try await browser.post(path + "/terms", fields).status == status)
                #expect(try await browser.get(path + "/terms?text=silly&category=insult").status == status)
            }
            let viewer = Browser(client)
            _ = try await viewer.logIn("Vic")
            try await viewer.get(path)
            #expect(!viewer.page.contains("data-act=\"term\""))
        }
        #expect(try await fixture.store.ownTerms(of: fixture.site.id).terms.isEmpty)
    }
}
