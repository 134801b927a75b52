import CommentIntake
import Moderation
import Privacy
import Testing

struct `A submitted comment` {
    struct Case: Sendable, CustomTestStringConvertible {
        let json: String
        let problems: [FieldProblem]
        init(_ json: String, _ problems: [FieldProblem]) {
            self.json = json
            self.problems = problems
        }
        var testDescription: String { String(json.prefix(80)) }
    }

    static func x(_ count: Int) -> String { String(repeating: "x", count: count) }

    /// A valid form with one member changed: `changes` are dotted names and JSON values, `nil` leaves a member out.
    static func json(_ changes: [String: String?]) -> String {
        var members = [
            "author.name": "\"Nadia\"", "author.email": "\"nadia@example.org\"", "body": "\"Bonjour\"",
            "thread.id": "\"42\"",
        ]
        for (name, value) in changes { members[name] = value }
        func object(_ prefix: String) -> String {
            let inside = members.filter { $0.key.hasPrefix(prefix) }.map {
                "\"\($0.key.dropFirst(prefix.count))\":\($0.value)"
            }
            return "{\(inside.sorted().joined(separator: ","))}"
        }
        var all = members.filter { !$0.key.contains(".") }.map { "\"\($0.key)\":\($0.value)" }
        if members["author"] == nil { all.append("\"author\":" + object("author.")) }
        if members["thread"] == nil { all.append("\"thread\":" + object("thread.")) }
        return "{\(all.sorted().joined(separator: ","))}"
    }

    static func one(_ name: String, _ value: String?, _ problems: FieldProblem...) -> Case {
        Case(json([name: value]), problems)
    }

    static let text: [Case] = [
        Case(json([:]), []),
        Case("{}", [.authorName, .authorEmail, .body, .threadID].map { FieldProblem($0, .required) }),
        one("body", nil, FieldProblem(.body, .required)), one("body", "null", FieldProblem(.body, .required)),
        one("body", "\"\"", FieldProblem(.body, .required)),
        one("body", "\" \\n\\t \"", FieldProblem(.body, .required)),
        one("body", "\"\\u200b\\u2060\"", FieldProblem(.body, .required)),
        one("body", "3", FieldProblem(.body, .wrongType)),
        one("body", "[\"x\"]", FieldProblem(.body, .wrongType)), one("body", "true", FieldProblem(.body, .wrongType)),
        one("body", "\"\(x(65_525))\""), one("body", "\"  \(x(65_525))  \""),
        one("body", "\"\(x(65_526))\"", FieldProblem(.body, .tooLong(limitBytes: 65_525))),
        one("body", "\"\(x(65_524))é\"", FieldProblem(.body, .tooLong(limitBytes: 65_525))),
        one("author.name", "\"\\u202e\"", FieldProblem(.authorName, .required)), one("author.name", "\"\(x(245))\""),
        one("author.name", "\"\(x(246))\"", FieldProblem(.authorName, .tooLong(limitBytes: 245))),
        one("author.name", "7", FieldProblem(.authorName, .wrongType)),
        one("author", "\"Nadia\"", FieldProblem(.author, .wrongType)),
        one("author", "[]", FieldProblem(.author, .wrongType)),
        Case(json(["author": "null"]), [FieldProblem(.authorName, .required), FieldProblem(.authorEmail, .required)]),
    ]

    static let addresses: [Case] = [
        one("author.email", "\"\"", FieldProblem(.authorEmail, .required)),
        one("author.email", "\"nadia\"", FieldProblem(.authorEmail, .invalidEmail)),
        one("author.email", "\"nadia@\\u0000example.org\""), one("author.email", "\" nadia@example.org\\n\""),
        one("author.email", "\"nadia@b\\u00fccher.example\""),
        one("author.email", "\"\(x(255))\"", FieldProblem(.authorEmail, .tooLong(limitBytes: 254))),
        one("author.email", "{}", FieldProblem(.authorEmail, .wrongType)),
        one("author.url", "\"\""), one("author.url", "\"http://\""), one("author.url", "\"https://example.org/x?y#z\""),
        one("author.url", "\"https://example.org/\(x(180))\""),
        one("author.url", "\"https://example.org/\(x(181))\"", FieldProblem(.authorURL, .tooLong(limitBytes: 200))),
        one("author.url", "\"example.org/\(x(181))\"", FieldProblem(.authorURL, .tooLong(limitBytes: 200))),
        one("author.url", "\"javascript:alert(1)\"", FieldProblem(.authorURL, .invalidURL)),
        one("thread.url", "\"/blog/1\"", FieldProblem(.threadURL, .invalidURL)),
        one("thread.url", "\"https://example.org/\(x(1981))\"", FieldProblem(.threadURL, .tooLong(limitBytes: 2000))),
        one("ip", "\"192.0.2.1\""), one("ip", "\"2001:db8::1\""), one("ip", "\"\""),
        one("ip", "\"192.0.2\"", FieldProblem(.ip, .invalidIP)), one("ip", "3221225985", FieldProblem(.ip, .wrongType)),
    ]

