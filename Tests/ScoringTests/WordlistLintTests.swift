import Moderation
import Testing

@testable import Scoring

@Suite struct WordlistLintTests {
    private static func list(_ terms: String, category: String = "insult", language: String = "en") throws -> Wordlist {
        let label = ["innocent", "allowlist", "language"].contains(category) ? "" : "label: abuse\npoints: 4\n"
        return try Wordlist.parse(
            "language: \(language)\ncategory: \(category)\n\(label)\(terms)", file: "\(language)/\(category).txt")
    }

    private static func told(_ lists: [Wordlist]) -> [String] {
        WordlistLint(lists).findings.map { "\($0.file):\($0.line) \($0.severity.rawValue) \($0.kind.rawValue)" }
    }

    @Test func `a list that is right is not complained of`() throws {
        let insults = try Self.list("zorglub{,s}\n\t!zorglub city\n\t+ you zorglub\n\t- in zorglub city\nsnafflox\n")
        #expect(Self.told([insults, try Self.list("zorglublike\n", category: "innocent")]) == [])
    }

    @Test func `every line that cannot be read is told`() {
        let reading = WordlistReading(
            "language: en\nlabel: abuse\ncategory: insult\nwo*rd\n\t+ below it\nfine\nword\tmuch\nfi{ne\n\t? what\n",
            file: "en/insult.txt")
        #expect(reading.problems.map(\.line) == [4, 7, 8])
        #expect(reading.list?.terms.map(\.text) == ["fine"])
    }

    @Test func `lines may end as they do on Windows`() throws {
        let list = try Wordlist.parse("language: en\r\nlabel: abuse\r\ncategory: insult\r\nword\t2\r\n", file: "x")
        #expect(list.terms.map(\.text) == ["word"] && list.terms.first?.points == 2)
    }

    @Test func `a spelling that two terms have is told once`() throws {
        let list = try Self.list("zorglub{,s,e}\nzorglub{s,en}\n")
        #expect(Self.told([list]) == ["en/insult.txt:6 warning duplicate"])
    }

    @Test func `a term that another one outdoes in its own words is told`() throws {
        let list = try Self.list("zorglub{,s}\nzorglubs\t4\n")
        #expect(Self.told([list]) == ["en/insult.txt:6 warning unreachable"])
        // Heavier, it speaks for itself.
        #expect(Self.told([try Self.list("zorglub{,s}\nzorglubs\t4.5\n")]) == ["en/insult.txt:6 warning duplicate"])
        // Open, it is also found where the other is not.
        #expect(Self.told([try Self.list("zorglub\n*zorglub*\n")]) == [])
    }

    @Test func `a term that the allowlist holds is an error`() throws {
        let lists = [try Self.list("zorglub\n"), try Self.list("zorglub\n", category: "allowlist")]
        #expect(Self.told(lists) == ["en/insult.txt:5 error unreachable"])
    }

    @Test func `terms of two languages do not disturb each other`() throws {
        #expect(Self.told([try Self.list("zorglub\n"), try Self.list("zorglub\n", language: "fr")]) == [])
    }

    @Test func `an exception inside which the term is not found is told`() throws {
        let list = try Self.list("zorglub\n\t!zorglub city\n\t!zorglubesque\n")
        let findings = WordlistLint([list]).findings
        #expect(findings.map(\.kind) == [.idleException])
        #expect(findings.first?.what.contains("zorglubesque") == true)
    }

    @Test func `points outside of the table are errors`() throws {
        let list = try Self.list("zorglub\t0\nsnafflox\t9\n\t+ a snafflox\nplimf\t2.4\n")
        #expect(Self.told([list]) == ["en/insult.txt:5 error points", "en/insult.txt:6 error points"])
    }

    @Test func `a term that flags alone wants an example, and examples must hold`() throws {
        let list = try Self.list("zorglub\t5\nsnafflox\t5\n\t+ a snaff\n")
        #expect(Self.told([list]) == ["en/insult.txt:5 warning no-example", "en/insult.txt:7 error example"])
        #expect(WordlistCheck.withoutExample(in: [list]).map(\.line) == [5])
    }

    @Test func `a term that is found in an innocent word is an error, a warning when it is mild`() throws {
        let insults = try Self.list("*zorg*\nplimf\n")
        let innocent = try Self.list("Zorgville\nthe Plimf{ton,} bridge\n", category: "innocent")
        #expect(
            Self.told([insults, innocent]) == [
                "en/insult.txt:5 error innocent", "en/insult.txt:6 error innocent",
            ])
        // Too mild to do harm.
        #expect(Self.told([try Self.list("*zorg*\t1\n"), innocent]) == ["en/insult.txt:5 warning innocent"])
        // What holds in its own language only leaves the words of others alone.
        let own = try Self.list("zorg\t4\town\n", language: "de")
        #expect(Self.told([own, try Self.list("zorg\n", category: "innocent")]) == [])
    }

    @Test func `only the files that were asked for are told of`() throws {
        let lists = [try Self.list("zorglub\t0\n"), try Self.list("zorglub\t0\n", language: "fr")]
        #expect(WordlistLint(lists, only: ["fr/insult.txt"]).findings.map(\.file) == ["fr/insult.txt"])
    }

    @Test func `innocent words are not scanned for and change no version`() throws {
        let list = try Self.list("zorglub\n")
        let innocent = try Self.list("zorglub\n", category: "innocent")
        #expect(Wordlist.version(of: [list]) == Wordlist.version(of: [innocent, list]))
        let score = Scorer(wordlists: [innocent, list], policy: Policy()).score(CommentContent(body: "you zorglub"))
        #expect(score.signals.map(\.name) == ["wordlist.insult"])
    }

    @Test func `the shipped lists have no error`() throws {
        let lists = try Wordlist.load(folder: Shipped.folder("wordlists"))
        #expect(lists.count { $0.role == .innocent } >= 9)
        let errors = WordlistLint(lists).findings.filter { $0.severity == .error }
        #expect(errors.isEmpty, "\(errors.map(\.description).joined(separator: "\n"))")
    }

    @Test func `a term is explained by its spellings, its lists and its places in a text`() throws {
        let list = try Self.list("zorglub{,s}\t4\texact\n\t!zorglub city\n*org*\n")
        let explanation = try TermExplanation("zörglub{s,}", in: [list], language: "en", finding: "so Z.o.r.g.l.u.b!")
        #expect(explanation.spellings == ["zorglubs", "zorglub"])
        #expect(explanation.holders.map(\.term) == ["zorglub{,s}", "*org*"])
        #expect(explanation.holders.map(\.isSame) == [true, false])
        #expect(explanation.holders.first?.exceptions == ["zorglub city"])
        #expect(explanation.found == [3..<16])
        #expect(throws: WordlistError.self) {
            try TermExplanation("zo*rg", in: [list], language: "en", finding: nil)
        }
    }
}
