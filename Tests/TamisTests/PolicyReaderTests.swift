import Foundation
import Moderation
import Scoring
import Testing

@testable import tamis

@Suite struct PolicyReaderTests {
    private static func problems(_ text: String) -> [String] {
        PolicyFile.problems(in: text, file: "policy.yaml").map(\.description)
    }

    @Test func `reads composites in the order of the file`() throws {
        let policy = try PolicyFile.parse(
            """
            shadow: [repeat.words, "contact.*", trade.first]
            composites:
              trade.second_hand:
                all: [links.any]
                any: [contact.bait, markup.*]
                none: [mention.quoted]
                label: spam
                reason: illegal
                points: -2.5
              trade.first: { all: [trade.second_hand], shadow: true }
            """, file: "policy.yaml")
        #expect(
            policy.composites == [
                Composite(
                    name: "trade.second_hand", label: .spam, reason: "illegal", points: -2.5,
                    all: [SignalPattern("links.any")],
                    any: [SignalPattern("contact.bait"), SignalPattern("markup.*")],
                    none: [SignalPattern("mention.quoted")]),
                Composite(
                    name: "trade.first", label: .spam, shadow: true, all: [SignalPattern("trade.second_hand")]),
            ])
        #expect(policy.shadow.map(\.text) == ["repeat.words", "contact.*", "trade.first"])
    }

    @Test func `reads what comes again and again`() throws {
        let policy = try PolicyFile.parse(
            """
            floods:
              author: { burst: 4 }
              network: { burst: 7, sustained: 70 }
              api: true
            repeats: { form: refuse, api: merge, hours: 48 }
            """, file: "policy.yaml")
        #expect(policy.floods.author == .init(burst: 4, sustained: 100))
        #expect(policy.floods.network == .init(burst: 7, sustained: 70) && policy.floods.countsAPI)
        #expect(policy.repeats.form == .refuse && policy.repeats.api == .merge && policy.repeats.hours == 48)
    }

    struct Case: CustomTestStringConvertible, Sendable {
        let text: String
        let told: String
        var testDescription: String { told }
    }

    @Test(arguments: [
        Case(
            text: "points:\n  links.manny: 3\n",
            told: ":2: unknown rule \"links.manny\"; did you mean \"links.many\"?"),
        Case(text: "points:\n  weather: 3\n", told: ":2: unknown rule \"weather\""),
        Case(text: "points:\n  wordlist.insult: 3\n", told: ":2: unknown rule \"wordlist.insult\""),
        Case(text: "caps:\n  link: 3\n", told: ":2: unknown group \"link\"; did you mean \"links\"?"),
        Case(text: "repeats: { api: drop }\n", told: ":1: \"take\", \"merge\" or \"refuse\" is expected"),
        Case(text: "repeats:\n  hours: 169\n", told: ":2: a number from 1 to 168 is expected"),
        Case(text: "floods:\n  author: { bursts: 4 }\n", told: ":2: unknown key \"bursts\""),
        Case(text: "floods:\n  api: 3\n", told: ":2: true or false is expected"),
        Case(text: "floods:\n  network: { burst: 0 }\n", told: "a number from 1 to 10,000 is expected"),
        Case(text: "shadow: links.any\n", told: "a list of signals is expected"),
        Case(
            text: "shadow:\n  - links.any\n  - conact.*\n",
            told: ":3: unknown signal \"conact.*\"; did you mean \"contact.*\"?"),
        Case(
            text: "composites:\n  a.b:\n    all: [links.nay]\n",
            told: ":3: unknown signal \"links.nay\"; did you mean \"links.any\"?"),
        Case(
            text: "composites:\n  a.b: { all: [a.c] }\n  a.c: { all: [links.any] }\n",
            told: ":2: unknown signal \"a.c\""),
        Case(text: "composites:\n  a.b: { none: [links.any] }\n", told: ":2: \"a.b\" needs signals"),
        Case(text: "composites:\n  a.b: { all: [links.any, insult.address] }\n", told: ":2: \"a.b\" needs a \"label\""),
        Case(text: "composites:\n  a.b: { all: [links.any], points: 101 }\n", told: ":2: a number from -100 to 100"),
        Case(text: "composites:\n  a.b: { all: [links.any], label: both }\n", told: ":2: spam or abuse is expected"),
        Case(text: "composites:\n  a.b: { all: [links.any], reason: x }\n", told: ":2: one of a decision's reasons"),
        Case(text: "composites:\n  a.b: { all: [links.any], shadow: 7 }\n", told: ":2: true or false is expected"),
        Case(text: "composites:\n  a.b: { al: [links.any] }\n", told: ":2: unknown key \"al\""),
        Case(text: "composites:\n  plain: { all: [links.any] }\n", told: ":2: a composite's name is group.name"),
        Case(text: "composites:\n  a.B: { all: [links.any] }\n", told: ":2: a composite's name is group.name"),
        Case(text: "composites:\n  wordlist.x: { all: [links.any] }\n", told: ":2: the group \"wordlist\""),
        Case(text: "composites:\n  links.any: { all: [links.many] }\n", told: ":2: there is a rule \"links.any\""),
    ]) func `refuses what does not exist or cannot be, with its line`(row: Case) {
        let problems = Self.problems(row.text)
        #expect(problems.count == 1)
        #expect(
            problems.first?.hasPrefix("policy.yaml") == true && problems.first?.contains(row.told) == true,
            "\(problems)")
    }

    @Test func `takes no more composites and names than are bounded`() {
        let many = (0...PolicyReader.mostComposites).map { "  a.b\($0): { all: [links.any] }\n" }.joined()
        #expect(Self.problems("composites:\n" + many) == ["policy.yaml:66: more than 64 composites"])
        let names = Array(repeating: "links.any", count: PolicyReader.mostNames + 1).joined(separator: ", ")
        #expect(
            Self.problems("composites:\n  a.b: { all: [\(names)] }\n").first
                == "policy.yaml:2: more than 32 signals in one list")
    }

    @Test func `tells all problems in the order of the file`() {
        let text = "points:\n  a.b: 1\ncomposites:\n  c.d: { all: [e.f] }\nlimits:\n  body: 1\n"
        #expect(Self.problems(text).map { $0.prefix(14) } == ["policy.yaml:2:", "policy.yaml:4:", "policy.yaml:6:"])
    }

    @Test func `knows the categories of the lists when it has them`() throws {
        let text = "composites:\n  a.b: { all: [wordlist.nothing], label: spam }\n"
        #expect(PolicyFile.problems(in: text, file: "p").isEmpty)
        let known = KnownSignals(wordlists: [])
        #expect(PolicyFile.problems(in: text, file: "p", known: known).first?.line == 2)
    }
}

