import CommentIntake
import Foundation
import Moderation
import Privacy
import Review
import Scoring
import Store
import Testing

@testable import tamis

@Suite struct ReplayTests {
    /// A data folder with a store that is open as a service has it.
    private struct Bench {
        let folder: DataFolder
        let settings: Settings
        let lock: DataLock
        let store: ModerationStore
        let site: Site

        static func run(_ body: (Bench) async throws -> Void) async throws {
            let path = NSTemporaryDirectory() + "tamis-replay-\(UUID().uuidString)"
            let bench = try await Bench(path)
            try await body(bench)
            try FileManager.default.removeItem(atPath: path)
        }

        private init(_ path: String) async throws {
            settings = try Settings.read(file: nil, arguments: [("data", path)])
            folder = try DataFolder(path: path)
            lock = try #require(try folder.lock())
            store = try await folder.openStore(settings, holding: lock)
            site = try await store.addSite(name: "news", language: "en")
        }

        /// Takes a comment as the policy of then would have decided it, and records what moderators decided since.
        func add(
            _ body: String, _ then: Decision, moderator: Decision..., site: Site? = nil
        ) async throws -> CommentID {
            let at = Instant.systemNow()
            let id = CommentID.timeOrdered(at: at)
            _ = try await store.submit(
                NewComment(
                    id: id, site: site ?? self.site, thread: ThreadReference(id: "1"), parent: nil, externalID: nil,
                    email: nil, details: AuthorDetails(name: "Ana"), body: body, score: Score(language: "en"),
                    displayed: (0, 0),
                    decision: DecisionRecord(
                        decision: then, cause: .policy, reasons: then == .approve ? [] : ["spam"], at: at),
                    versions: EngineVersions(engine: "0", policy: "then", lists: "then"), writtenAt: nil,
                    receivedAt: at))
            for decision in moderator {
                _ = try await store.decide(
                    id, site: nil, expected: nil, cause: .commandLine, hosts: LinkHosts.of
                ) { _ in NextDecision(decision: decision, reasons: [], note: nil) }
            }
            return id
        }

        func replay(site: SiteID? = nil, last: Int? = nil, shown: Int = 0) async throws -> Replay {
            let reader = try await folder.openReader(settings)
            let run = ReplayRun(store: reader, scorer: ReplayTests.scorer, shownCharacters: shown) { _ in }
            let replay = try await run.replay(site: site, last: last)
            try await reader.close()
            return replay
        }
    }

    /// Flags what has a link, by a rule that needs no list.
    private static var scorer: Scorer {
        var policy = Policy()
        policy.points.rules = ["links.any": 6]
        return Scorer(wordlists: [], policy: policy)
    }

    private static let link = "see https://example.org/page"

    @Test func `counts decisions then and now, beside those of moderators`() async throws {
        try await Bench.run { bench in
            _ = try await bench.add("harmless", .approve)
            let held = try await bench.add(Self.link, .approve, moderator: .approve)
            _ = try await bench.add(Self.link, .approve, moderator: .approve, .reject)
            let passed = try await bench.add("harmless too", .flag, moderator: .reject)
            _ = try await bench.add(Self.link, .reject, moderator: .flag)
            // While the service has the folder, and writes.
            let replay = try await bench.replay(shown: 12)
            #expect(replay.comments == 5 && replay.erased == 0)
            #expect(replay.decisions == [[1, 2, 0], [1, 0, 0], [0, 1, 0]])
            var expected = Replay.Reason()
            (expected.then, expected.now, expected.approvedByModerators, expected.rejectedByModerators) = (2, 3, 1, 1)
            #expect(replay.reasons == ["spam": expected])
            #expect(replay.then.agreed == 2 && replay.then.heldApproved == 0 && replay.then.passedRejected == 1)
            #expect(replay.now.agreed == 1 && replay.now.heldApproved == 1 && replay.now.passedRejected == 1)
            #expect(replay.newlyHeld.count == 2 && replay.newlyHeld.last?.id == held)
            #expect(replay.newlyHeld.last?.moderator == .approve && replay.newlyHeld.last?.reasons == ["spam"])
            #expect(replay.newlyHeld.last?.spamPoints == 6 && replay.newlyHeld.last?.body == "see https:/…")
            #expect(replay.newlyPassed.map(\.id) == [passed] && replay.newlyPassed[0].body == "harmless too")
            #expect(replay.versions.map(\.comments) == [5] && replay.versions[0].versions?.policy == "then")
            _ = try await bench.add("still takes comments", .approve)
            #expect(try await bench.replay(last: 1).comments == 1)
            #expect(try await bench.replay().newlyHeld[0].body.isEmpty)
            try await bench.store.close()
        }
    }

