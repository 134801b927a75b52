import Moderation
import Testing

@testable import Scoring

/// The scanner against the reference, on random texts over few letters so that nearly everything nearly matches.
@Suite struct ReferenceTests {
    @Test(arguments: 0..<24) func `finds what the slow matcher finds, in every view`(seed: Int) throws {
        var random = SplitMix(state: UInt64(seed) &+ 77)
        let lists = try Self.lists(&random)
        let scorer = Scorer(wordlists: lists, policy: Policy())
        let reference = ReferenceMatcher(lists: lists)
        for run in 0..<FuzzRuns.count / 4 {
            let text = Self.text(&random)
            let expected = reference.matches(in: text)
            // Beyond this many the scanner stops counting each.
            guard expected.count < 32 else { continue }
            let facts = scorer.read(CommentContent(body: text)).0
            let found = Set(
                facts.matches.map {
                    ReferenceMatcher.Found(
                        term: $0.term, first: $0.glyphs.lowerBound, last: $0.glyphs.upperBound)
                })
            guard found == expected else {
                let scanner = found.subtracting(expected).sorted()
                let slow = expected.subtracting(found).sorted()
                Issue.record("seed \(seed), run \(run): \"\(text)\" only scanner \(scanner), only reference \(slow)")
                return
            }
        }
    }

    private static let letters = ["a", "b", "c", "i", "u", "ك", "ت", "ا"]

    private static func text(_ random: inout SplitMix) -> String {
        let others = [
            " ", " ", ".", "-", "*", "1", "$", "@", "(", ")", "|", "_", "\u{301}", "\u{200B}", "B", "а", "\n", "<", "و",
            "ل", "3",
        ]
        return (0..<random.below(40)).map { _ in
            random.below(3) > 0 ? letters[random.below(letters.count)] : others[random.below(others.count)]
        }.joined()
    }

    private static func lists(_ random: inout SplitMix) throws -> [Wordlist] {
        func word(_ letters: ArraySlice<String>) -> String {
            (0..<2 + random.below(4)).map { _ in letters[letters.startIndex + random.below(letters.count)] }.joined()
        }
        func term() -> String {
            let isArabic = random.below(4) == 0
            let letters = isArabic ? Self.letters[5...] : Self.letters[..<5]
            var text = word(letters)
            if random.below(5) == 0 { text += " " + word(letters) }
            if random.below(6) == 0 { text = "*" + text }
            if random.below(6) == 0 { text += "*" }
            return text
        }
        var insult = "language: und\nlabel: abuse\ncategory: insult\npoints: 5\n"
        for _ in 0..<12 {
            let flags = ["", "", "exact", "bare"][random.below(4)]
            insult += "\(term())\t\([1, 3, 5][random.below(3)])\t\(flags)\n"
            if random.below(3) == 0 { insult += "\t! \(term())\n" }
        }
        let allowed = "language: und\ncategory: allowlist\n\(term())\n\(term())\n"
        return [try Wordlist.parse(insult, file: "insult"), try Wordlist.parse(allowed, file: "allowlist")]
    }
}
