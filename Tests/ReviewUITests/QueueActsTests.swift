import HTTPTypes
import HummingbirdTesting
import Moderation
import NIOCore
import Store
import Testing

@testable import ReviewUI

/// Filters, claims, bulk acts, passing on, context and the settings of the pages, without a script.
@Suite struct QueueActsTests {
    private static func picks(_ ids: [CommentID], version: Int = 1) -> [String: String] {
        Dictionary(uniqueKeysWithValues: ids.map { ("pick-\($0.text)", String(version)) })
    }

    @Test func `two moderators never see the same comment in the queue`() async throws {
        let fixture = try await PagesFixture()
        try await fixture.addModerator("Sam")
        try await fixture.addModerator("Kim")
        for number in 0..<14 { try await fixture.addComment("silly idea, number \(number)") }
        try await fixture.test { client in
            let (sam, kim) = (Browser(client), Browser(client))
            func shown(_ browser: Browser) async throws -> Set<Substring> {
                let page = try await browser.get("/review").text
                return Set(page.split(separator: "<article ").dropFirst().map { $0.prefix(120) })
            }
            _ = try await sam.logIn("Sam")
            _ = try await kim.logIn("Kim")
            let first = try await shown(sam)
            let second = try await shown(kim)
            #expect(first.count == ReviewPages.pageSize && second.count == 14 - ReviewPages.pageSize)
            #expect(first.isDisjoint(with: second))
            #expect(sam.page.contains("yours until"))
            fixture.clock.advance(by: ReviewPages.claimed)
            #expect(try await shown(kim).count == ReviewPages.pageSize)
        }
    }