@Suite struct ModelPolicyTests {
    @Test func `a policy says how far the model is believed, or not at all`() throws {
        let policy = try PolicyFile.parse("model: { cap: 4, relief: 0.25, certainty: 2.5 }", file: "policy.yaml")
        #expect(policy.model?.cap == 4 && policy.model?.relief == 0.25 && policy.model?.certainty.spam == 2.5)
        #expect(policy.model?.certainty.abuse == 2.5)
        let apart = try PolicyFile.parse("model: { certainty: { abuse: 3 } }", file: "policy.yaml")
        #expect(apart.model?.certainty.spam == Policy.Certainty().spam && apart.model?.certainty.abuse == 3)
        #expect(try PolicyFile.parse("model: off", file: "policy.yaml").model == nil)
        #expect(try PolicyFile.parse("prior: { spam: -5 }", file: "policy.yaml").model == Policy.ModelLimits())
        for wrong in [
            "model: on", "model: { cap: -1 }", "model: { relief: 2 }", "model: { cup: 1 }",
            "model: { certainty: { ham: 1 } }", "model: { certainty: { spam: -1 } }",
        ] {
            #expect(throws: ConfigurationError.self) { try PolicyFile.parse(wrong, file: "policy.yaml") }
        }
    }

    /// The shipped policy and lists, with a model of the test's own.
    private static func sources(model: [UInt8]?, policy: String = "") throws -> (ScorerSources, String) {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("tamis-\(UUID().uuidString)")
        try FileManager.default.createDirectory(
            at: folder.appendingPathComponent("wordlists/en"), withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data("language: en\ncategory: insult\nlabel: abuse\npoints: 6\n\nweasel\n".utf8)
            .write(to: folder.appendingPathComponent("wordlists/en/insult.txt"))
        try Data(policy.utf8).write(to: folder.appendingPathComponent("policy.yaml"))
        let path = folder.path + "/model.tamis"
        if let model { try Data(model).write(to: URL(fileURLWithPath: path)) }
        let files = try ScorerFiles(
            config: nil, policyFile: folder.path + "/policy.yaml", wordlistsFolder: folder.path + "/wordlists",
            modelFile: path)
        return (ScorerSources(files), path)
    }

    @Test(arguments: [nil, [], Array("TAMISMD1 and nothing more".utf8), Array("something else".utf8)] as [[UInt8]?])
    func `a model that is missing or damaged is told with its place`(bytes: [UInt8]?) throws {
        let (sources, path) = try Self.sources(model: bytes)
        let problem = #expect(throws: ConfigurationError.self) { try sources.scorer() }
        #expect(problem?.file == path)
        #expect(sources.problems.map(\.file) == [path])
    }

    @Test func `a policy without a model needs no file`() throws {
        let (sources, _) = try Self.sources(model: nil, policy: "model: off")
        #expect(try sources.scorer().versions.model == "none")
        #expect(sources.problems.isEmpty)
    }
}
