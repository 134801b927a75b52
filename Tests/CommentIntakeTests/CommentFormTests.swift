import CommentIntake
import Testing

struct `A form` {
    struct Malformed: Sendable {
        let json: String
        let error: FormError
        init(_ json: String, _ error: FormError) {
            self.json = json
            self.error = error
        }
    }

    static let malformed: [Malformed] = [
        Malformed("", .malformedJSON(byteOffset: 0)), Malformed("  ", .malformedJSON(byteOffset: 2)),
        Malformed("[]", .notAnObject), Malformed("\"x\"", .notAnObject), Malformed("null", .notAnObject),
        Malformed("7", .notAnObject), Malformed("{", .malformedJSON(byteOffset: 1)),
        Malformed("nul", .malformedJSON(byteOffset: 3)), Malformed("{} x", .malformedJSON(byteOffset: 3)),
        Malformed("{\"a\":1,}", .malformedJSON(byteOffset: 7)), Malformed("{\"a\":01}", .malformedJSON(byteOffset: 6)),
        Malformed("{\"a\":tru}", .malformedJSON(byteOffset: 8)), Malformed("{a:1}", .malformedJSON(byteOffset: 1)),
        Malformed("{\"a\" 1}", .malformedJSON(byteOffset: 5)),
        Malformed("{\"a\":[1 2]}", .malformedJSON(byteOffset: 8)),
        Malformed("{\"a\":\"x\ny\"}", .malformedJSON(byteOffset: 7)),
        Malformed("{\"a\":\"\\x\"}", .malformedJSON(byteOffset: 7)),
        Malformed("{\"a\":\"\\u12g4\"}", .malformedJSON(byteOffset: 10)),
        Malformed("{\"a\":\"x", .malformedJSON(byteOffset: 7)),
        Malformed("{\"a\":1.}", .malformedJSON(byteOffset: 7)), Malformed("{\"a\":1e}", .malformedJSON(byteOffset: 7)),
        Malformed("{\"a\":-}", .malformedJSON(byteOffset: 6)), Malformed("{\"a\":+1}", .malformedJSON(byteOffset: 5)),
    ]

    @Test(arguments: malformed)
    func `that is no JSON object is refused with the byte`(_ row: Malformed) {
        #expect(throws: row.error) { _ = try CommentForm(json: Array(row.json.utf8)) }
    }

