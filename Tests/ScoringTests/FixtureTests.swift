import Foundation
import Moderation
import Testing

@testable import Scoring

/// Whole comments against the shipped lists and the shipped policy.
@Suite struct FixtureTests {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("Fixtures").path
    /// An empty array would be no test; a folder that cannot be read is a test that fails.
    private static let files = (try? Fixture.files(in: folder)) ?? ["no fixture can be read"]
    private static let scorer = Result {
        let lists = try Wordlist.load(folder: Shipped.folder("wordlists"))
        return Scorer(wordlists: lists, policy: try ShippedPolicy.load(wordlists: lists))
    }

    @Test(arguments: files) func `a whole comment is decided as its fixture says`(file: String) throws {
        let text = try String(contentsOfFile: Self.folder + "/" + file, encoding: .utf8)
        let fixture = try Fixture(text, file: file)
        let scorer = try Self.scorer.get()
        let score = scorer.score(fixture.content)
        let found = Set(score.signals.map(\.name))
        let why = Comment(
            rawValue: "\(file): spam \(score.spamPoints), abuse \(score.abusePoints), \(score.language): "
                + score.signals.map { "\($0.name)=\($0.points)" }.joined(separator: " "))
        let decision = scorer.policy.decide(score, at: Instant(milliseconds: 0)).decision
        #expect(decision == fixture.decision, why)
        if let language = fixture.language { #expect(score.language == language, why) }
        #expect(Set(fixture.signals).subtracting(found) == [], why)
        #expect(found.intersection(fixture.not) == [], why)
        let pieces = score.signals.flatMap(\.evidence).filter { $0.field == .body }
            .map { String(decoding: Array(fixture.content.body.utf8)[$0.begin..<$0.end], as: UTF8.self) }
        for piece in fixture.evidence {
            #expect(pieces.contains(piece), "\(why): no signal points at \"\(piece)\" but at \(pieces)")
        }
    }

    @Test func `there are fixtures for nine languages, ham, spam and abuse`() throws {
        let languages = Set(Self.files.map { $0.prefix { $0 != "/" } })
        #expect(languages.isSuperset(of: ["fr", "en", "ar", "ary", "ar-Latn", "de", "es", "it", "pt"]))
    }

    struct Bad: CustomTestStringConvertible, Sendable {
        var text: String
        var line: Int
        var testDescription: String { text }
    }

    @Test(arguments: [
        Bad(text: "decision: flag\nlanguage: fr", line: 2),
        Bad(text: "decision: hold\n---\nText", line: 1),
        Bad(text: "language: fr\n---\nText", line: 1),
        Bad(text: "decision: flag\nsignal: a\n---\nText", line: 2),
        Bad(text: "decision: flag\nsignals:\n---\nText", line: 2),
        Bad(text: "decision: flag\n\n---\nText", line: 2),
        Bad(text: "decision: flag\ndecision: flag\n---\nText", line: 2),
        Bad(text: "decision: flag\nevidence: other\n---\nText", line: 2),
        Bad(text: "decision: flag\nhost: example.org 3\n---\nText", line: 2),
        Bad(text: "decision: flag\n---\n", line: 3),
    ]) func `a malformed fixture fails with its line`(bad: Bad) {
        let error = #expect(throws: Fixture.Malformed.self) { try Fixture(bad.text, file: "x") }
        #expect(error?.line == bad.line)
    }
}
