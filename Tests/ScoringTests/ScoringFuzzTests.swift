import Moderation
import Testing

@testable import Scoring

/// Texts made to hurt. The numbers are the same in every run.
@Suite struct ScoringFuzzTests {
    @Test func `any text is scored, its evidence in place, the same each time`() throws {
        var random = SplitMix(state: 11)
        let scorer = try Self.scorer.get()
        for run in 0..<FuzzRuns.count {
            let text = Self.text(&random)
            let content = CommentContent(body: text, authorName: Self.text(&random))
            let score = scorer.score(content)
            guard score == scorer.score(content) else {
                Issue.record("run \(run): another score the second time: \(text.debugDescription)")
                return
            }
            for signal in score.signals {
                for piece in signal.evidence where !Self.isInPlace(piece, content) {
                    Issue.record("run \(run): \(signal.name) \(piece) in \(text.debugDescription)")
                    return
                }
            }
        }
    }

    @Test func `characters that show nothing change nothing that is found`() throws {
        var random = SplitMix(state: 12)
        let scorer = try Self.scorer.get()
        let nothings: [Unicode.Scalar] = [
            "\u{200B}", "\u{200C}", "\u{200D}", "\u{2060}", "\u{FEFF}", "\u{AD}", "\u{34F}",
        ]
        for run in 0..<FuzzRuns.count {
            let text = Self.text(&random)
            var padded = String.UnicodeScalarView()
            for scalar in text.unicodeScalars {
                padded.append(scalar)
                for _ in 0..<random.below(3) { padded.append(nothings[random.below(nothings.count)]) }
            }
            guard Self.found(scorer, text) == Self.found(scorer, String(padded)) else {
                Issue.record("run \(run): \(text.debugDescription)")
                return
            }
        }
    }

    /// Steps, not time: cells of all views and patterns that stand in them. Twice the text may cost twice the steps.
    @Test(arguments: [
        "a", "1", "b ", "f.", "x y ", "|_", "\\/", "<", "<a", "f--", "a*", "*", "@", "zo rg ", "z o r g l u b ", "1a",
        "ﷲ", "أ", "كتاب ", "وبال", "e\u{301}", "\u{301}", "🍆a", "()", "f u ck ", "bc de ", "zorglub", "uu", "$ a ",
    ]) func `64 KiB of anything cost twice what 32 do`(piece: String) throws {
        let lexicon = Lexicon(try Self.lists.get())
        func steps(_ count: Int) -> Int {
            let text = String(repeating: piece, count: count)
            let glyphs = Glyphs(text.utf8Span.span)
            var views = [FoldedText(plain: glyphs)]
            if let view = FoldedText(leet: glyphs) { views.append(view) }
            if let view = FoldedText(leet: glyphs, alternate: true) { views.append(view) }
            if let view = FoldedText(joined: glyphs) { views.append(view) }
            if let view = FoldedText(split: glyphs) { views.append(view) }
            var hits: [Hit] = []
            for view in views { lexicon.scan(ScannedText(view), into: &hits) }
            return views.reduce(0) { $0 + $1.cells.count } + hits.count
        }
        let (half, whole) = (steps(32_768 / piece.utf8.count), steps(32_768 / piece.utf8.count * 2))
        #expect(whole <= 2 * half + 64)
        #expect(whole <= 32 * 65_536)
    }

    private static func found(_ scorer: Scorer, _ text: String) -> [ReferenceMatcher.Found] {
        scorer.read(CommentContent(body: text)).0.matches.map {
            ReferenceMatcher.Found(term: $0.term, first: $0.glyphs.lowerBound, last: $0.glyphs.upperBound)
        }.sorted()
    }

    private static func isInPlace(_ piece: Evidence, _ content: CommentContent) -> Bool {
        let text = piece.field == .body ? content.body : content.authorName
        let bytes = Array(text.utf8)
        guard piece.begin < piece.end, piece.end <= bytes.count else { return false }
        return [piece.begin, piece.end].allSatisfy { $0 == bytes.count || bytes[$0] & 0xC0 != 0x80 }
    }

    private static let pieces = [
        "zorglub", "big", "bad", "wolf", "f", "u", "c", "k", "ck", "fu", "كتاب", "و", "ال", "قرد", "9rd", "kard", "1",
        "7",
        " ", " ", " ", ".", "-", "--", "*", "@", "$", "(", "|_|", "\\/", "<", ">", "\n", "\u{301}", "\u{200B}", "ß",
        "ﷲ",
        "لا", "é", "🍆", "👩‍👩‍👧", "🇲🇦", "http://", "[url", "z0rglu6", "zzz", "quux", "*uux",
    ]

    private static func text(_ random: inout SplitMix) -> String {
        var text = ""
        for _ in 0..<random.below(40) {
            if random.below(8) == 0 {
                let value = UInt32(random.below(random.below(2) == 0 ? 0x2100 : 0x11_0000))
                text.unicodeScalars.append(Unicode.Scalar(value) ?? "\u{FFFD}")
            } else {
                text += pieces[random.below(pieces.count)]
            }
        }
        return text
    }

    private static let lists = Result {
        let text = """
            language: und
            label: abuse
            category: insult
            points: 5
            zorglub
            big bad wolf
            fuck{,ed}
            *quux*
            \t!quuxotic
            كتاب\t\tarabizi,endings
            قرد\t\tarabizi
            z\t1
            """
        return [try Wordlist.parse(text, file: "test")]
    }
    private static let scorer = lists.map { Scorer(wordlists: $0, policy: Policy()) }
}
