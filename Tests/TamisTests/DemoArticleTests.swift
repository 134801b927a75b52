import Foundation
import HummingbirdTesting
import Moderation
import ReviewUI
import Testing

@testable import tamis

@Suite struct DemoArticleTests {
    static let hostile = [
        "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "'><svg/onload=alert(1)>", "</p></li></ol>",
        "<\u{301}script>", "&lt;b&gt;",
    ]

    @Test(arguments: hostile) func `a name or a text stays text`(text: String) {
        let kept = KeptComments.Kept(
            id: "cmt_1", version: 1, status: "approved", name: text, text: text, at: Instant(milliseconds: 0))
        for status in ["approved", "flagged"] {
            var posted = kept
            posted.status = status
            let page = ArticlePage(
                comments: [kept], posted: posted, form: ArticleForm(), review: "/r", inbox: "/i",
                now: Instant(milliseconds: 0)
            ).html.text
            #expect(!page.utf8Contains(text))
            #expect(page.utf8Contains(escaped(text)))
        }
    }

    private func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").unicodeScalars.map {
            switch $0 {
            case "<": "&lt;"
            case ">": "&gt;"
            case "\"": "&quot;"
            case "'": "&#39;"
            default: String($0)
            }
        }.joined()
    }

    @Test func `the form says what the classic form says`() {
        let form = ArticleForm().html.text
        #expect(form.contains("<h2 id=\"respond-title\">Laisser un commentaire</h2>"))
        #expect(
            form.contains(
                "Votre adresse e-mail ne sera pas publiée. Les champs obligatoires sont indiqués avec <span class=\"star\">*"
            ))
        for label in ["Commentaire", "Nom", "E-mail"] { #expect(form.contains(">\(label) <span class=\"star\"")) }
        #expect(form.contains(">Site web</label>"))
        #expect(form.contains("<button>Laisser un commentaire</button>"))
    }

    @Test func `events bring what is kept up to date, late ones change nothing`() throws {
        let comments = KeptComments(now: { Instant(milliseconds: 5) })
        comments.keep(id: "cmt_1", status: "flagged", name: "Nora", text: "write to nora@example.org")
        #expect(comments.approved.isEmpty)
        try comments.apply(event("cmt_1", "approved", version: 2, body: "write to [e-mail]"))
        #expect(comments.approved.map(\.text) == ["write to [e-mail]"])
        try comments.apply(event("cmt_1", "flagged", version: 1, body: ""))
        try comments.apply(event("cmt_1", "rejected", version: 2, body: ""))
        #expect(comments["cmt_1"]?.status == "approved")
        try comments.apply(event("cmt_1", "rejected", version: 3, body: ""))
        #expect(comments.approved.isEmpty)
        try comments.apply(event("cmt_2", "approved", version: 1, body: "elsewhere", thread: "other"))
        #expect(comments["cmt_2"] == nil)
    }

    @Test func `an address in what was posted is not shown, and the oldest comments go`() {
        let comments = KeptComments()
        for number in 1000...1000 + KeptComments.limit {
            comments.keep(id: "cmt_\(number)", status: "approved", name: "N", text: "to nora@example.org")
        }
        #expect(comments.approved.count == KeptComments.limit)
        #expect(comments.approved.first?.id == "cmt_1001")
        #expect(comments.approved.first?.text == "to [e-mail]")
    }

    private func event(
        _ id: String, _ status: String, version: Int, body: String, thread: String = Article.id
    ) throws -> ReceivedEvent {
        try JSONDecoder().decode(
            ReceivedEvent.self,
            from: Data(
                """
                {"type":"comment.\(status)","data":{"comment_id":"\(id)","status":"\(status)","version":\(version),
                "thread":{"id":"\(thread)"},"author":{"name":"Nora"},"body":"\(body)"}}
                """.utf8))
    }

    @Test(arguments: [
        (1_795_619_109_000, "25\u{A0}novembre\u{A0}2026 à 15\u{A0}h\u{A0}05"),
        (0, "1er\u{A0}janvier\u{A0}1970 à 0\u{A0}h\u{A0}00"),
    ])
    func `dates are written as French readers write them`(milliseconds: Int64, text: String) throws {
        let zone = try #require(TimeZone(secondsFromGMT: 0))
        #expect(FrenchDate.text(of: Instant(milliseconds: milliseconds), zone: zone) == text)
    }
}

extension String {
    /// By bytes: by `Character`, a mark that joins would hide what a browser sees.
    fileprivate func utf8Contains(_ other: String) -> Bool {
        Data(utf8).range(of: Data(other.utf8)) != nil
    }
}
