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
