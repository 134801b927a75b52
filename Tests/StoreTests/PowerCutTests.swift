import Foundation
import Moderation
import PowerCut
import Privacy
import Store
import Testing

/// The power goes at every sync there is, one after the other, and takes with it what was not synced: nothing of it, all,
/// or sectors by chance. What was acknowledged must be there, and nothing may be half there.
@Suite(.serialized) struct PowerCuts {
    /// What a client was told before the power went.
    private struct Promises {
        /// The last version of each comment that was acknowledged.
        var versions: [CommentID: Int] = [:]
        /// Deliveries whose outcome was written down.
        var delivered: Set<DeliveryID> = []
        /// The act that was under way: it may stand or not.
        var unsure: CommentID?
        var isWhole = false
    }

    /// Comments, decisions, undos and deliveries, until the first failure.
    private static func work(_ fixture: StoreFixture, _ promises: inout Promises) async throws {
        for round in 1...6 {
            let comment = try fixture.comment(email: "reader\(round % 3)@example.org", body: "Un commentaire \(round).")
            promises.unsure = comment.id
            try await fixture.submit(comment)
            promises.versions[comment.id] = 1
            for (version, decision) in [(2, Decision.approve), (3, .reject)].prefix(round % 3) {
                promises.unsure = comment.id
                _ = try await fixture.decide(comment.id, decision, expected: version - 1)
                promises.versions[comment.id] = version
            }
            promises.unsure = nil
            for delivery in try await fixture.store.claimDeliveries(
                limit: 3, perEndpoint: 8, lease: .seconds(30), now: fixture.clock.now)
            {
                try await fixture.store.record(
                    DeliveryAttempt(
                        number: delivery.attempt, at: fixture.clock.now, durationMilliseconds: 1, httpStatus: 200,
                        problem: nil, answer: []),
                    outcome: .delivered, of: delivery)
                promises.delivered.insert(delivery.id)
            }
            fixture.clock.advance(.seconds(60))
        }
        // The log goes into the database, which is synced too.
        try await fixture.store.close()
        promises.isWhole = true
    }

    private static func check(_ promises: Promises, at path: String, keys: VaultKeys, _ cut: Testing.Comment)
        async throws
    {
        let fixture = try await StoreFixture(path: path, keys: keys)
        let facts = Dictionary(uniqueKeysWithValues: try await fixture.database.facts().map { ($0.name, $0.value) })
        #expect(facts["quick_check"] == "ok", cut)
        for (id, version) in promises.versions {
            let found = try await fixture.store.comment(id, site: nil)
            let stored: Moderation.Comment = try #require(found, "\(cut): an acknowledged comment is gone")
            let allowed = promises.unsure == id ? [version, version + 1] : [version]
            #expect(allowed.contains(stored.version), "\(cut): \(version) was acknowledged, \(stored.version) is there")
        }
        for statement in WholeSQL.allCases {
            let faults = try await fixture.database.read { try $0.row(statement)?.integer(0) }
            #expect(faults == 0, "\(cut): \(statement)")
        }
        let delivered = try await fixture.database.read { session in
            Set(try session.rows(DeliveredSQL.ids).map { DeliveryID(stored: try $0.text(0)) })
        }
        #expect(promises.delivered.isSubset(of: delivered), cut)
        // And it goes on.
        try await fixture.submit(fixture.comment())
        try await fixture.store.close()
    }

    /// True when the work was done before the `sync`-th sync came.
    private static func run(cutAt sync: Int, keep: UInt64, prepared: String, keys: VaultKeys) async throws -> Bool {
        try await withFolder { folder in
            let path = folder + "/tamis.sqlite"
            try FileManager.default.copyItem(atPath: prepared, toPath: path)
            let status = unsafe tamis_power_watch(folder, sync)
            try #require(status == 0)
            var promises = Promises()
            // What fails is what the power took with it; the checks say whether that is all.
            try? await Self.fail(path, keys, &promises)
            let isCut = tamis_power_is_cut() != 0
            // A store that cannot empty its log into the database at its end leaves that to the next start.
            #expect(promises.isWhole || isCut)
            try #require(tamis_power_end(keep) == 0)
            if isCut { try? FileManager.default.removeItem(atPath: path + "-shm") }  // it lay in memory only
            try await Self.check(promises, at: path, keys: keys, "sync \(sync), keep \(keep)")
            return !isCut
        }
    }

    /// Apart, so that every connection is gone when it returns.
    private static func fail(_ path: String, _ keys: VaultKeys, _ promises: inout Promises) async throws {
        let fixture = try await StoreFixture(path: path, keys: keys)
        do {
            try await work(fixture, &promises)
        } catch {
            try? await fixture.store.close()  // it cannot be written to any more
            throw error
        }
    }

    @Test func `whenever the power goes, what was acknowledged is there and nothing is half there`() async throws {
        let keys = VaultKeys.random()
        try await withFolder { folder in
            let prepared = folder + "/tamis.sqlite"
            let fixture = try await StoreFixture(path: prepared, keys: keys)
            _ = try await fixture.endpoint(wantsBody: true)
            try await fixture.store.close()
            for keep: UInt64 in [0, 1, 0x7A31] {
                var sync = 1
                while try await !Self.run(cutAt: sync, keep: keep, prepared: prepared, keys: keys) { sync += 1 }
                // Fewer would mean that something was answered before it was synced.
                #expect(sync > 25, "syncs of the whole work: \(sync - 1)")
            }
        }
    }
}

/// Each counts what is only half there.
private enum WholeSQL: String, SQLText, CaseIterable {
    case versions = """
        SELECT COUNT(*) FROM comments c WHERE
            c.version <> (SELECT COUNT(*) FROM decisions d WHERE d.comment = c.id)
            OR c.version <> (SELECT MAX(d.version) FROM decisions d WHERE d.comment = c.id)
            OR NOT EXISTS (
                SELECT 1 FROM authors a JOIN author_keys k ON k.author = a.id WHERE a.id = c.author)
        """
    case untold = """
        SELECT COUNT(*) FROM decisions d WHERE
            1 <> (SELECT COUNT(*) FROM deliveries o WHERE o.event = d.event)
        """
    case strayDeliveries = "SELECT COUNT(*) FROM deliveries WHERE event NOT IN (SELECT event FROM decisions)"
    case attempts = """
        SELECT COUNT(*) FROM deliveries o WHERE
            o.attempts <> (SELECT COUNT(*) FROM delivery_attempts a WHERE a.delivery = o.id)
        """
    case lonelyAuthors = """
        SELECT COUNT(*) FROM authors a WHERE NOT EXISTS (SELECT 1 FROM comments c WHERE c.author = a.id)
        """
}

private enum DeliveredSQL: String, SQLText {
    case ids = "SELECT id FROM deliveries WHERE state = 'delivered'"
}
