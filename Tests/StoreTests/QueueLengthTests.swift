import Moderation
import Privacy
import Testing

@testable import Store

private enum LengthSQL: String, SQLText {
    case forget = "DELETE FROM schema_migrations WHERE number >= 19"
    case dropTable = "DROP TABLE queue_lengths"
    case dropArrive = "DROP TRIGGER comments_arrive_waiting"
    case dropAgain = "DROP TRIGGER comments_wait_again"
    case dropNoLonger = "DROP TRIGGER comments_wait_no_longer"
    case countOfSite = "SELECT COUNT(*) FROM comments WHERE status = 'flagged' AND site = $1"
}

@Suite struct `The length of the queue` {
    /// What is kept, what a moderator of one site is told, and what there is.
    private func expectRight(_ fixture: StoreFixture, sites: [Site], after step: Int = -1) async throws {
        let queue = try await fixture.store.queueCounted()
        #expect(queue.kept == queue.counted, "after step \(step)")
        for site in sites {
            let counted = try await fixture.database.read {
                try $0.row(LengthSQL.countOfSite, .text(site.id.text))?.integer(0)
            }
            #expect(try await fixture.store.queueLength(site: site.id) == counted.map { Int($0) }, "after step \(step)")
        }
    }

    /// Whatever is done to comments, in any order: kept and counted are the same after each step.
    @Test(arguments: [UInt64(3), 71, 1009])
    func `is what there is, whatever befalls comments`(seed: UInt64) async throws {
        try await StoreFixture.run(.memory) { fixture in
            var random = SequenceGenerator(state: seed)
            let sites = [fixture.site, try await fixture.store.addSite(name: "other", language: "fr")]
            var comments: [(id: CommentID, site: Site)] = []
            var longest = 0
            for step in 0..<240 {
                fixture.clock.advance(.seconds(3600))
                let site = sites[Int.random(in: 0...1, using: &random)]
                let email = "r\(Int.random(in: 0..<9, using: &random))@example.org"
                let decision: Decision = [.flag, .flag, .approve, .reject][Int.random(in: 0...3, using: &random)]
                let some = comments.randomElement(using: &random)
                switch (Int.random(in: 0...9, using: &random), some) {
                case (0...3, _), (_, nil):
                    let comment = try fixture.comment(site: site, email: email, decision: decision)
                    comments.append((try await fixture.submit(comment), site))
                case (4...5, let some?):
                    _ = try await fixture.decide(some.id, decision)
                case (6, let some?):
                    var comment = try fixture.comment(site: some.site, email: email, decision: decision)
                    comment.id = some.id
                    let version = try await fixture.store.comment(some.id, site: nil)?.version ?? 0
                    _ = try await fixture.store.edit(comment, expected: version)
                case (7, let some?):
                    _ = try await fixture.store.delete(some.id, site: some.site.id, expected: nil, cause: .policy)
                case (8, _):
                    try await fixture.store.erase(
                        PrivateEmail(email), site: site.id, by: .commandLine, keepingBodies: step.isMultiple(of: 2))
                    try await fixture.store.finishErasures()
                default:
                    _ = try await fixture.store.retire(Retention(approvedDays: 9, flaggedDays: 5, rejectedDays: 5))
                }
                try await expectRight(fixture, sites: sites, after: step)
                longest = max(longest, try await fixture.store.queueLength(site: nil))
            }
            #expect(longest > 5, "something waited")
        }
    }

    @Test func `of a database that was filled before it was kept`() async throws {
        try await StoreFixture.run(.file) { fixture in
            let other = try await fixture.store.addSite(name: "other", language: "fr")
            for number in 0..<7 {
                try await fixture.submit(
                    fixture.comment(
                        site: number == 0 ? other : nil, email: "r\(number)@example.org",
                        decision: number < 5 ? .flag : .approve))
            }
            try await fixture.database.write { session in
                for sql in RowLeaseSQL.allCases { try session.execute(sql) }
                for sql: LengthSQL in [.forget, .dropArrive, .dropAgain, .dropNoLonger, .dropTable] {
                    try session.execute(sql)
                }
            }
            try await Migration.run(on: fixture.database, now: fixture.clock.now)
            try await expectRight(fixture, sites: [fixture.site, other])
            #expect(try await fixture.store.queueLength(site: nil) == 5)
        }
    }
}
