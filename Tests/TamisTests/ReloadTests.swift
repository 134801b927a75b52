import CommentIntake
import Foundation
import Logging
import Moderation
import Testing

@testable import tamis

@Suite struct ReloadTests {
    /// A policy and one list in a temporary folder, and what serves them.
    private struct Bench {
        let folder: URL
        let files: ScorerFiles
        let engine: LiveEngine
        let log = ReloadLog(at: Instant(milliseconds: 0))
        var reloader: EngineReloader

        init() throws {
            folder = FileManager.default.temporaryDirectory.appendingPathComponent("tamis-\(UUID().uuidString)")
            try FileManager.default.createDirectory(
                at: folder.appendingPathComponent("wordlists/en"), withIntermediateDirectories: true)
            files = try ScorerFiles(
                config: nil, policyFile: folder.path + "/policy.yaml", wordlistsFolder: folder.path + "/wordlists")
            try Self.write("thresholds:\n  abuse: { flag: 5, reject: never }\n", to: files.policy)
            try Self.write(Self.list("weasel"), to: files.wordlists + "/en/insult.txt")
            let sources = ScorerSources(files)
            engine = LiveEngine(try EngineLoader.load(sources))
            var logger = Logger(label: "test")
            logger.logLevel = .critical
            reloader = EngineReloader(files: files, loaded: sources, engine: engine, log: log, logger: logger)
        }

        static func list(_ term: String) -> String {
            "language: en\ncategory: insult\nlabel: abuse\npoints: 6\n\n\(term)\n"
        }

        static func write(_ text: String, to path: String) throws {
            try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        }

        func decision(_ body: String) -> Decision {
            engine.current.judge(CommentContent(body: body), at: Instant(milliseconds: 0)).decision.decision
        }

        func remove() throws { try FileManager.default.removeItem(at: folder) }
    }

    @Test func `a signal puts a changed list and policy in force at once`() async throws {
        var bench = try Bench()
        let before = bench.engine.current.versions
        #expect(bench.decision("you weasel") == .flag)
        #expect(bench.decision("you badger") == .approve)
        try Bench.write(Bench.list("badger"), to: bench.files.wordlists + "/en/insult.txt")
        try await bench.reloader.reload()
        #expect(bench.decision("you weasel") == .approve)
        #expect(bench.decision("you badger") == .flag)
        try Bench.write("thresholds:\n  abuse: { flag: 2, reject: 4 }\n", to: bench.files.policy)
        try await bench.reloader.reload()
        #expect(bench.decision("you badger") == .reject)
        let after = bench.engine.current.versions
        #expect(after.lists != before.lists && after.policy != before.policy)
        #expect(bench.log.last.cause == .signal && bench.log.last.problem == nil)
        try bench.remove()
    }

    @Test func `a change is taken once two looks see the same`() async throws {
        var bench = try Bench()
        let list = bench.files.wordlists + "/en/insult.txt"
        try Bench.write("language: en\ncategory: ins", to: list)
        try await bench.reloader.look()
        try Bench.write(Bench.list("badger"), to: list)
        try await bench.reloader.look()
        #expect(bench.decision("you badger") == .approve)
        #expect(bench.log.last.cause == .start)
        try await bench.reloader.look()
        #expect(bench.decision("you badger") == .flag)
        #expect(bench.log.last.cause == .change)
        try bench.remove()
    }

    struct Wrong: CustomTestStringConvertible, Sendable {
        var file: String
        var text: String
        var says: String
        var testDescription: String { says }
    }

