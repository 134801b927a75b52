import CommentIntake
import Testing

@testable import struct CommentIntake.HeaderValue
@testable import struct CommentIntake.MultipartBoundary

struct `A multipart form` {
    static let type = "multipart/form-data; boundary=abc"

    static func form(_ body: String, type: String = type) throws -> CommentForm {
        try CommentForm(multipart: Array(body.utf8), contentType: type)
    }

    /// `LF` in tables is easier on the eye.
    static func crlf(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n")
    }

    static let field = "Content-Disposition: form-data; name=\"comment\"\n\n"

    struct Read: Sendable {
        let why: String
        let body: String
        let text: String?
        init(_ why: String, _ body: String, _ text: String?) {
            self.why = why
            self.body = body
            self.text = text
        }
    }

    static let read: [Read] = [
        Read("plain", crlf("--abc\n\(field)Bonjour\n--abc--\n"), "Bonjour"),
        Read("no line end behind the last boundary", crlf("--abc\n\(field)Bonjour\n--abc--"), "Bonjour"),
        Read("preamble and epilogue", crlf("Hello\n--abcd\n\n--abc\n\(field)x\n--abc--\nmore\n--abc\nx"), "x"),
        Read("an empty line first", crlf("\n--abc\n\(field)x\n--abc--\n"), "x"),
        Read("LF alone", "--abc\n\(field)x\ny\n--abc--\n", "x\ny"),
        Read("spaces behind boundaries", crlf("--abc \t\n\(field)x\n--abc-- \n"), "x"),
        Read("empty", crlf("--abc\n\(field)\n--abc--"), ""),
        Read("empty, its line end missing", crlf("--abc\n\(field)--abc--"), ""),
        Read("several lines", crlf("--abc\n\(field)x\n\ny\n\n--abc--"), "x\r\n\r\ny\r\n"),
        Read(
            "the boundary with more behind it", crlf("--abc\n\(field)--abcd\n--abc x\n--abc-\n--abc--x\n--abc--"),
            "--abcd\r\n--abc x\r\n--abc-\r\n--abc--x"),
        Read("the boundary within a line", crlf("--abc\n\(field)x--abc--\n --abc\n--abc--"), "x--abc--\r\n --abc"),
        Read("a boundary's line behind a bare LF", "--abc\r\n\(crlf(field))x\n--abc\r\ny\r\n--abc--", "x\n--abc\r\ny"),
        Read(
            "the boundary behind a bare LF or CR", "--abc\r\n\(crlf(field))x\n--abc\n\r--abc--\r\n--abc--",
            "x\n--abc\n\r--abc--"),
        Read("the boundary behind CRLF where LF ends lines", "--abc\n\(field)x\r\n--abc--", "x\r"),
        Read("names in any case", crlf("--abc\nCONTENT-disposition:Form-Data;NAME=\"comment\"\n\nx\n--abc--"), "x"),
        Read(
            "an unquoted name", crlf("--abc\nContent-Disposition: form-data; name=comment ; x=\"y\";\n\nx\n--abc--"),
            "x"),
        Read(
            "a header on two lines", crlf("--abc\nContent-Disposition: form-data;\n name=\"comment\"\n\nx\n--abc--"),
            "x"),
        Read(
            "other headers",
            crlf(
                "--abc\nX-A: \"\nContent-Type: text/plain; charset=\"UTF-8\"\nContent-Transfer-Encoding: 8BIT\n\(field)x\n--abc--"
            ), "x"),
        Read("of a name given twice the last", crlf("--abc\n\(field)x\n--abc\n\(field)y\n--abc--"), "y"),
        Read(
            "the charset named by a field",
            crlf("--abc\nContent-Disposition: form-data; name=\"_charset_\"\n\nUTF-8\n--abc\n\(field)é\n--abc--"), "é"),
        Read("no part", "--abc--\r\n", nil),
        Read(
            "another name in another charset",
            crlf(
                "--abc\nContent-Disposition: form-data; name=\"x\"\nContent-Type: text/plain; charset=latin1\nContent-Transfer-Encoding: base64\n\nx\n--abc--"
            ), nil),
        Read(
            "an empty file field",
            crlf(
                "--abc\nContent-Disposition: form-data; name=\"photo\"; filename=\"\"\nContent-Type: application/octet-stream\n\n\n--abc\n\(field)x\n--abc--"
            ), "x"),
        Read(
            "a browser's quote in a name",
            crlf("--abc\nContent-Disposition: form-data; name=\"comment%22\"\n\nx\n--abc--"), nil),
        Read(
            "a browser's backslash at the end of a name",
            crlf("--abc\nContent-Disposition: form-data; name=\"a\\\"\n\nx\n--abc\n\(field)y\n--abc--"), "y"),
    ]

