import Testing

@testable import ReviewUI

@Suite struct HTMLTests {
    struct Case: Sendable {
        let text: String
        let markup: String
    }

    @Test(arguments: [
        Case(text: "plain", markup: "plain"),
        Case(text: "<script>alert(1)</script>", markup: "&lt;script&gt;alert(1)&lt;/script&gt;"),
        Case(text: "\" onfocus='x' &amp;", markup: "&quot; onfocus=&#39;x&#39; &amp;amp;"),
        // One character for `Character`: a prepended mark and `<`, a quote and a combining accent, `>` and a joiner.
        Case(text: "\u{0600}<b>", markup: "\u{0600}&lt;b&gt;"),
        Case(text: "\"\u{0301} x", markup: "&quot;\u{0301} x"),
        Case(text: "<\u{200D}i>\u{FE0F}", markup: "&lt;\u{200D}i&gt;\u{FE0F}"),
    ])
    func `a text is escaped byte by byte`(_ row: Case) {
        let html: HTML = "\(row.text)"
        #expect(Array(html.text.utf8) == Array(row.markup.utf8))
    }

    @Test func `markup within markup stays, a condition leaves it out`() {
        let text = "&"
        let inner: HTML = "<b>\(text)</b>"
        let html: HTML = "<p>\(inner)\(3)\("<i>", if: false)\("<u>", if: true)</p>"
        #expect(html.text == "<p><b>&amp;</b>3<u></p>")
    }

    @Test func `a literal chosen by a condition is markup, the text in it is not`() {
        let text = "<"
        let html: HTML = "\(text.isEmpty ? "<i>" : "<b>\(text)</b>")"
        #expect(html.text == "<b>&lt;</b>")
    }

    @Test(arguments: [
        ("https://example.org/a?b=c", true), ("http://example.org", true), ("HTTPS://EXAMPLE.ORG/", true),
        ("javascript:alert(1)", false), ("JaVaScRiPt:alert(1)", false), (" javascript:alert(1)", false),
        ("java\nscript:alert(1)", false), ("data:text/html,x", false), ("//example.org", false), ("/review", false),
        ("https:", false), ("https://", false), ("http:///x", false), ("vbscript:x", false), ("", false),
    ])
    func `only http and https become links`(_ text: String, isLink: Bool) {
        #expect((WebLink(text) != nil) == isLink)
    }
}