    @Test(arguments: [
        Wrong(file: "policy.yaml", text: "thresholds:\n  abuse: { flag: no }\n", says: "/policy.yaml:2: a number"),
        Wrong(file: "policy.yaml", text: "\npionts: {}\n", says: "/policy.yaml:2: unknown key \"pionts\""),
        Wrong(
            file: "wordlists/en/insult.txt", text: "language: en\ncategory: insult\nlabel: abuse\n\nx\tmany\n",
            says: "/wordlists/en/insult.txt:5: points must be"),
        Wrong(file: "wordlists/fr/insult.txt", text: Bench.list("x"), says: "/wordlists/fr/insult.txt: its language"),
    ])
    func `a wrong file keeps the earlier ones and is told with its line`(wrong: Wrong) async throws {
        var bench = try Bench()
        let versions = bench.engine.current.versions
        let path = bench.folder.appendingPathComponent(wrong.file)
        try FileManager.default.createDirectory(
            at: path.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Bench.write(wrong.text, to: path.path)
        try await bench.reloader.look()
        try await bench.reloader.look()
        #expect(bench.engine.current.versions == versions)
        #expect(bench.log.last.problem?.contains(wrong.says) == true, "\(bench.log.last)")
        let at = bench.log.last.at
        try await bench.reloader.look()
        #expect(bench.log.last.at == at, "what was refused is not read again until it changes")
        try bench.remove()
    }

    @Test func `going back to what is in force ends the complaint`() async throws {
        var bench = try Bench()
        let right = try String(contentsOfFile: bench.files.policy, encoding: .utf8)
        try Bench.write("thresholds: 5\n", to: bench.files.policy)
        try await bench.reloader.reload()
        #expect(bench.log.last.problem != nil)
        try Bench.write(right, to: bench.files.policy)
        try await bench.reloader.reload()
        #expect(bench.log.last.problem == nil)
        try bench.remove()
    }

    @Test func `a policy that goes missing is told, and no other is taken`() async throws {
        var bench = try Bench()
        try FileManager.default.removeItem(atPath: bench.files.policy)
        try await bench.reloader.reload()
        #expect(bench.log.last.problem?.contains("/policy.yaml: cannot be read") == true)
        #expect(bench.decision("you weasel") == .flag)
        try bench.remove()
    }

    @Test func `files an editor leaves beside a list are no lists`() async throws {
        var bench = try Bench()
        for name in [".#insult.txt", ".insult.txt.swp", "insult.txt~", "4913"] {
            try Bench.write("none of this is a list\n", to: bench.files.wordlists + "/en/" + name)
        }
        try await bench.reloader.reload()
        #expect(bench.log.last.problem == nil)
        try bench.remove()
    }

    @Test func `every problem of policy and lists is told at once`() throws {
        let bench = try Bench()
        try Bench.write(
            "thresholds:\n  spam: { flag: 9, reject: 3 }\ncaps:\n  links: many\nlimits: 3\n", to: bench.files.policy)
        try Bench.write("language: en\nx\n", to: bench.files.wordlists + "/en/insult.txt")
        try Bench.write("language: en\nlabel: abuse\ncategory: a b\n", to: bench.files.wordlists + "/en/other.txt")
        let problems = ScorerSources(bench.files).problems.map(\.description)
        #expect(problems.count == 5, "\(problems)")
        for (problem, says) in zip(
            problems,
            [
                "policy.yaml:2: \"reject\" is below", "policy.yaml:4: a number", "policy.yaml:5: keys with values",
                "en/insult.txt: the header", "en/other.txt:3: ",
            ])
        {
            #expect(problem.contains(says), "\(problem)")
        }
        try bench.remove()
    }

    struct Looks: CustomTestStringConvertible, Sendable {
        var testDescription: String
        var seen: [String]
        var taken: [String?]
    }

    @Test(arguments: [
        Looks(testDescription: "nothing changes", seen: ["a", "a"], taken: [nil, nil]),
        Looks(testDescription: "settles", seen: ["b", "b", "b"], taken: [nil, "b", nil]),
        Looks(testDescription: "still being written", seen: ["b", "c", "d", "d"], taken: [nil, nil, nil, "d"]),
        Looks(testDescription: "taken back", seen: ["b", "a", "b", "b"], taken: [nil, nil, nil, "b"]),
        Looks(testDescription: "there and back", seen: ["b", "b", "a", "a"], taken: [nil, "b", nil, "a"]),
    ])
    func `a change counts once it has settled`(looks: Looks) {
        var change = SettledChange(taken: "a")
        #expect(looks.seen.map { change.look($0) } == looks.taken)
    }
}
