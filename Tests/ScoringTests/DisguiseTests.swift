import Moderation
import Testing

@testable import Scoring

@Suite struct DisguiseTests {
    @Test func `a word hidden in any way is found, and exactly it`() throws {
        let words = ["zorbila", "brimfeso", "crotal", "hampelino"]
        let list =
            "language: und\nlabel: abuse\ncategory: insult\npoints: 5\n" + words.joined(separator: "\n") + "\n"
        let scorer = Scorer(wordlists: [try Wordlist.parse(list, file: "test")], policy: Policy())
        let before = ["", "so you say ", "(", "« ", "\n", "مرحبا ", "of course, ", "such a ", "A "]
        let after = ["", " and more", ")", " »", "\n", " مرحبا", ", of course"]
        var disguise = Disguise(random: SplitMix(state: 5))
        for run in 0..<FuzzRuns.count {
            let hidden = disguise.hide(words[disguise.random.below(words.count)])
            let head = before[disguise.random.below(before.count)]
            let tail = after[disguise.random.below(after.count)]
            let score = scorer.score(CommentContent(body: head + hidden + tail))
            let evidence = score.signals.first { $0.name == "wordlist.insult" }?.evidence ?? []
            let wanted = head.utf8.count..<head.utf8.count + hidden.utf8.count
            guard evidence.map({ $0.begin..<$0.end }) == [wanted] else {
                Issue.record("run \(run): \(head)\(hidden)\(tail) gives \(evidence), not \(wanted)")
                return
            }
        }
    }

    @Test(arguments: [
        ("sh1t happens", true), ("f--k that", true), ("b!tch", true), ("f u c k e d up", true), ("fu ck this", true),
        ("f**king mess", true), ("f***ing mess", true), ("he/she is as-is, re-do it", false),
        ("St. Mr Dr 1st 2nd", false), ("such a b i t c h", true), ("I am a f.u.c.k.", true), ("y f-u-c-k", true),
        ("U N I Q U E", false), ("B A S S", false),
        ("John's hit record, let's hit the road", false), ("John’s hit record, let’s hit it", false),
        ("<b>bold</b> and <ul><li>", false),
    ]) func `pains taken over a strong word are a signal`(text: String, isDisguised: Bool) throws {
        let list =
            "language: und\nlabel: abuse\ncategory: insult\npoints: 5\nfuck{,ed,ing}\nshit\nbitch\nheshe\nasis\ncul\nnique\nass\n"
        let scorer = Scorer(wordlists: [try Wordlist.parse(list, file: "test")], policy: Policy())
        let score = scorer.score(CommentContent(body: text))
        #expect(score.signals.contains { $0.name == "disguise.word" } == isDisguised, "\(score.signals)")
    }

    @Test(arguments: [
        ("shit", "insult.alone"), ("Shit!!", "insult.alone"), ("  s h i t ", "insult.alone"), ("bosom", "blunt.alone"),
        ("bosom shit", nil), ("my bosom friend", nil), ("mild", nil), ("oh shit", nil), ("", nil),
    ]) func `a comment that is one rude word says nothing else`(text: String, signal: String?) throws {
        let abuse = "language: und\nlabel: abuse\ncategory: insult\npoints: 5\nshit\nmild\t2\n"
        let blunt = "language: und\ncategory: blunt\nbosom\n"
        let lists = [try Wordlist.parse(abuse, file: "a"), try Wordlist.parse(blunt, file: "b")]
        let score = Scorer(wordlists: lists, policy: Policy()).score(CommentContent(body: text))
        #expect(score.signals.first { $0.name.hasSuffix(".alone") }?.name == signal)
    }
}
