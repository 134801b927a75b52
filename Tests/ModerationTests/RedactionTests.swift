import Moderation
import Testing

struct `Hiding addresses` {
    struct Case: Sendable {
        let text: String
        let shown: String
        init(_ text: String, _ shown: String) {
            self.text = text
            self.shown = shown
        }
    }

    static let hidden: [Case] = [
        Case("nadia@example.org", "[e-mail]"), Case("Écrivez à nadia@example.org svp", "Écrivez à [e-mail] svp"),
        Case("n.a.dia+blog@mail.example.org", "[e-mail]"), Case("nadia@bücher.example", "[e-mail]"),
        Case("نادية@مثال.إختبار", "[e-mail]"), Case("nadia@example.org.", "[e-mail]."),
        Case("nadia@example.org, ali@example.net", "[e-mail], [e-mail]"),
        Case("nadia@example.org ali@example.net", "[e-mail] [e-mail]"),
        Case("nadia@example.org\nali@example.net", "[e-mail]\n[e-mail]"),
        Case("<nadia@example.org>", "<[e-mail]>"), Case("(nadia@example.org)", "([e-mail])"),
        Case("mailto:nadia@example.org", "mailto:[e-mail]"), Case("NADIA@EXAMPLE.ORG", "[e-mail]"),
        Case("<a href=\"mailto:nadia@example.org?subject=x\">", "<a href=\"mailto:[e-mail]?subject=x\">"),
        Case("nadia%40example.org", "[e-mail]"), Case("to: nadia%40example.org&x=1", "to: [e-mail]&x=1"),
        Case("mailto:nadia%40example.org", "mailto:[e-mail]"), Case("nadia＠example.org", "[e-mail]"),
        Case("a nadia＠example.org b", "a [e-mail] b"), Case("nadia﹫example.org", "[e-mail]"),
        Case("nadia&#64;example.org", "[e-mail]"), Case("nadia&#x40;example.org", "[e-mail]"),
        Case("nadia&commat;example.org", "[e-mail]"), Case("nadia@example．org", "[e-mail]"),
        Case("nadia@example。org", "[e-mail]"), Case("nadia%2540example.org", "[e-mail]"),
        Case("nadia%40example%2Eorg", "[e-mail]"), Case("nadia@example.org…", "[e-mail]"),
        Case("\"nadia\"@example.org", "[e-mail]"), Case("a@@nadia@example.org", "a@@[e-mail]"),
        Case("nadia@ali@example.org", "nadia@[e-mail]"), Case("https://nadia@example.org/x", "https:[e-mail]/x"),
        Case("nadia@192.0.2.1", "[e-mail]"),
    ]

    static let kept: [String] = [
        "", "Bonjour", "@", "@nadia", "nadia@", "nadia@home", "a @ b.example", "nadia @example.org", "@example.org",
        "name at example dot org", "nadia@.org", "5 @ 3.50", "100%40", "%40", "50%40.", "@@", "nadia@-", "مرحبا @ليلى",
        "＠", "&#64;", "x@y.", "a@b..",
    ]

    @Test(arguments: hidden)
    func `hides every address, however its at sign is written`(_ row: Case) {
        #expect(Redaction.hidingAddresses(in: row.text) == row.shown)
        #expect(Redaction.hidingAddresses(in: row.shown) == row.shown)
    }

    @Test(arguments: kept)
    func `leaves other text alone`(text: String) {
        #expect(Redaction.hidingAddresses(in: text) == text)
    }

    @Test
    func `takes time in proportion to the text`() {
        let text = String(repeating: "a", count: 30_000) + String(repeating: "@a", count: 20_000)
        #expect(Redaction.hidingAddresses(in: text) == text)
        for sign in ["%40", "＠", "&#64;"] {
            let text = String(repeating: "a\(sign)", count: 16_000)
            #expect(Redaction.hidingAddresses(in: text) == text)
        }
        let quotes = String(repeating: "\"@", count: 16_000)
        #expect(Redaction.hidingAddresses(in: quotes) == quotes)
        let signs = String(repeating: "@", count: 65_000)
        #expect(Redaction.hidingAddresses(in: signs) == signs)
    }

    @Test(arguments: [
        ("https://example.org/?e=nadia@example.net", "https://example.org[e-mail]"),
        ("https://example.org/a?to=x%40example.net&b=1", "https://example.org[e-mail]&b=1"),
        ("https://example.org/page", "https://example.org/page"), ("https://example.org", "https://example.org"),
    ])
    func `a web address keeps its host`(url: String, shown: String) {
        #expect(Redaction.hidingAddresses(inURL: url) == shown)
    }
}