    @Test func `goes through pages, of one site, up to the last asked for`() async throws {
        try await Bench.run { bench in
            let other = try await bench.store.addSite(name: "other", language: "en")
            for number in 0..<130 { _ = try await bench.add("number \(number)", .approve) }
            for _ in 0..<3 { _ = try await bench.add(Self.link, .approve, site: other) }
            #expect(try await bench.replay().comments == 133)
            #expect(try await bench.replay(last: 120).comments == 120)
            let ofOther = try await bench.replay(site: other.id)
            #expect(ofOther.comments == 3 && ofOther.newlyHeld.count == 3)
            #expect(try await bench.replay(site: bench.site.id, last: 101).comments == 101)
            try await bench.store.close()
        }
    }

    @Test func `changes no byte of the database, with or without a service`() async throws {
        try await Bench.run { bench in
            _ = try await bench.add(Self.link, .approve, moderator: .reject)
            let reader = try await bench.folder.openReader(bench.settings)
            await #expect(throws: StoreError.self) { _ = try await reader.addSite(name: "more", language: "en") }
            try await reader.close()
            try await bench.store.close()
            let before = FileManager.default.contents(atPath: bench.settings.databasePath)
            #expect(try await bench.replay().comments == 1)
            #expect(before != nil && FileManager.default.contents(atPath: bench.settings.databasePath) == before)
            // And whoever serves next finds all as it was.
            let next = try await bench.folder.openStore(bench.settings, holding: bench.lock)
            #expect(try await next.commentCount(site: nil) == 1)
            try await next.close()
        }
    }

    @Test func `a link's own decision does not tell the answer`() async throws {
        try await Bench.run { bench in
            _ = try await bench.add(Self.link, .approve, moderator: .reject)
            let context = try await bench.store.context(site: bench.site.id, thread: nil, hosts: ["example.org"])
            #expect(context.hostHistory == [HostHistory(host: "example.org", approved: 0, rejected: 1)])
            var own = context
            own.forget(.reject)
            #expect(own.hostHistory.isEmpty)
            var others = SiteContext(hostHistory: [HostHistory(host: "example.org", approved: 2, rejected: 1)])
            others.forget(.approve)
            others.forget(nil)
            others.forget(.flag)
            #expect(others.hostHistory == [HostHistory(host: "example.org", approved: 1, rejected: 1)])
            try await bench.store.close()
        }
    }

    @Test func `shows ids, and texts only when asked`() async throws {
        try await Bench.run { bench in
            let id = try await bench.add(Self.link, .approve, moderator: .approve)
            let versions = EngineVersions(engine: "1", policy: "new", lists: "new")
            let silent = ReplayReport(replay: try await bench.replay(), versions: versions, hasTexts: false)
            let text = silent.text(width: nil)
            #expect(text.contains("1 approved then, held now:") && text.contains(id.text))
            #expect(!text.contains("example.org") && !silent.json.contains("example.org"))
            let open = ReplayReport(replay: try await bench.replay(shown: 100), versions: versions, hasTexts: true)
            #expect(open.text(width: nil).contains(Self.link) && open.json.contains(Self.link))
            try await bench.store.close()
        }
    }
}