    @Test
    func `takes every field by its nested name`() throws {
        let form = try CommentForm(
            json: Array(
                #"""
                {"author":{"name":"Nadia","email":"nadia@example.org","url":"https://example.org","age":3},"body":"Bon\njour \u00e9 \ud83d\ude00",
                 "thread":{"id":42,"url":"u","title":"t"},"parent_id":-7,"external_id":"e","ip":"192.0.2.1","user_agent":"a",
                 "referrer":"r","language":"fr","written_at":"w","extra":[{"body":"no"},[1.5e3,true,null]]}
                """#.utf8))
        #expect(form.authorName == "Nadia" && form.authorURL == "https://example.org" && form.threadID == "42")
        #expect(form.body == "Bon\njour é 😀" && form.threadURL == "u" && form.threadTitle == "t")
        #expect(form.parentID == "-7" && form.externalID == "e" && form.ip == "192.0.2.1" && form.userAgent == "a")
        #expect(form.referrer == "r" && form.language == "fr" && form.writtenAt == "w")
    }

    @Test(arguments: [
        (#"{"body":"\ud83d"}"#, "\u{FFFD}"), (#"{"body":"\ud83dx"}"#, "\u{FFFD}x"), (#"{"body":"\ude00"}"#, "\u{FFFD}"),
        (#"{"body":"\ud83d\ud83d\ude00"}"#, "\u{FFFD}😀"), (#"{"body":"\ud83d\n"}"#, "\u{FFFD}\n"),
        (#"{"body":"\/\"\\\b\f\n\r\t\u0041"}"#, "/\"\\\u{8}\u{C}\n\r\tA"), (#"{"body":"a","body":"b"}"#, "b"),
        (#"{"b\u006fdy":"x"}"#, "x"), ("\u{FEFF}{\"body\":\"x\"}", "x"), (" \n{ \"body\" : \"x\" }\t", "x"),
    ])
    func `reads JSON's escapes`(json: String, body: String) throws {
        #expect(try CommentForm(json: Array(json.utf8)).body == body)
    }

    @Test
    func `of a text editor's depth is read, deeper is refused`() {
        func nested(_ depth: Int) -> [UInt8] {
            Array(("{\"x\":" + String(repeating: "[", count: depth) + String(repeating: "]", count: depth) + "}").utf8)
        }
        #expect(throws: Never.self) { _ = try CommentForm(json: nested(32)) }
        #expect(throws: FormError.malformedJSON(byteOffset: 37)) { _ = try CommentForm(json: nested(33)) }
        #expect(throws: FormError.malformedJSON(byteOffset: 37)) { _ = try CommentForm(json: nested(100_000)) }
    }

    @Test
    func `that is not UTF-8 is refused with the byte`() {
        #expect(throws: FormError.notUTF8(byteOffset: 9)) {
            _ = try CommentForm(json: Array("{\"body\":\"".utf8) + [0xFF, 0x22, 0x7D])
        }
        #expect(throws: FormError.notUTF8(byteOffset: 8)) {
            _ = try CommentForm(urlencoded: Array("comment=".utf8) + [0xC3])
        }
        #expect(throws: FormError.notUTF8(byteOffset: 11)) {
            _ = try CommentForm(urlencoded: Array("comment=%41%FF%42".utf8))
        }
        #expect(throws: FormError.notUTF8(byteOffset: 8)) { _ = try CommentForm(urlencoded: Array("comment=%C3".utf8)) }
        #expect(throws: FormError.notUTF8(byteOffset: 8)) {
            _ = try CommentForm(urlencoded: Array("comment=%ED%A0%80".utf8))
        }
    }

    @Test(arguments: [
        "author=Nadia&email=nadia%40example.org&url=https%3A%2F%2Fexample.org&comment=Bon+jour%21&comment_post_ID=42&comment_parent=7",
        "author.name=Nadia&author.email=nadia@example.org&author.url=https://example.org&body=Bon%20jour!&thread.id=42&parent_id=7",
        "author%5Bname%5D=Nadia&author[email]=nadia@example.org&author[url]=https://example.org&body=Bon%20jour!&thread[id]=42&parent_id=7",
        "&&ak_js=1&author=x&author=Nadia&url=https://example.org&comment=Bon+jour!&comment_post_ID=42&comment_parent=7&submit&%FF=%FF",
    ])
    func `posted by a browser is taken by our names and those of WordPress`(_ posted: String) throws {
        let form = try CommentForm(urlencoded: Array(posted.utf8))
        #expect(form.authorName == "Nadia" && form.authorURL == "https://example.org" && form.body == "Bon jour!")
        #expect(form.threadID == "42" && form.parentID == "7")
    }

    @Test
    func `takes a percent sign that escapes nothing for itself`() throws {
        #expect(try CommentForm(urlencoded: Array("comment=100%&author=%4&url=%zz".utf8)).body == "100%")
        #expect(try CommentForm(urlencoded: Array("comment=100%&author=%4".utf8)).authorName == "%4")
        #expect(try CommentForm(urlencoded: Array("comment_parent=0".utf8)).parentID == nil)
        #expect(try CommentForm(urlencoded: Array("comment=a=b".utf8)).body == "a=b")
        #expect(try CommentForm(urlencoded: []).body == nil)
    }

    @Test
    func `of more than two hundred pairs is refused`() {
        #expect(throws: Never.self) {
            _ = try CommentForm(urlencoded: Array(String(repeating: "a=b&", count: 200).utf8))
        }
        #expect(throws: FormError.tooManyFields(limit: 200)) {
            _ = try CommentForm(urlencoded: Array(String(repeating: "a=b&", count: 201).utf8))
        }
    }

    @Test
    func `prints nothing that was typed`() throws {
        let form = try CommentForm(urlencoded: Array("author=Nadia&email=nadia@example.org&comment=Bonjour".utf8))
        var dumped = ""
        dump([form], to: &dumped)
        let printed = "\(form) \([form]) \(String(reflecting: Optional(form)))" + dumped
        #expect(!printed.contains("Nadia") && !printed.contains("nadia") && !printed.contains("Bonjour"))
    }
}
