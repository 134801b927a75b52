import HTTPTypes
import HummingbirdTesting
import Moderation
import Store
import Testing

@testable import ReviewUI

/// Banning and trusting on a comment's page.
@Suite struct StandingPageTests {
    @Test(arguments: StandingChoice.allCases)
    func `each choice does what it says and is shown`(_ choice: StandingChoice) async throws {
        let fixture = try await PagesFixture()
        let comment = try await fixture.addComment()
        try await fixture.addModerator("Sam")
        try await fixture.test { client in
            let browser = Browser(client)
            _ = try await browser.logIn("Sam")
            let page = "/review/comments/\(comment.text)"
            try await browser.get(page)
            #expect(browser.page.contains("Neither banned nor trusted.") && !browser.page.contains("Take back"))
            if choice == .lift {
                #expect(try await browser.post(page + "/author", ["standing": "ban"]).status == .seeOther)
                fixture.clock.advance(by: .seconds(1))
            }
            let fields = ["standing": choice.rawValue, "note": "seen before"]
            #expect(try await browser.post(page + "/author", fields).status == .seeOther)
            try await browser.get(page)
            #expect(browser.page.contains("<strong>Banned</strong>") == (choice != .trust && choice != .lift))
            #expect(browser.page.contains("<strong>Trusted</strong>") == (choice == .trust))
            #expect(browser.page.contains("by <bdi>Sam</bdi>") == (choice != .lift))
        }
        let author = try #require(try await fixture.store.comment(comment, site: nil)?.author)
        let record = try await fixture.store.standings(of: author, site: nil)?.first
        let days: Double? =
            switch choice {
            case .banDay: 1
            case .banWeek: 7
            case .banMonth: 30
            default: nil
            }
        #expect(record?.ends.map { Double($0.milliseconds - fixture.clock.now().milliseconds) / 86_400_000 } == days)
        let act = try await fixture.store.audit(site: fixture.site.id, after: nil, limit: 1).items.first
        #expect(act?.note?.hasSuffix("seen before") == true)
    }

    @Test func `nonsense is refused and a viewer only looks`() async throws {
        let fixture = try await PagesFixture()
        let comment = try await fixture.addComment()
        try await fixture.addModerator("Sam")
        try await fixture.addModerator("Vic", role: .viewer)
        try await fixture.test { client in
            let path = "/review/comments/\(comment.text)"
            let browser = Browser(client)
            _ = try await browser.logIn("Sam")
            try await browser.get(path)
            #expect(try await browser.post(path + "/author", ["standing": "king"]).status == .notFound)
            let long = ["standing": "ban", "note": String(repeating: "n", count: 3000)]
            #expect(try await browser.post(path + "/author", long).status == .unprocessableContent)
            let viewer = Browser(client)
            _ = try await viewer.logIn("Vic")
            try await viewer.get(path)
            #expect(viewer.page.contains("Neither banned nor trusted.") && !viewer.page.contains("Ban for a day"))
        }
        #expect(
            try await fixture.store.audit(site: nil, after: nil, limit: 5).items.allSatisfy { $0.kind == .moderator })
    }
}