    @Test func `a bulk is decided at once and taken back at once`() async throws {
        let fixture = try await PagesFixture()
        try await fixture.addModerator("Sam")
        var ids: [CommentID] = []
        for number in 0..<5 { ids.append(try await fixture.addComment("silly idea, number \(number)")) }
        let (chosen, other) = (Array(ids[..<4]), ids[4])
        try await fixture.test { client in
            let browser = Browser(client)
            _ = try await browser.logIn("Sam")
            try await browser.get("/review")
            // Somebody else was faster with one of them.
            _ = try await fixture.store.decide(
                chosen[0], site: nil, expected: 1, cause: .commandLine
            ) { _ in NextDecision(decision: .approve, reasons: [], note: nil) }
            let answer = try await browser.post(
                "/review/decisions", Self.picks(chosen).merging(["act": "reject", "reason": "spam"]) { $1 })
            #expect(answer.status == .seeOther)
            try await browser.get(try #require(answer.location))
            #expect(browser.page.contains("3 comments rejected") && browser.page.contains("1 had changed meanwhile"))
            for id in chosen.dropFirst() {
                let comment = try #require(try await fixture.store.comment(id, site: nil))
                #expect(comment.status == .rejected && comment.decision.reasons == ["spam"] && comment.version == 2)
            }
            #expect(try await fixture.store.comment(chosen[0], site: nil)?.status == .approved)
            #expect(try await fixture.store.comment(other, site: nil)?.version == 1)
            let undone = try await browser.post(
                "/review/decisions", Self.picks(Array(chosen[1...]), version: 2).merging(["act": "undo"]) { $1 })
            try await browser.get(try #require(undone.location))
            #expect(browser.page.contains("3 decisions undone"))
            for id in chosen.dropFirst() {
                let comment = try #require(try await fixture.store.comment(id, site: nil))
                #expect(comment.status == .flagged && comment.version == 3)
            }
            #expect(try await browser.post("/review/decisions", ["act": "approve"]).status == .unprocessableContent)
            let unreasoned = try await browser.post(
                "/review/decisions", Self.picks([other]).merging(["act": "reject"]) { $1 })
            #expect(unreasoned.status == .unprocessableContent)
        }
    }

    @Test func `the queue is narrowed, and acts lead back to the narrowed queue`() async throws {
        let fixture = try await PagesFixture()
        try await fixture.addModerator("Sam")
        let wanted = try await fixture.addComment("silly <b>cake</b> idea")
        let other = try await fixture.addComment("silly idea", thread: ThreadReference(id: "t2"))
        try await fixture.test { client in
            let browser = Browser(client)
            _ = try await browser.logIn("Sam")
            let query = "label=abuse&language=en&thread=t1&age=24&score=60&text=%3Cb%3ECAKE"
            try await browser.get("/review?" + query)
            #expect(browser.page.contains(wanted.text) && !browser.page.contains(other.text))
            #expect(browser.page.contains("value=\"&lt;b&gt;CAKE\""))
            let encoded = QueueFilter(encoded: query).encoded
            #expect(encoded == query)
            let answer = try await browser.post(
                "/review/comments/\(wanted.text)/approve", ["version": "1", "filter": encoded])
            #expect(answer.location == "/review?" + query + "&last=" + wanted.text)
            try await browser.get("/review?text=nowhere")
            #expect(browser.page.contains("Nothing like that"))
        }
    }

    @Test(arguments: ["label=x", "age=5", "score=61", "language=zz", "text=%0A", "thread=%00", "nosuch=1", "label=%FF"])
    func `what the filter does not understand does not narrow`(_ query: String) {
        #expect(QueueFilter(encoded: query) == .none)
    }

    @Test func `a comment passed on leaves one queue and stands in the other`() async throws {
        let fixture = try await PagesFixture()
        try await fixture.addModerator("Sam")
        let kim = try await fixture.addModerator("Kim")
        let viewer = try await fixture.addModerator("Vic", role: .viewer)
        let id = try await fixture.addComment()
        try await fixture.test { client in
            let (one, two) = (Browser(client), Browser(client))
            _ = try await one.logIn("Sam")
            _ = try await two.logIn("Kim")
            try await one.get("/review/comments/\(id.text)")
            #expect(one.page.contains("Pass on to") && !one.page.contains(viewer.id.text))
            let path = "/review/comments/\(id.text)/pass"
            #expect(try await one.post(path, ["to": viewer.id.text]).status == .notFound)
            #expect(try await one.post(path, ["to": kim.id.text]).location == "/review?passed=1")
            try await one.get("/review?passed=1")
            #expect(one.page.contains("Comment passed on.") && !one.page.contains("article class=\"card"))
            try await one.get("/review/comments/\(id.text)")
            #expect(one.page.contains("Kim\u{2069} is looking at this comment until"))
            #expect(try await one.post(path, ["to": kim.id.text]).status == .conflict)
            try await two.get("/review")
            #expect(two.page.contains("passed on by <bdi>Sam</bdi>"))
        }
    }

    @Test func `the page of a comment tells what stands around it`() async throws {
        let fixture = try await PagesFixture()
        try await fixture.addModerator("Sam")
        let earlier = try await fixture.addComment("an earlier word")
        fixture.clock.advance(by: .seconds(1))
        let id = try await fixture.addComment("silly idea")
        try await fixture.test { client in
            let browser = Browser(client)
            _ = try await browser.logIn("Sam")
            try await browser.get("/review/comments/\(id.text)")
            #expect(browser.page.contains("an earlier word"))
            #expect(browser.page.contains("href=\"/review/comments/\(earlier.text)\""))
            let receipt = try await browser.get("/review/comments/\(id.text)/receipt")
            #expect(receipt.headers[.contentType] == "application/json; charset=utf-8")
            #expect(receipt.text == "{\"comment_id\":\"\(id.text)\"}")
            try await browser.get("/review/comments/\(earlier.text)")
            #expect(browser.page.contains("This is their first comment."))
        }
    }

    @Test func `letters and the blur are a moderator's own choice`() async throws {
        let fixture = try await PagesFixture()
        try await fixture.addModerator("Sam")
        try await fixture.addComment()
        try await fixture.test { client in
            let browser = Browser(client)
            _ = try await browser.logIn("Sam")
            try await browser.get("/review")
            #expect(
                browser.page.contains("data-keys=\"jkaruxbow\"") && browser.page.contains("<body class=\"queue veil\""))
            try await browser.get("/review/settings")
            var letters = Dictionary(
                uniqueKeysWithValues: PageSettings.Act.allCases.map {
                    ($0.rawValue, PageSettings.standard.key(of: $0))
                })
            letters["next"] = "N"
            #expect(try await browser.post("/review/settings", letters).location == "/review/settings?saved=1")
            try await browser.get("/review")
            #expect(browser.page.contains("data-keys=\"nkaruxbow\"") && browser.page.contains("<body class=\"queue\""))
            for wrong in ["k", "", "é", "1", "ab"] {
                letters["next"] = wrong
                try await browser.get("/review/settings")
                #expect(try await browser.post("/review/settings", letters).status == .unprocessableContent, "\(wrong)")
            }
            browser.setCookie("__Host-tamis-settings", "aaaaaaaaa-blur")
            try await browser.get("/review")
            #expect(browser.page.contains("data-keys=\"jkaruxbow\""))
        }
    }
}
