import Moderation
import Privacy
import Testing

@testable import Store

/// Comments that say nearly the same, and what is decided of all of them.
@Suite struct CampaignTests {
    /// A print whose first `changed` minima are others: two such share the rest.
    static func print(_ changed: Int, seed: UInt64 = 1) -> TextPrint {
        TextPrint(
            minima: (0..<TextPrint.functions).map { index in
                UInt16(truncatingIfNeeded: TextPrint.mixed(seed << 8 | UInt64(index)) ^ (index < changed ? 0x5555 : 0))
            })
    }

    static func comment(
        _ fixture: StoreFixture, _ print: TextPrint?, hosts: [String] = [], policy: Policy.Campaigns = .init(),
        email: String? = nil, looksLikeSpam: Bool = true
    ) async throws -> CommentID {
        var comment = try fixture.comment(email: email ?? "ana@example.org")
        var marks = try #require(
            fixture.store.campaignMarks(print: print, hosts: hosts, site: fixture.site.id, policy: policy))
        marks.offersHosts = looksLikeSpam
        let arrival = try await fixture.store.arrival(
            of: nil, account: nil,
            marks: fixture.store.marks(
                site: fixture.site.id, network: nil, account: nil, email: nil, name: "", thread: "", body: "",
                act: .take,
                hours: 1),
            campaign: marks, site: fixture.site.id, limits: nil)
        marks.match = arrival.match
        comment.campaign = marks
        guard case .recorded = try await fixture.store.submit(comment) else {
            Issue.record("not recorded")
            return comment.id
        }
        return comment.id
    }

    func campaign(_ fixture: StoreFixture, _ id: CommentID) async throws -> CampaignID? {
        try await fixture.store.comment(id, site: nil)?.campaign
    }

    @Test(arguments: Engine.allCases)
    func `what is alike is one campaign, what is not stays apart`(_ engine: Engine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let first = try await Self.comment(fixture, Self.print(0))
            #expect(try await campaign(fixture, first) == nil)
            let other = try await Self.comment(fixture, Self.print(0, seed: 9))
            // Twelve of 24 are shared: half.
            let second = try await Self.comment(fixture, Self.print(12))
            let id = try #require(try await campaign(fixture, second))
            #expect(try await campaign(fixture, first) == id, "the first joins when the second comes")
            let far = try await Self.comment(fixture, Self.print(15))
            #expect(try await campaign(fixture, far) == id, "like the second, though not like the first")
            #expect(try await campaign(fixture, other) == nil)
            let kept = try #require(try await fixture.store.campaign(id, site: fixture.site.id))
            #expect(kept.members == 3 && kept.version == 1 && kept.ruling == nil)
            let list = try await fixture.store.campaigns(site: fixture.site.id, before: nil, limit: 5)
            #expect(list.items == [kept] && list.next == nil)
            let moderator = try await fixture.store.addModerator(name: "Kim", role: .moderator, language: "en")
            var filter = CommentFilter()
            filter.campaign = id
            let waiting = try await fixture.store.waitingComments(
                matching: filter, for: moderator, since: Instant(milliseconds: 0))
            #expect(waiting == WaitingComments(count: 4, new: 3), "the others are not new to who looks at a campaign")
        }
    }

    @Test func `two that came at once are joined by the third`() async throws {
        try await StoreFixture.run(.memory) { fixture in
            var waiting: [NewComment] = []
            for _ in 0..<2 {
                var comment = try fixture.comment(email: "ana@example.org")
                // Neither saw the other.
                comment.campaign = fixture.store.campaignMarks(
                    print: Self.print(0), hosts: [], site: fixture.site.id, policy: .init())
                waiting.append(comment)
            }
            for comment in waiting { _ = try await fixture.store.submit(comment) }
            let third = try await Self.comment(fixture, Self.print(1))
            let id = try #require(try await campaign(fixture, third))
            for comment in waiting { #expect(try await campaign(fixture, comment.id) == id) }
            #expect(try await fixture.store.campaign(id, site: nil)?.members == 3)
        }
    }

    @Test func `a host joins what looks like spam, and forgotten texts join nothing`() async throws {
        try await StoreFixture.run(.memory) { fixture in
            let harmless = try await Self.comment(
                fixture, Self.print(0), hosts: ["shop.example"], looksLikeSpam: false)
            let spam = try await Self.comment(fixture, Self.print(0, seed: 2), hosts: ["shop.example"])
            #expect(try await campaign(fixture, spam) == nil, "what does not look like spam offers no host")
            let again = try await Self.comment(fixture, nil, hosts: ["shop.example"])
            #expect(try await campaign(fixture, again) != nil)
            #expect(try await campaign(fixture, again) == campaign(fixture, spam))
            #expect(try await campaign(fixture, harmless) == nil)
            fixture.clock.advance(.seconds(15 * 24 * 3600))
            let late = try await Self.comment(fixture, nil, hosts: ["shop.example"])
            #expect(try await campaign(fixture, late) == nil, "after 14 days")
        }
    }

    @Test func `what is erased leaves its campaign, and nothing of its text stays`() async throws {
        try await StoreFixture.run(.memory) { fixture in
            let first = try await Self.comment(fixture, Self.print(0), email: "bea@example.org")
            let second = try await Self.comment(fixture, Self.print(6))
            let id = try #require(try await campaign(fixture, second))
            try await fixture.store.erase(
                PrivateEmail("bea@example.org"), site: fixture.site.id, by: .commandLine, keepingBodies: false)
            try await fixture.store.finishErasures()
            #expect(try await campaign(fixture, first) == nil)
            #expect(try await fixture.store.campaign(id, site: nil)?.members == 1)
            let left = try await fixture.database.read { session in
                try (
                    session.run("SELECT comment FROM prints", []).rows.map { try $0.text(0) },
                    session.run("SELECT DISTINCT comment FROM bands", []).rows.map { try $0.text(0) }
                )
            }
            #expect(left.0 == [second.text] && left.1 == [second.text])
        }
    }

    /// A flood of the same adds nothing to what is looked through.
    @Test func `copies are not remembered`() async throws {
        try await StoreFixture.run(.memory) { fixture in
            for _ in 0..<40 { _ = try await Self.comment(fixture, Self.print(0)) }
            let prints = try await fixture.database.read {
                try $0.run("SELECT COUNT(*) FROM prints", []).rows.first?.integer(0)
            }
            #expect(prints == 4)
        }
    }

    @Test func `sweeping forgets what is old, unless something was decided of it`() async throws {
        try await StoreFixture.run(.memory) { fixture in
            _ = try await Self.comment(fixture, Self.print(0, seed: 5))
            _ = try await Self.comment(fixture, Self.print(0))
            let decided = try await Self.comment(fixture, Self.print(3))
            let id = try #require(try await campaign(fixture, decided))
            let record = DecisionRecord(
                decision: .reject, cause: .commandLine, reasons: ["spam"], at: fixture.clock.now)
            _ = try await fixture.store.rule(
                CampaignRuling(record: record, act: .timeOrdered(at: record.at)), campaign: id, site: nil, expected: 1,
                by: .commandLine)
            func left() async throws -> Int64? {
                try await fixture.store.sweep()
                return try await fixture.database.read {
                    try $0.run("SELECT COUNT(*) FROM prints", []).rows.first?.integer(0)
                }
            }
            #expect(try await left() == 3)
            fixture.clock.advance(.seconds(31 * 24 * 3600))
            #expect(try await left() == 2)
            let late = try await Self.comment(fixture, Self.print(2))
            #expect(try await campaign(fixture, late) == id, "what was decided still finds its own")
            fixture.clock.advance(.seconds(91 * 24 * 3600))
            #expect(try await left() == 0)
            let bands = try await fixture.database.read {
                try $0.run("SELECT COUNT(*) FROM bands", []).rows.first?.integer(0)
            }
            #expect(bands == 0)
        }
    }

    @Test func `a ruling names the version it was made on`() async throws {
        try await StoreFixture.run(.memory) { fixture in
            _ = try await Self.comment(fixture, Self.print(0))
            let id = try #require(try await campaign(fixture, try await Self.comment(fixture, Self.print(3))))
            func rule(_ expected: Int?, site: SiteID? = nil) async throws -> CampaignResult {
                let record = DecisionRecord(
                    decision: .reject, cause: .commandLine, reasons: ["spam"], at: fixture.clock.now)
                return try await fixture.store.rule(
                    CampaignRuling(record: record, act: .timeOrdered(at: record.at)), campaign: id, site: site,
                    expected: expected, by: .commandLine)
            }
            let before = try #require(try await fixture.store.campaign(id, site: nil))
            #expect(try await rule(1) == .ruled(before))
            guard case .changed(let now) = try await rule(1) else { throw Missed() }
            #expect(now.version == 2 && now.ruling?.record.reasons == ["spam"])
            #expect(try await rule(2, site: try await fixture.store.addSite(name: "b", language: "fr").id) == .notFound)
            let audit = try await fixture.store.audit(site: fixture.site.id, after: nil, limit: 5).items
            #expect(audit.map(\.kind) == [.campaign] && audit.first?.note == "\(id): reject spam")
        }
    }

    private struct Missed: Error {}
}