    static let others: [Case] = [
        one("thread.id", nil, FieldProblem(.threadID, .required)), one("thread.id", "42"),
        one("thread.id", "18446744073709551616"),
        one("thread.id", "4.2", FieldProblem(.threadID, .wrongType)),
        one("thread.id", "1e3", FieldProblem(.threadID, .wrongType)),
        one("thread.id", "\"\(x(201))\"", FieldProblem(.threadID, .tooLong(limitBytes: 200))),
        one("thread", "42", FieldProblem(.thread, .wrongType)),
        one("thread.title", "\"\(x(501))\"", FieldProblem(.threadTitle, .tooLong(limitBytes: 500))),
        one("parent_id", "\"\(x(201))\"", FieldProblem(.parentID, .tooLong(limitBytes: 200))),
        one("external_id", "\"\(x(201))\"", FieldProblem(.externalID, .tooLong(limitBytes: 200))),
        one("external_id", "9"),
        one("user_agent", "\"\(x(9000))\""), one("referrer", "\"\(x(9000))\""),
        one("user_agent", "1", FieldProblem(.userAgent, .wrongType)),
        one("language", "\"fr\""), one("language", "\"fr_FR\""), one("language", "\"ar-Latn-MA\""),
        one("language", "\"\""),
        one("language", "\"f\"", FieldProblem(.language, .invalidLanguage)),
        one("language", "\"fr-\"", FieldProblem(.language, .invalidLanguage)),
        one("language", "\"français\"", FieldProblem(.language, .invalidLanguage)),
        one("language", "\"fr-abcdefghi\"", FieldProblem(.language, .invalidLanguage)),
        one("language", "\"12\"", FieldProblem(.language, .invalidLanguage)),
        one("language", "\"fr\(String(repeating: "-abcdefg", count: 5))\"", FieldProblem(.language, .invalidLanguage)),
        one("written_at", "\"2026-01-31T09:05:00Z\""), one("written_at", "\"\""),
        one("written_at", "\"yesterday\"", FieldProblem(.writtenAt, .invalidDate)),
        one("written_at", "1769850300", FieldProblem(.writtenAt, .wrongType)),
        Case(
            #"{"author":{"name":1,"email":"x","url":"ftp://example.org"},"body":" ","ip":"x","language":"?","written_at":"x"}"#,
            [
                FieldProblem(.authorName, .wrongType), FieldProblem(.authorEmail, .invalidEmail),
                FieldProblem(.authorURL, .invalidURL), FieldProblem(.body, .required),
                FieldProblem(.threadID, .required),
                FieldProblem(.ip, .invalidIP), FieldProblem(.language, .invalidLanguage),
                FieldProblem(.writtenAt, .invalidDate),
            ]),
    ]

    @Test(arguments: text + addresses + others)
    func `is refused with all its problems at once, in the order of the fields`(_ row: Case) throws {
        let form = try CommentForm(json: Array(row.json.utf8))
        do {
            _ = try SubmittedComment.validate(form, policy: Policy())
            #expect(row.problems.isEmpty)
        } catch {
            #expect(error.problems == row.problems)
        }
    }

