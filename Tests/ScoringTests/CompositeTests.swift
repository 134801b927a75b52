import Moderation
import Testing

@testable import Scoring

/// Rules made of others, and rules that are only watched.
@Suite struct CompositeTests {
    private static let links = Signal(
        name: "links.any", label: .spam, reason: "spam", points: 1, evidence: [Evidence(begin: 4, end: 9)])
    private static let bait = Signal(
        name: "wordlist.contact", label: .spam, reason: "spam", points: 2, evidence: [Evidence(begin: 0, end: 5)])
    private static let insult = Signal(
        name: "wordlist.insult", label: .abuse, reason: "insult", points: 3, evidence: [Evidence(begin: 20, end: 25)])
    private static let watched = Signal(
        name: "wordlist.hate", label: .abuse, reason: "hate", points: 4, shadow: true)

    private static func names(_ names: String...) -> [SignalPattern] { names.map { SignalPattern($0) } }

    private static func concluded(
        _ composites: [Composite], shadow: [SignalPattern] = [], _ signals: [Signal] = [links, bait, insult, watched]
    ) -> [Signal] {
        var policy = Policy()
        policy.composites = composites
        policy.shadow = shadow
        var all = signals
        policy.conclude(&all)
        return Array(all)
    }

    struct Case: CustomTestStringConvertible, Sendable {
        var all: [SignalPattern] = []
        var any: [SignalPattern] = []
        var none: [SignalPattern] = []
        var shadow = false
        let holds: Bool
        var testDescription: String { "\([all, any, none].map { $0.map(\.text) }) \(shadow)" }
    }

    @Test(arguments: [
        Case(all: names("links.any", "wordlist.insult"), holds: true),
        Case(all: names("links.any", "links.many"), holds: false),
        Case(any: names("links.many", "wordlist.insult"), holds: true),
        Case(any: names("links.many", "shape.capitals"), holds: false),
        Case(all: names("links.any"), any: names("links.many"), holds: false),
        Case(all: names("links.any"), none: names("wordlist.insult"), holds: false),
        Case(all: names("links.any"), none: names("links.many"), holds: true),
        Case(all: names("links.*", "wordlist.*"), holds: true),
        Case(all: names("link.*"), holds: false),
        Case(all: names("links.any"), none: names("wordlist.*"), holds: false),
        // What is not counted holds up nothing that is, and stands in the way of nothing.
        Case(all: names("wordlist.hate"), holds: false),
        Case(all: names("links.any"), none: names("wordlist.hate"), holds: true),
        Case(all: names("wordlist.hate"), shadow: true, holds: true),
    ]) func `a composite holds when all, one of any and none of none are there`(row: Case) {
        let composite = Composite(
            name: "test.both", label: .spam, points: 2, shadow: row.shadow, all: row.all, any: row.any, none: row.none)
        let found = Self.concluded([composite]).filter { $0.name == "test.both" }
        #expect(found.count == (row.holds ? 1 : 0))
        #expect(found.allSatisfy { $0.shadow == row.shadow && $0.points == 2 })
    }

    @Test func `its evidence is that of all it rests on, and its reason that of the weightiest`() {
        let composite = Composite(
            name: "test.all", label: .abuse, points: 1, all: Self.names("links.any", "wordlist.*"))
        let signal = Self.concluded([composite]).last
        #expect(signal?.evidence == [Evidence(begin: 0, end: 9), Evidence(begin: 20, end: 25)])
        #expect(signal?.reason == "insult")
        let told = Composite(name: "test.told", label: .spam, reason: "other", all: Self.names("links.any"))
        #expect(Self.concluded([told]).last?.reason == "other")
    }

    @Test func `one may rest on an earlier one, never on a later`() {
        let first = Composite(name: "test.first", label: .spam, all: Self.names("links.any"))
        let second = Composite(name: "test.second", label: .spam, all: Self.names("test.first"))
        #expect(Self.concluded([first, second]).suffix(2).map(\.name) == ["test.first", "test.second"])
        #expect(Self.concluded([second, first]).last?.name == "test.first")
        #expect(Self.concluded([second, first]).count == 5)
    }

    @Test func `what the policy watches is recorded with its points and not counted`() {
        let composite = Composite(name: "test.both", label: .spam, points: 9, all: Self.names("links.any"))
        let signals = Self.concluded([composite], shadow: Self.names("links.any"))
        #expect(signals.filter(\.shadow).map(\.name) == ["links.any", "wordlist.hate"])
        #expect(signals.count == 4)
        let watched = Self.concluded([composite], shadow: Self.names("test.*"))
        #expect(watched.last?.shadow == true && watched.last?.points == 9)
        #expect(GroupSum.all(of: watched, .spam, caps: [:]).map(\.group) == ["links", "wordlist"])
    }

    @Test func `a composite's points are added up and capped like a rule's`() {
        var policy = Policy()
        policy.points.rules = ["links.any": 1]
        policy.composites = [Composite(name: "trade.link", label: .spam, points: 7, all: Self.names("links.any"))]
        let scorer = Scorer(wordlists: [], policy: policy)
        let score = scorer.score(CommentContent(body: "see https://example.org/page now"))
        #expect(score.spamPoints == 8)
        policy.points.caps = ["trade": 3]
        let capped = Scorer(wordlists: [], policy: policy).score(
            CommentContent(body: "see https://example.org/page now"))
        #expect(capped.spamPoints == 4)
        policy.shadow = Self.names("trade.link")
        let shadow = Scorer(wordlists: [], policy: policy).score(
            CommentContent(body: "see https://example.org/page now"))
        #expect(shadow.spamPoints == 1)
        #expect(shadow.signals.last?.name == "trade.link" && shadow.signals.last?.shadow == true)
    }

    @Test func `points add up to what people get with pencil and paper`() {
        // 0.1 + 0.2 is not 0.3 in binary; ten of 0.1 are not 1.
        let tenths = (0..<10).map { Signal(name: "a.\($0)", label: .spam, reason: "spam", points: 0.1) }
        let sums = GroupSum.all(of: tenths, .spam, caps: [:])
        #expect(sums.map(\.group) == ["a"] && sums[0].thousandths == 1000 && sums[0].counted == 1000)
        #expect(GroupSum.all(of: tenths, .spam, caps: ["a": 0.3]).map(\.counted) == [300])
        #expect(GroupSum.all(of: tenths, .abuse, caps: [:]).isEmpty)
        // The sum alone is the sum of the groups.
        let others = [("links.any", 1.0), ("a.z", -2), ("links.many", 3), ("wordlist.seo", 4), ("links.none", 0)]
        let mixed = tenths + others.map { Signal(name: $0.0, label: .spam, reason: "spam", points: $0.1) }
        for caps in [[:], ["a": 0.3], ["a": 0.3, "links": 1], ["wordlist": 0]] as [[String: Double]] {
            let groups = GroupSum.all(of: mixed, .spam, caps: caps)
            #expect(
                groups.count > 2
                    && GroupSum.counted(of: mixed, .spam, caps: caps) == groups.reduce(0) { $0 + $1.counted })
        }
    }
}
