import Foundation
import Moderation
import Privacy
import Store
import Testing

private enum ForbidSQL: String, SQLText {
    case reveals = """
        CREATE TRIGGER no_reveals BEFORE INSERT ON reveals BEGIN SELECT RAISE(ABORT, 'refused'); END
        """
}

@Suite struct `Private data at rest` {
    @Test(arguments: Engine.allCases)
    func `a look at an address is written down`(engine: Engine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let id = try await fixture.submit(fixture.comment(email: "Reader@Example.org"))
            let cause = DecisionCause.moderator(ModeratorID(stored: "mod_1"))
            let revealed = try await fixture.store.reveal(id, site: fixture.site.id, by: cause, reason: "a threat")
            guard let revealed else {
                Issue.record("nothing was revealed")
                return
            }
            #expect(revealed.show() == "Reader@Example.org")
            let records = try await fixture.store.reveals(of: id)
            #expect(records.map(\.by) == [cause])
            #expect(records.map(\.reason) == ["a threat"])
            #expect(records.map(\.at) == [fixture.clock.now])
        }
    }

    @Test(arguments: Engine.allCases)
    func `without the record nothing is opened`(engine: Engine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let id = try await fixture.submit(fixture.comment())
            try await fixture.database.write { _ = try $0.execute(ForbidSQL.reveals) }
            await #expect(throws: StoreError.self) {
                _ = try await fixture.store.reveal(id, site: nil, by: .policy, reason: "curious")
            }
            #expect(try await fixture.count(.reveals) == 0)
        }
    }

    @Test(arguments: Engine.allCases)
    func `nothing is revealed of another site or where there is no address`(engine: Engine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let other = try await fixture.store.addSite(name: "other", language: "en")
            let id = try await fixture.submit(fixture.comment())
            let bare = try await fixture.submit(fixture.comment(email: nil))
            for (comment, site) in [(id, other.id), (bare, fixture.site.id), (.random(), fixture.site.id)] {
                let isNothing =
                    try await fixture.store.reveal(comment, site: site, by: .policy, reason: "curious") == nil
                #expect(isNothing)
            }
            #expect(try await fixture.count(.reveals) == 0)
        }
    }

    @Test func `the files hold nothing of a writer but sealed bytes`() async throws {
        try await withFolder { folder in
            let fixture = try await StoreFixture(path: folder + "/tamis.sqlite")
            _ = try await fixture.endpoint(wantsBody: true)
            let details = AuthorDetails(
                name: "Zebulon-Marker", url: "https://marker-page.example.org/", ip: "203.0.113.77",
                userAgent: "MarkerBrowser/9")
            let id = try await fixture.submit(
                fixture.comment(email: "marker.reader@example.org", body: "plain-body-marker", details: details))
            _ = try await fixture.decide(id, .reject)
            _ = try await fixture.store.reveal(id, site: nil, by: .policy, reason: "look")?.show()
            _ = try await fixture.store.claimDeliveries(
                limit: 9, perEndpoint: 100, lease: .seconds(9), now: fixture.clock.now)

            func check(_ when: String) throws {
                let files = try FileManager.default.contentsOfDirectory(atPath: folder)
                let bytes = try files.map { try Data(contentsOf: URL(fileURLWithPath: folder + "/" + $0)) }
                #expect(bytes.contains { $0.range(of: Data("plain-body-marker".utf8)) != nil }, "the search finds")
                let markers = ["Zebulon", "marker-page", "203.0.113.77", "MarkerBrowser", "marker.reader"]
                for marker in markers {
                    #expect(!bytes.contains { $0.range(of: Data(marker.utf8)) != nil }, "\(marker) \(when)")
                }
            }
            try check("while open")
            try await fixture.store.close()
            try check("after the end")
        }
    }
}