    @Test(arguments: read)
    func `is read`(_ row: Read) throws {
        #expect(try Self.form(row.body).body == row.text, "\(row.why)")
    }

    @Test
    func `takes every name the urlencoded form takes`() throws {
        let fields = [
            ("author", "Nadia"), ("author.url", "u"), ("thread[id]", "42"), ("comment_parent", "7"), ("language", "fr"),
        ]
        let parts = fields.map { "--abc\nContent-Disposition: form-data; name=\"\($0)\"\n\n\($1)\n" }.joined()
        let form = try Self.form(Self.crlf(parts + "--abc--\n"))
        #expect(form.authorName == "Nadia" && form.authorURL == "u" && form.threadID == "42")
        #expect(form.parentID == "7" && form.language == "fr")
        let none = "--abc\nContent-Disposition: form-data; name=\"comment_parent\"\n\n0\n--abc--"
        #expect(try Self.form(Self.crlf(none)).parentID == nil)
    }

    struct Refused: Sendable {
        let why: String
        let body: String
        let error: FormError
        init(_ why: String, _ body: String, _ error: FormError) {
            self.why = why
            self.body = body
            self.error = error
        }
    }

    static let refused: [Refused] = [
        Refused("nothing", "", .malformedMultipart(byteOffset: 0)),
        Refused("no boundary", "comment=x", .malformedMultipart(byteOffset: 9)),
        Refused("another boundary", "--abd\r\n\r\n--abd--", .malformedMultipart(byteOffset: 16)),
        Refused("no last boundary", crlf("--abc\n\(field)x\n"), .malformedMultipart(byteOffset: 60)),
        Refused("only a beginning", "--abc\r\n", .malformedMultipart(byteOffset: 7)),
        Refused("cut in the headers", "--abc\r\nContent-Dis", .malformedMultipart(byteOffset: 18)),
        Refused("a line that is no header", crlf("--abc\nhello\n\nx\n--abc--"), .malformedMultipart(byteOffset: 7)),
        Refused("a header without a name", crlf("--abc\n: x\n\nx\n--abc--"), .malformedMultipart(byteOffset: 7)),
        Refused(
            "a space before the colon", crlf("--abc\nContent-Disposition : form-data; name=x\n\n\n--abc--"),
            .malformedMultipart(byteOffset: 7)),
        Refused("LF in CRLF headers", "--abc\r\n\(field)x\r\n--abc--", .malformedMultipart(byteOffset: 53)),
        Refused("no headers", crlf("--abc\n\nx\n--abc--"), .malformedMultipart(byteOffset: 7)),
        Refused(
            "no name", crlf("--abc\nContent-Disposition: form-data\n\nx\n--abc--"), .malformedMultipart(byteOffset: 7)),
        Refused(
            "an attachment", crlf("--abc\nContent-Disposition: attachment; name=x\n\nx\n--abc--"),
            .malformedMultipart(byteOffset: 7)),
        Refused(
            "two dispositions", crlf("--abc\n\(field.dropLast())\(field)x\n--abc--"),
            .malformedMultipart(byteOffset: 55)),
        Refused(
            "two names", crlf("--abc\nContent-Disposition: form-data; name=x; name=y\n\nx\n--abc--"),
            .malformedMultipart(byteOffset: 7)),
        Refused(
            "an open quote", crlf("--abc\nContent-Disposition: form-data; name=\"x\n\nx\n--abc--"),
            .malformedMultipart(byteOffset: 7)),
        Refused(
            "another charset", crlf("--abc\nContent-Type: text/plain; charset=ISO-8859-1\n\(field)x\n--abc--"),
            .unsupportedCharset(byteOffset: 7)),
        Refused(
            "another charset for all",
            crlf("--abc\nContent-Disposition: form-data; name=\"_charset_\"\n\nlatin1\n--abc--"),
            .unsupportedCharset(byteOffset: 59)),
        Refused(
            "base64", crlf("--abc\nContent-Transfer-Encoding: base64\n\(field)x\n--abc--"),
            .unsupportedTransferEncoding(byteOffset: 7)),
        Refused(
            "quoted-printable", crlf("--abc\nContent-Transfer-Encoding: Quoted-Printable\n\(field)x\n--abc--"),
            .unsupportedTransferEncoding(byteOffset: 7)),
        Refused(
            "headers of 4 KiB", crlf("--abc\nX: " + String(repeating: "x", count: 4090) + "\n\(field)x\n--abc--"),
            .malformedMultipart(byteOffset: 4103)),
        Refused(
            "many short headers", crlf("--abc\n" + String(repeating: "X:\n", count: 2000) + "\(field)x\n--abc--"),
            .malformedMultipart(byteOffset: 4103)),
    ]

