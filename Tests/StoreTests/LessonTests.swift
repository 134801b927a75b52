import Foundation
import Moderation
import Privacy
import Store
import Testing

@Suite struct Lessons {
    private static let moderator = DecisionCause.moderator(ModeratorID(stored: "mod_1"))

    /// Not what scoring reads, but like it: some places for each word.
    private static let places: @Sendable (String) -> [UInt16] = { body in
        body.split(separator: " ").flatMap { word -> [UInt16] in
            let hash = word.utf8.reduce(UInt32(17)) { $0 &* 31 &+ UInt32($1) }
            return [UInt16(truncatingIfNeeded: hash), UInt16(truncatingIfNeeded: hash >> 7)]
        }
    }

    private static func decide(
        _ fixture: StoreFixture, _ id: CommentID, _ decision: Decision, reasons: [String] = []
    ) async throws {
        _ = try await fixture.store.decide(id, site: nil, expected: nil, cause: moderator, places: places) { _ in
            NextDecision(decision: decision, reasons: reasons, note: nil)
        }
    }

    /// Whether there was something to undo.
    @discardableResult
    private static func undo(_ fixture: StoreFixture, _ id: CommentID) async throws -> Bool {
        let result = try await fixture.store.decide(id, site: nil, expected: nil, cause: moderator, places: places) {
            past in
            let undone = Set(past.compactMap(\.undoes))
            let standing = past.filter { $0.undoes == nil && !undone.contains($0.version) }
            guard let last = standing.last, let before = standing.dropLast().last else { return nil }
            return NextDecision(
                decision: before.record.decision, reasons: before.record.reasons, note: nil, undoes: last.version)
        }
        return result != .nothingToUndo
    }

    private static func digest(_ fixture: StoreFixture) async throws -> String {
        try await fixture.store.learning(of: fixture.site.id).digest
    }

    @Test(
        arguments: [
            (Decision.approve, [], Lesson.Label.clean), (.reject, ["spam"], .spam),
            (.reject, ["spam", "insult"], .spam),
            (.reject, ["insult"], .abuse), (.reject, ["hate"], .abuse), (.reject, ["threat"], .abuse),
            (.reject, ["sexual"], .abuse), (.reject, ["profanity"], .abuse),
            (.flag, ["spam"], nil), (.reject, ["off_topic"], nil), (.reject, ["other"], nil),
            (.reject, ["illegal"], nil),
            (.reject, ["personal_data"], nil),
        ] as [(Decision, [String], Lesson.Label?)])
    func `a decision teaches`(decision: Decision, reasons: [String], label: Lesson.Label?) async throws {
        let record = DecisionRecord(
            decision: decision, cause: Self.moderator, reasons: reasons, at: Instant(milliseconds: 0))
        #expect(Lesson.Label(record) == label)
        try await StoreFixture.run(.memory) { fixture in
            let id = try await fixture.submit(fixture.comment(body: "buy this now"))
            try await Self.decide(fixture, id, decision, reasons: reasons)
            let learning = try await fixture.store.learning(of: fixture.site.id)
            #expect(Lesson.Label.allCases.map(learning.lessons) == Lesson.Label.allCases.map { $0 == label ? 1 : 0 })
        }
    }

    @Test func `policy's own decisions teach nothing`() async throws {
        try await StoreFixture.run(.memory) { fixture in
            try await fixture.submit(fixture.comment(decision: .approve, body: "hello there"))
            #expect(try await fixture.store.learning(of: fixture.site.id).lessons == 0)
        }
    }

    /// A thousand random decisions and undos leave the state of those that stand, as if the others had never been.
    @Test(arguments: Engine.allCases)
    func `what is undone has never been`(engine: Engine) async throws {
        try await StoreFixture.run(engine) { fixture in
            var random = SystemRandomNumberGenerator()
            var ids: [CommentID] = []
            for number in 0..<40 {
                ids.append(try await fixture.submit(fixture.comment(body: "word\(number % 7) and \(number) more")))
            }
            let acts: [(Decision, [String])] = [
                (.approve, []), (.reject, ["spam"]), (.reject, ["insult"]), (.flag, []), (.reject, ["other"]),
            ]
            for _ in 0..<1000 {
                guard let id = ids.randomElement(using: &random), let act = acts.randomElement(using: &random) else {
                    return
                }
                if Bool.random(using: &random) {
                    try await Self.undo(fixture, id)
                } else {
                    try await Self.decide(fixture, id, act.0, reasons: act.1)
                }
            }
            let end = try await Self.digest(fixture)
            // Only what stands, in another order, at a site that has seen nothing else.
            let expected = SiteLearning()
            for id in ids.reversed() {
                let past = try await fixture.store.history(of: id)
                guard let label = past.standingRecord.flatMap(Lesson.Label.init),
                    let comment = try await fixture.store.comment(id, site: nil),
                    let lesson = Lesson(label, places: Self.places(comment.body), source: .decision)
                else { continue }
                expected.add(lesson)
            }
            #expect(expected.lessons > 0)
            #expect(end == expected.digest)
            // Everything undone leaves nothing.
            for id in ids { while try await Self.undo(fixture, id) {} }
            let empty = try await fixture.store.learning(of: fixture.site.id)
            #expect(empty.lessons == 0)
            #expect(empty.digest == SiteLearning().digest)
        }
    }

