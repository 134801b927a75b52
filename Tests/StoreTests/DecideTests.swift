import Foundation
import Moderation
import Privacy
import Store
import Testing

private enum EraseSQL: String, SQLText {
    case erase = "UPDATE comments SET status = 'erased' WHERE id = $1"
}

@Suite struct Deciding {
    @Test(arguments: Engine.allCases)
    func `each decision counts the version up and tells of the status before`(engine: Engine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let endpoint = try await fixture.endpoint()
            let id = try await fixture.submit(fixture.comment())
            let steps: [(Decision, CommentStatus, before: String)] = [
                (.approve, .approved, "flagged"), (.reject, .rejected, "approved"), (.flag, .flagged, "rejected"),
            ]
            for (index, step) in steps.enumerated() {
                fixture.clock.advance(.seconds(1))
                #expect(try await fixture.decide(id, step.0) == .decided(version: index + 2, status: step.1))
                #expect(try await fixture.store.comment(id, site: nil)?.status == step.1)
            }
            #expect(try await fixture.store.history(of: id).map(\.version) == [1, 2, 3, 4])

            var payloads: [String] = []
            // One at a time: the next event of a comment comes when the one before has been told.
            for number in 1...4 {
                let claimed = try await fixture.store.claimDeliveries(
                    limit: 10, perEndpoint: 100, lease: .seconds(9), now: fixture.clock.now)
                #expect(claimed.count == 1)
                let delivery = try #require(claimed.first)
                let payload = String(decoding: delivery.payload, as: UTF8.self)
                #expect(payload.contains("\"version\":\(number),"))
                payloads.append(payload)
                let attempt = DeliveryAttempt(
                    number: 1, at: fixture.clock.now, durationMilliseconds: 1, httpStatus: 200, problem: nil, answer: []
                )
                try await fixture.store.record(attempt, outcome: .delivered, of: delivery)
            }
            for (payload, step) in zip(payloads.dropFirst(), steps) {
                #expect(payload.contains(#""previous_status":"\#(step.before)""#))
                #expect(payload.contains(#""status":"\#(step.1.rawValue)""#))
            }
            #expect(try await fixture.store.deliveries(of: endpoint.id, limit: 10).count == 4)
        }
    }

    @Test(arguments: Engine.allCases)
    func `who is late learns what the other decided`(engine: Engine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let id = try await fixture.submit(fixture.comment())
            let key = DecisionCause.key(KeyID(stored: "key_1"))
            let results = try await withThrowingTaskGroup(of: DecideResult.self) { group in
                for _ in 0..<8 {
                    group.addTask { try await fixture.decide(id, .reject, expected: 1, cause: key) }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(results.count { $0 == .decided(version: 2, status: .rejected) } == 1)
            let latest = DecisionRecord(
                decision: .reject, cause: key, reasons: ["spam"], note: nil, at: fixture.clock.now)
            #expect(results.count { $0 == .changed(version: 2, latest: latest) } == 7)
            #expect(try await fixture.count(.decisions) == 2)
        }
    }

    @Test(arguments: Engine.allCases)
    func `what is not there, elsewhere or erased is not found`(engine: Engine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let other = try await fixture.store.addSite(name: "other", language: "en")
            let id = try await fixture.submit(fixture.comment())
            #expect(try await fixture.decide(.random(), .approve) == .notFound)
            #expect(try await fixture.decide(id, .approve, site: other.id) == .notFound)
            try await fixture.database.write { _ = try $0.execute(EraseSQL.erase, .text(id.text)) }
            #expect(try await fixture.decide(id, .approve) == .notFound)
            #expect(try await fixture.count(.decisions) == 1)
        }
    }

    @Test(arguments: Engine.allCases)
    func `an undo takes back the last decision of a moderator until there is none`(engine: Engine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let id = try await fixture.submit(fixture.comment())
            _ = try await fixture.decide(id, .approve)
            _ = try await fixture.decide(id, .reject)
            let undo: @Sendable ([PastDecision]) -> NextDecision? = { past in
                let undone = Set(past.compactMap(\.undoes))
                guard
                    let last = past.last(where: {
                        $0.record.cause != .policy && $0.undoes == nil && !undone.contains($0.version)
                    }), let before = past.last(where: { $0.version < last.version && $0.undoes == nil })
                else { return nil }
                return NextDecision(
                    decision: before.record.decision, reasons: [], note: nil, undoes: last.version)
            }
            let cause = DecisionCause.moderator(ModeratorID(stored: "mod_1"))
            var results: [DecideResult] = []
            for _ in 0..<3 {
                results.append(
                    try await fixture.store.decide(id, site: nil, expected: nil, cause: cause, choose: undo))
            }
            #expect(
                results == [
                    .decided(version: 4, status: .approved), .decided(version: 5, status: .flagged), .nothingToUndo,
                ])
            #expect(try await fixture.store.history(of: id).map(\.undoes) == [nil, nil, nil, 3, 2])
        }
    }

    @Test(arguments: Engine.allCases)
    func `a decision ends the claim and takes the comment out of the queue`(engine: Engine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let id = try await fixture.submit(fixture.comment())
            let holder = DecisionCause.moderator(ModeratorID(stored: "mod_1"))
            #expect(
                try await fixture.store.claimComments(
                    site: nil, holder: holder, count: 5, lasting: .seconds(60)) == [id])
            _ = try await fixture.decide(id, .approve)
            #expect(try await fixture.count(.claims) == 0)
            #expect(try await fixture.store.queue(site: nil, after: nil, limit: 5).items.isEmpty)
            _ = try await fixture.decide(id, .flag)
            #expect(try await fixture.store.queue(site: fixture.site.id, after: nil, limit: 5).items.map(\.id) == [id])
        }
    }
}