    @Test
    func `has every field clean`() throws {
        let form = CommentForm(
            authorName: " Nadia\nB\u{202E} ", authorEmail: UnparsedEmail(" nadia@example.org "),
            authorURL: "example.org",
            body: "Bon\r\njour ", threadID: " 42 ", threadURL: "https://example.org/a", threadTitle: "Un\ttitre",
            parentID: "7", externalID: "8", ip: "2001:DB8:0::1", userAgent: String(repeating: "é", count: 300),
            referrer: "https://example.org/b", language: "fr_FR", writtenAt: "2026-01-31T09:05:00+01:00")
        let comment = try SubmittedComment.validate(form, policy: Policy())
        #expect(
            comment
                == SubmittedComment(
                    authorName: "Nadia B", authorEmail: try PrivateEmail("nadia@example.org"),
                    authorURL: "https://example.org", body: "Bon\njour",
                    thread: ThreadReference(id: "42", url: "https://example.org/a", title: "Un titre"), parentID: "7",
                    externalID: "8", ip: "2001:db8::1", userAgent: String(repeating: "é", count: 250),
                    referrer: "https://example.org/b", language: "fr-FR",
                    writtenAt: Instant(rfc3339: "2026-01-31T08:05:00Z")))
        #expect(
            comment.content
                == CommentContent(
                    body: "Bon\njour", authorName: "Nadia B", authorURL: "https://example.org", languageHint: "fr-FR"))
        var dumped = ""
        dump([comment], to: &dumped)
        #expect(!("\(comment) \(String(reflecting: Optional(comment)))" + dumped).contains("Nadia"))
    }

    @Test(arguments: [
        ("example.org", "https://example.org"), ("www.example.org/a b", nil),
        ("HTTP://Example.org", "HTTP://Example.org"),
        ("//example.org/x", "https://example.org/x"), ("example.org:8080/x", "https://example.org:8080/x"),
        ("https://localhost", "https://localhost"), ("localhost", nil), ("nadia", nil), ("nadia@example.org", nil),
        ("https://nadia@example.org", nil), ("https://nadia:secret@example.org/", nil), ("https://", nil as String?),
        ("https:///x", nil), ("https://?x", nil), ("https://example..org", nil), ("https://-example.org", nil),
        ("https://example.org.", "https://example.org."), ("https://bücher.example/é", "https://bücher.example/é"),
        ("مثال.example", "https://مثال.example"), ("https://[2001:db8::1]/", "https://[2001:db8::1]/"),
        ("https://[2001:db8::1]:443", "https://[2001:db8::1]:443"), ("https://[::1", nil), ("https://[192.0.2.1]", nil),
        ("https://192.0.2.1", "https://192.0.2.1"), ("https://example.org:99999", nil), ("https://example.org:", nil),
        ("https://example.org:8a", nil), ("ftp://example.org", nil), ("mailto:nadia@example.org", nil),
        ("javascript:alert(1)", nil), ("data:text/html,x", nil), ("https:example.org", nil),
        ("https://exa%6Dple.org", nil),
        ("https://example.org/\"onclick", nil), ("https://example.org/<b>", nil),
        ("https://example.org/@nadia", "https://example.org/@nadia"),
        ("example.org?x=a@b", "https://example.org?x=a@b"), ("\\\\example.org", nil),
        ("https://my_site.example.org", "https://my_site.example.org"),
    ])
    func `has a web address that is absolute, with https where none was typed`(typed: String, address: String?) throws {
        let form = CommentForm(
            authorName: "Nadia", authorEmail: UnparsedEmail("nadia@example.org"), authorURL: typed, body: "x",
            threadID: "1")
        if let address {
            #expect(try SubmittedComment.validate(form, policy: Policy()).authorURL == address)
        } else if typed != "https://" {
            let error = #expect(throws: ValidationError.self) { try SubmittedComment.validate(form, policy: Policy()) }
            #expect(error?.problems == [FieldProblem(.authorURL, .invalidURL)])
        } else {
            #expect(try SubmittedComment.validate(form, policy: Policy()).authorURL == nil)
        }
    }

    @Test
    func `needs the fields the policy names and no others`() throws {
        var policy = Policy()
        policy.required = []
        let empty = try SubmittedComment.validate(CommentForm(), policy: policy)
        #expect(empty.body == "" && empty.authorName == "" && empty.authorEmail == nil && empty.thread.id == "-")
        let page = CommentForm(threadURL: "https://example.org/a")
        #expect(try SubmittedComment.validate(page, policy: policy).thread.id == "https://example.org/a")
        policy.required = Set(Policy.RequiredField.allCases)
        let error = #expect(throws: ValidationError.self) {
            try SubmittedComment.validate(CommentForm(), policy: policy)
        }
        #expect(error?.problems.map(\.field.rawValue) == Policy.RequiredField.allCases.map(\.rawValue))
        #expect(error?.problems.allSatisfy { $0.code == .required } == true)
    }

    @Test
    func `is held to the limits of the policy`() throws {
        var policy = Policy()
        policy.limits.bodyBytes = 3
        policy.limits.nameBytes = 2
        policy.limits.emailBytes = 5
        policy.limits.urlBytes = 10
        let form = CommentForm(
            authorName: "abc", authorEmail: UnparsedEmail("a@b.fr"), authorURL: "https://a.fr", body: "abcd",
            threadID: "1")
        let error = #expect(throws: ValidationError.self) { try SubmittedComment.validate(form, policy: policy) }
        #expect(error?.problems.map(\.code) == [2, 5, 10, 3].map { .tooLong(limitBytes: $0) })
    }
}
