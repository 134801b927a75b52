import CommentIntake
import Foundation
import Testing

@testable import HTTPAPI

/// How Akismet's clients say things, all of it.
@Suite struct `Forms of Akismet's clients` {
    private func form(
        _ body: String, type: String = "application/x-www-form-urlencoded", query: [(String, String)] = []
    )
        throws -> AkismetForm
    {
        try AkismetForm(Array(body.utf8), type: type, query: query)
    }

    @Test func `a body ends with a line break or without one`() throws {
        for end in ["", "\n", "\r\n", "\n\n"] {
            #expect(try form("comment_content=a+b%21" + end)["comment_content"] == "a b!")
        }
        #expect(try form("a=%0A")["a"] == "\n", "one that is written is meant")
    }

    @Test func `a list is written in three ways`() throws {
        for body in ["c=a&c=b", "c[]=a&c[]=b", "c%5B0%5D=a&c%5B1%5D=b"] {
            #expect(try form(body).list("c") == ["a", "b"], "\(body)")
        }
    }

    @Test func `JSON says texts, numbers, booleans and lists`() throws {
        let form = try form(
            #"{"a": "x", "b": true, "c": 7, "d": ["y", "z"], "e": null, "f": {"g": "h"}}"#,
            type: "application/json; charset=utf-8")
        #expect(form["a"] == "x" && form.flag("b") && form["c"] == "7" && form.list("d") == ["y", "z"])
        #expect(form["e"] == nil && form["f"] == nil)
        #expect(throws: Problem.self) { try self.form("[1]", type: "application/json") }
    }

    @Test func `the body goes before the query`() throws {
        let form = try form("key=body", query: [("key", "query"), ("api_key", "query")])
        #expect(form["key"] == "body" && form["api_key"] == "query")
    }

    @Test func `blog_charset goes before the header`() throws {
        let body = "blog_charset=ISO-8859-15&comment_content=5+%A4"
        #expect(try form(body, type: "application/x-www-form-urlencoded; charset=utf-8")["comment_content"] == "5 €")
        #expect(
            try form("comment_content=%C8", type: "application/x-www-form-urlencoded; charset=\"windows-1256\"")[
                "comment_content"] == "ب")
        #expect(try form("blog_charset=klingon&comment_content=%E9")["comment_content"] == "é", "broken UTF-8")
    }

    @Test func `more than a thousand fields are refused`() throws {
        let most = (0..<1000).map { "f\($0)=" }.joined(separator: "&")
        #expect(try form(most).has("f999"))
        #expect(throws: Problem.self) { try self.form(most + "&one=more") }
        let object = "{" + (0...1000).map { "\"f\($0)\":1" }.joined(separator: ",") + "}"
        #expect(throws: Problem.self) { try self.form(object, type: "application/json") }
    }

    @Test func `a comment stands where its client says`() throws {
        let comment = try form(
            "permalink=https%3A%2F%2Fnews.example.org%2Fa&comment_author=Ana&comment_content=x&comment_parent=0"
                + "&comment_date_gmt=2026-11-26+10%3A00%3A00&blog_lang=fr_FR,+en"
        ).comment
        #expect(comment.threadID == "https://news.example.org/a" && comment.parentID == nil)
        #expect(comment.writtenAt == "2026-11-26T10:00:00Z" && comment.language == "fr_FR")
        #expect(try form("comment_post_ID=7&comment_parent=3").comment.threadID == "7")
        #expect(try form("comment_post_ID=7&comment_parent=3").comment.parentID == "3")
    }

    @Test func `feedback names a comment by the same words`() throws {
        let words = "comment_author=Ana&comment_author_email=ana%40example.org&comment_content=x"
        #expect(try form(words + "&permalink=a").fingerprint == form(words + "&reporter=b").fingerprint)
        #expect(try form(words + "y").fingerprint != form(words).fingerprint)
        #expect(
            try form("comment_author=a&comment_content=bc").fingerprint
                != form("comment_author=ab&comment_content=c").fingerprint)
    }
}
