import Moderation
import Testing

@testable import Scoring

/// The same text, lists and policy give the same number on every machine.
@Suite struct DeterminismTests {
    /// Of all scores below by engine version. Whoever changes what the engine finds counts `Scorer.engineVersion` up and
    /// puts here what the failing test prints; whoever changes nothing of that must not change it.
    private static let pinned: (engine: String, checksum: UInt64) = (
        "7-20d5a534d0dd", 6_737_055_420_915_390_996
    )

    private static let list = """
        language: en
        label: abuse
        category: insult
        points: 2.7
        weasel{,s}
        old goat	1.3
        fleabag	0.1	shadow
        """
    private static let addresses = """
        language: en
        label: abuse
        category: address
        you
        your
        """
    private static let offers = """
        language: und
        label: spam
        category: casino
        points: 1.1
        lucky wheel
        bonus
        """

    private static let texts = [
        "", " ", "a", "You weasel!", "you w e a s e l", "you w3a5el, you WEASEEEEL", "Old goat. Old goat! Weasels.",
        "fleabag", "A fair point, thank you.", "Merci pour cet article, j’attends la suite.", "شكرا على هذا المقال",
        "salam khoya, wach had lkhbar bessa7?", "Das ist ein guter Artikel, bitte mehr davon.",
        "Es un buen artículo.", "È un bell’articolo.", "É um bom artigo.", "see https://example.org/page",
        "https://example.org/1 https://example.org/2 http://www.example.net/3 example.com/4 a.example.org/5 b.example.org",
        "<a href=\"https://example.org\">lucky wheel</a> bonus bonus bonus", "[url=https://example.org]bonus[/url]",
        "WHY IS NOBODY EVER ASKED ABOUT THE BRIDGE OVER THE RIVER", "so so so so so so so good", "loooooooooooooong",
        "same line here\nsame line here\nsame line here", "xkcdqwrtplkjh zzzzz",
        "wеasel with a letter that is not its own",
        "call +212 600 000 000 for your bonus", "e\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}", "👍👍👍🏽 ok",
    ]

    @Test func `scores are the same on every machine`() throws {
        let lists = try [Self.list, Self.addresses, Self.offers].enumerated().map { number, text in
            try Wordlist.parse(text, file: "\(number).txt")
        }
        var policy = Policy()
        for rule in Rule.all { policy.points.rules[rule.name] = 0.1 * Double(Self.checksum(rule.name) % 37 + 1) }
        policy.points.caps = ["links": 1.7, "wordlist": 9.9]
        policy.composites = [
            Composite(
                name: "test.both", label: .spam, points: 0.7,
                all: [SignalPattern("links.*"), SignalPattern("wordlist.casino")])
        ]
        let scorer = Scorer(wordlists: lists, policy: policy)
        var told = ""
        for text in Self.texts {
            let score = scorer.score(CommentContent(body: text, authorName: "Ana"))
            told += "\(score.spamPoints) \(policy.probability(.spam, points: score.spamPoints)) "
            told += "\(score.abusePoints) \(policy.probability(.abuse, points: score.abusePoints)) \(score.language)\n"
            for signal in score.signals {
                told += "\(signal.name) \(signal.label) \(signal.points) \(signal.shadow) "
                told += signal.evidence.map { "\($0.field) \($0.begin)-\($0.end)" }.joined(separator: ",") + "\n"
            }
        }
        let checksum = Self.checksum(told)
        #expect(
            Scorer.engineVersion == Self.pinned.engine && checksum == Self.pinned.checksum,
            "engine \(Scorer.engineVersion), checksum \(checksum)")
    }

    /// FNV-1a with 64 bits.
    private static func checksum(_ text: String) -> UInt64 {
        text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }
}