    @Test func `a restart finds the same, and another site nothing`() async throws {
        try await withFolder { folder in
            let keys = VaultKeys.random()
            let first = try await StoreFixture(path: folder + "/tamis.sqlite", keys: keys)
            for number in 0..<6 {
                let id = try await first.submit(first.comment(body: "casino \(number)"))
                try await Self.decide(first, id, number % 2 == 0 ? .approve : .reject, reasons: ["spam"])
            }
            let digest = try await Self.digest(first)
            #expect(digest != SiteLearning().digest)
            try await first.store.close()
            let second = try await StoreFixture(path: folder + "/tamis.sqlite", keys: keys)
            #expect(try await Self.digest(second) == digest)
            let other = try await second.store.addSite(name: "other", language: "en")
            #expect(try await second.store.learning(of: other.id).lessons == 0)
            #expect(try await second.store.forgetLessons(site: second.site.id) == 6)
            #expect(try await Self.digest(second) == SiteLearning().digest)
            try await second.store.close()
        }
    }

    @Test func `a write that fails leaves what is learned as it was`() async throws {
        struct Stop: Error {}
        try await StoreFixture.run(.memory) { fixture in
            let id = try await fixture.submit(fixture.comment(body: "casino now"))
            try await Self.decide(fixture, id, .reject, reasons: ["spam"])
            let digest = try await Self.digest(fixture)
            _ = try await fixture.endpoint()
            // The event cannot be written: the decision and its lesson must go too.
            try await fixture.database.write { _ = try $0.execute(BreakingSQL.breakOutbox) }
            await #expect(throws: (any Error).self) { try await Self.decide(fixture, id, .approve) }
            #expect(try await Self.digest(fixture) == digest)
            let history = try await fixture.store.history(of: id)
            #expect(history.count == 2)
        }
    }

    @Test func `beyond the bound the oldest are forgotten`() async throws {
        try await StoreFixture.run(.memory) { fixture in
            let most = SiteLearning.mostLessons
            for begin in stride(from: 0, to: most + 500, by: 5_000) {
                let lessons = try (begin..<min(begin + 5_000, most + 500)).map { number in
                    (
                        id: "row_\(number)",
                        lesson: try #require(
                            Lesson(.spam, places: [UInt16(number % 60_000), 7], source: .file))
                    )
                }
                try await fixture.store.learn(lessons, site: fixture.site.id)
                fixture.clock.advance(.seconds(1))
            }
            let learning = try await fixture.store.learning(of: fixture.site.id)
            #expect(learning.lessons == most)
            let kept = try await fixture.database.read { try $0.row(CountLessonsSQL.all)?.integer(0) }
            #expect(kept == Int64(most))
            let first = try await fixture.store.lessons(site: fixture.site.id, after: "", limit: 1000)
            #expect(!first.contains { $0.id == "row_0" })
            #expect(first.count == 1000)
        }
    }

    @Test func `a lesson is as it was written, or it is none`() throws {
        let lesson = try #require(Lesson(.abuse, places: [9, 3, 3, 65_535], source: .file))
        #expect(lesson.places == [3, 9, 65_535])
        #expect(Lesson(.abuse, bytes: lesson.bytes, source: .file) == lesson)
        #expect(Lesson(.abuse, places: [], source: .file) == nil)
        for bytes: [UInt8] in [[], [1], [2, 0, 1, 0], [1, 0, 1, 0]] {
            #expect(Lesson(.spam, bytes: bytes, source: .file) == nil)
        }
    }
}

private enum CountLessonsSQL: String, SQLText {
    case all = "SELECT COUNT(*) FROM lessons"
}

private enum BreakingSQL: String, SQLText {
    case breakOutbox = """
        CREATE TRIGGER no_more BEFORE INSERT ON deliveries BEGIN SELECT RAISE(ABORT, 'no'); END
        """
}
