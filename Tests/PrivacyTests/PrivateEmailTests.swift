import Privacy
import Testing

struct `An e-mail address` {
    struct Case: Sendable, CustomTestStringConvertible {
        let text: String
        let error: EmailSyntaxError?

        init(_ text: String, _ error: EmailSyntaxError? = nil) {
            self.text = text
            self.error = error
        }

        var testDescription: String { text.utf8.count > 60 ? "\(text.utf8.count) bytes" : text }
    }

    static let label63 = String(repeating: "a", count: 63)
    static let label64 = String(repeating: "a", count: 64)
    /// A valid address of `count` bytes.
    static func long(_ count: Int) -> String {
        let domain = "@" + Array(repeating: label63, count: 3).joined(separator: ".")
        return String(repeating: "x", count: count - domain.utf8.count) + domain
    }

    static let basics: [Case] = [
        Case("nadia@example.org"), Case("a@b"), Case("NADIA@EXAMPLE.ORG"), Case("nadia+blog@example.org"),
        Case("n.a.d.i.a@example.org"), Case("nadia@mail.example.co.example"), Case("123@example.org"),
        Case("nadia@123.example"), Case("nadia@1.2.3.4"), Case("!#$%&'*+/=?^_`{|}~-@example.org"),
        Case("  nadia@example.org\n"), Case("nadia@localhost"), Case("nadia@ex-ample.org"), Case("nadia@a--b.example"),
        Case("", .empty), Case("   ", .empty), Case("\t\n", .empty),
        Case("nadia", .malformed), Case("nadia@", .malformed), Case("@example.org", .malformed), Case("@", .malformed),
        Case("nadia@@example.org", .malformed), Case("nadia@example@example.org", .malformed),
        Case("nadia example@example.org", .malformed), Case("nadia@exam ple.org", .malformed),
        Case("nadia@example.org, ali@example.org", .malformed), Case("Nadia <nadia@example.org>", .malformed),
        Case("mailto:nadia@example.org", .malformed), Case("nadia(at)example.org", .malformed),
    ]

    /// What the HTML standard takes or refuses otherwise than the RFCs.
    static let standard: [Case] = [
        Case(".nadia@example.org"), Case("nadia.@example.org"), Case("na..dia@example.org"), Case(".@example.org"),
        Case("\"nadia\"@example.org", .malformed), Case("\"na dia\"@example.org", .malformed),
        Case("na\\@dia@example.org", .malformed), Case("nadia(blog)@example.org", .malformed),
        Case("nadia@[192.0.2.1]", .malformed), Case("nadia@[IPv6:2001:db8::1]", .malformed),
        Case("na,dia@example.org", .malformed), Case("na;dia@example.org", .malformed),
        Case("na:dia@example.org", .malformed), Case("na[dia]@example.org", .malformed),
    ]

    static let domains: [Case] = [
        Case("nadia@\(label63).example"), Case("nadia@\(label64).example", .malformed),
        Case("nadia@\(label63)"), Case("nadia@\(label64)", .malformed),
        Case("nadia@example.org.", .malformed), Case("nadia@.example.org", .malformed),
        Case("nadia@example..org", .malformed), Case("nadia@-example.org", .malformed),
        Case("nadia@example-.org", .malformed), Case("nadia@example.-org", .malformed),
        Case("nadia@exam_ple.org", .malformed), Case("nadia@example.org/x", .malformed),
        Case("nadia@example.org:25", .malformed), Case("nadia@exam%70le.org", .malformed),
        Case("nadia@example.org?x", .malformed), Case("nadia@example.org#x", .malformed),
        Case(long(254)), Case(long(255), .tooLong(limitBytes: 254)), Case(long(5000), .tooLong(limitBytes: 254)),
    ]

    static let scripts: [Case] = [
        Case("nadia@bücher.example"), Case("nadia@BÜCHER.example"), Case("nadia@مثال.example"),
        Case("nadia@مثال.إختبار"), Case("nadia@例え.example"), Case("nadia@xn--bcher-kva.example"),
        Case("nadia@faß.example"), Case("nadia@ex。ample.org"),
        Case("nädia@example.org", .malformed), Case("نادية@example.org", .malformed),
        Case("nadia\u{200B}@example.org", .malformed), Case("nadia＠example.org", .malformed),
        Case("nadia@bücher..example", .malformed), Case("nadia@-bücher.example", .malformed),
        Case("nadia@bücher.example/x", .malformed), Case("nadia@bücher.example:80", .malformed),
        Case("nadia@bü cher.example", .malformed), Case("nadia@bü／cher.example", .malformed),
        Case("nadia@\(String(repeating: "ü", count: 70)).example", .malformed),
    ]

    @Test(arguments: basics + standard + domains + scripts)
    func `is taken or refused as the HTML standard says, its domain in any script`(_ row: Case) {
        do {
            _ = try PrivateEmail(row.text)
            #expect(row.error == nil)
        } catch {
            #expect(error == row.error)
        }
    }
}
