import Glibc
import Moderation
import Testing

@testable import Scoring

@Suite struct RuleReportTests {
    private static func signal(_ name: String, _ label: Label, _ points: Double, shadow: Bool = false) -> Signal {
        Signal(name: name, label: label, reason: "other", points: points, shadow: shadow)
    }

    /// Two abusive and four clean rows of a set for abuse, two clean rows of a set for spam, one spam.
    private static var report: RuleReport {
        var report = RuleReport()
        let insult = signal("wordlist.insult", .abuse, 5)
        let mild = signal("wordlist.insult", .abuse, 2)
        report.add([insult], of: .abuse, in: "talk", language: "en")
        report.add([mild, signal("watched", .abuse, 1, shadow: true)], of: .abuse, in: "talk", language: "fr")
        report.add([mild], of: .clean, in: "talk", language: "fr")
        for _ in 0..<3 { report.add([], of: .clean, in: "talk", language: "en") }
        report.add([insult], of: .clean, in: "videos", language: "en")
        report.add([], of: .clean, in: "videos", language: "en")
        report.add([insult, signal("links.any", .spam, 1)], of: .spam, in: "videos", language: "en")
        return report
    }

    @Test func `only the sets labelled for a signal's label count, and both kinds of row weigh alike`() throws {
        let rules = Self.report.rules
        #expect(rules.map(\.signal.name) == ["links.any", "wordlist.insult", "watched"])
        let insult = try #require(rules.first { $0.signal.name == "wordlist.insult" })
        #expect(insult.positiveHits == 2 && insult.positiveRows == 2)
        #expect(insult.cleanHits == 1 && insult.cleanRows == 4)
        #expect(insult.cleanHitsElsewhere == 1)
        #expect(insult.sets == 1)
        // All abusive rows, a quarter of the clean ones: 1 / 1.25.
        let share = try #require(insult.spamOverOverall)
        #expect(abs(share - 0.8) < 1e-12)
        let positive = 2.5 / 3
        let clean = 1.5 / 5
        let supported = try #require(insult.supportedPoints)
        #expect(abs(supported - log(positive / clean)) < 1e-12)
        // 5, 2, 2, 5 and 5 points on five rows.
        #expect(abs(insult.meanPoints - 3.8) < 1e-12)
        #expect(
            insult.languages == [
                .init(language: "fr", positiveHits: 1, cleanHits: 1),
                .init(language: "en", positiveHits: 1, cleanHits: 0),
            ])
        #expect(insult.languages[0].precision == 0.5)
    }

    @Test func `a signal that is only watched is told as such`() throws {
        let watched = try #require(Self.report.rules.first { $0.signal.name == "watched" })
        #expect(watched.isShadow)
        #expect(watched.spamOverOverall == 1)
    }

    @Test func `a signal that stands twice on a row is one hit`() throws {
        var report = RuleReport()
        let twice = Self.signal("repeat.words", .spam, 1)
        report.add([twice, twice], of: .spam, in: "videos", language: "en")
        report.add([], of: .clean, in: "videos", language: "en")
        #expect(report.rules.first?.positiveHits == 1)
    }

    @Test func `without hits on labelled sets nothing is claimed`() throws {
        var report = RuleReport()
        report.add([Self.signal("links.any", .spam, 1)], of: .clean, in: "talk", language: "en")
        let rule = try #require(report.rules.first)
        #expect(rule.spamOverOverall == nil && rule.supportedPoints == nil)
        #expect(rule.cleanHitsElsewhere == 1 && rule.sets == 0)
    }
}