    @Test(arguments: refused)
    func `that is broken is refused with the byte`(_ row: Refused) {
        #expect(throws: row.error, "\(row.why)") { _ = try Self.form(row.body) }
    }

    @Test
    func `that is not UTF-8 is refused with the byte, in the fields that count`() throws {
        let head = Array(Self.crlf("--abc\n\(Self.field)").utf8)
        #expect(throws: FormError.notUTF8(byteOffset: head.count + 1)) {
            _ = try CommentForm(
                multipart: head + [0x61, 0xC3, 0x28] + Array("\r\n--abc--".utf8), contentType: Self.type)
        }
        let other = Array(Self.crlf("--abc\nContent-Disposition: form-data; name=\"x\"\n\n").utf8)
        #expect(throws: Never.self) {
            _ = try CommentForm(multipart: other + [0xFF] + Array("\r\n--abc--".utf8), contentType: Self.type)
        }
    }

    @Test
    func `of more than two hundred parts is refused`() {
        let part = Self.crlf("--abc\nContent-Disposition: form-data; name=x\n\n\n")
        #expect(throws: Never.self) { _ = try Self.form(String(repeating: part, count: 200) + "--abc--") }
        #expect(throws: FormError.tooManyFields(limit: 200)) {
            _ = try Self.form(String(repeating: part, count: 201) + "--abc--")
        }
    }

    struct Boundary: Sendable {
        let type: String
        let boundary: String?
        init(_ type: String, _ boundary: String?) {
            self.type = type
            self.boundary = boundary
        }
    }

    static let seventy = String(repeating: "b", count: 70)
    static let boundaries: [Boundary] = [
        Boundary("multipart/form-data; boundary=abc", "abc"), Boundary("multipart/form-data;boundary=\"abc\"", "abc"),
        Boundary("Multipart/Form-Data; Boundary=abc; charset=UTF-8", "abc"),
        Boundary("multipart/form-data; charset=utf-8 ; boundary=a'()+_,-./:=?", "a'()+_,-./:=?"),
        Boundary("multipart/form-data; boundary=\"a b;c\"", nil),
        Boundary("multipart/form-data; boundary=\"a b\"", "a b"),
        Boundary("multipart/form-data; boundary=\"a\\\"b\"", nil),
        Boundary("multipart/form-data; boundary=\(seventy)", seventy),
        Boundary("multipart/form-data; boundary=\(seventy)b", nil), Boundary("multipart/form-data", nil),
        Boundary("multipart/form-data; boundary", nil), Boundary("multipart/form-data; boundary=", nil),
        Boundary("multipart/form-data; boundary=\"\"", nil), Boundary("multipart/form-data; boundary=\"a ", nil),
        Boundary("multipart/form-data; boundary=\"a \"", nil), Boundary("multipart/form-data; boundary=a b", nil),
        Boundary("multipart/form-data; boundary=é", nil), Boundary("multipart/form-data; boundary=a; boundary=a", nil),
        Boundary("multipart/form-data; boundary=a*", nil), Boundary("; boundary=a", nil),
        Boundary("multipart/form-data boundary=a", nil),
    ]

    @Test(arguments: boundaries)
    func `has a boundary by the rules`(_ row: Boundary) throws {
        if let boundary = row.boundary {
            let read = try MultipartBoundary(contentType: row.type)
            #expect(read.dashed == Array("--\(boundary)".utf8))
        } else {
            #expect(throws: FormError.invalidBoundary) { _ = try MultipartBoundary(contentType: row.type) }
        }
    }

    @Test
    func `in another charset as a whole is refused`() {
        #expect(throws: FormError.unsupportedCharset(byteOffset: nil)) {
            _ = try Self.form("--abc--", type: "multipart/form-data; charset=windows-1252; boundary=abc")
        }
    }

    @Test
    func `with a file under one of our names has a problem with that field`() throws {
        let file = "--abc\nContent-Disposition: form-data; name=\"comment\"; filename=\"a.txt\"\n\nx\n--abc--"
        let form = try Self.form(Self.crlf(file))
        #expect(form.body == nil)
        #expect(form.problems == [FieldProblem(.body, .wrongType)])
    }

    @Test
    func `built again with another boundary is the same request`() throws {
        func identity(_ boundary: String, _ text: String, name: String = "comment") throws -> [UInt8] {
            let body = Self.crlf(
                "--\(boundary)\nContent-Disposition: form-data; name=\"\(name)\"\n\n\(text)\n--\(boundary)--")
            return try IdempotencyRequest.identity(
                multipart: Array(body.utf8), contentType: "multipart/form-data; boundary=\(boundary)")
        }
        #expect(try identity("abc", "x") == identity("xyz", "x"))
        #expect(try identity("abc", "x") != identity("abc", "y"))
        #expect(try identity("abc", "x", name: "ab") != identity("abc", "bx", name: "a"))
    }
}
