import Testing
import WebhookNotifier

struct WebhookURLTests {
    struct Case: Sendable {
        var text: String
        var problem: WebhookURL.Problem?
        var http = false
    }

    static let thisMachine = WebhookURL.Problem.addressRefused("this machine")

    static let cases = [
        Case(text: "https://example.com/hook"),
        Case(text: "https://example.com:8443/hook?key=a%20b"),
        Case(text: "https://example.com"),
        Case(text: "HTTPS://EXAMPLE.com/"),
        Case(text: "https://93.184.216.34/hook"),
        Case(text: "https://[2606:4700::1111]/hook"),
        Case(text: "http://example.com/", http: true),
        Case(text: "http://example.com/", problem: .schemeRefused),
        Case(text: "ftp://example.com/", problem: .schemeRefused, http: true),
        Case(text: "file:///etc/hostname", problem: .schemeRefused, http: true),
        Case(text: "gopher://example.com/", problem: .schemeRefused, http: true),
        Case(text: "", problem: .schemeRefused), Case(text: "example.com/hook", problem: .schemeRefused),
        Case(text: "https://", problem: .unreadable), Case(text: "https://exa mple.com/", problem: .unreadable),
        Case(text: "https://example.com/\r\nx: y", problem: .unreadable),
        Case(text: "https://example.com/\u{0}", problem: .unreadable),
        Case(text: "https://example.com\\@127.0.0.1/", problem: .unreadable),
        Case(text: "https://user@example.com/", problem: .hasUserInfo),
        Case(text: "https://user:word@example.com/", problem: .hasUserInfo),
        Case(text: "https://example.com@127.0.0.1/", problem: .hasUserInfo),
        Case(text: "https://example.com/#top", problem: .hasFragment),
        Case(text: "https://example.com/#", problem: .hasFragment),
        Case(text: "https://example.com:22/", problem: .portRefused),
        Case(text: "https://example.com:25/", problem: .portRefused),
        Case(text: "https://example.com:0/", problem: .portRefused),
        Case(text: "https://example.com:65536/", problem: .portRefused),
        Case(text: "https://[fe80::1%25eth0]/", problem: .hasZone),
        Case(text: "https://127.0.0.1/", problem: thisMachine), Case(text: "https://127.0.0.1./", problem: thisMachine),
        Case(text: "https://0177.0.0.1/", problem: thisMachine),
        Case(text: "https://2130706433/", problem: thisMachine),
        Case(text: "https://0x7f.1/", problem: thisMachine), Case(text: "https://127.1/", problem: thisMachine),
        Case(text: "https://0x7f000001/", problem: thisMachine),
        Case(text: "https://%31%32%37.0.0.1/", problem: thisMachine),
        Case(text: "https://%30x7f.1/", problem: .addressRefused("an IPv4 address in disguise")),
        Case(text: "https://example.1/", problem: .addressRefused("an IPv4 address in disguise")),
        Case(text: "https://example.0xff./", problem: .addressRefused("an IPv4 address in disguise")),
        Case(text: "https://1.example/"), Case(text: "https://127.0.0.1.example.com/"),
        Case(text: "https://localhost/", problem: thisMachine), Case(text: "https://LOCALHOST./", problem: thisMachine),
        Case(text: "https://a.localhost/", problem: thisMachine), Case(text: "https://[::1]/", problem: thisMachine),
        Case(text: "https://[::ffff:127.0.0.1]/", problem: .addressRefused("an IPv4 address in disguise")),
        Case(text: "https://169.254.169.254/latest/", problem: .addressRefused("link-local")),
        Case(text: "https://[::ffff:169.254.169.254]/", problem: .addressRefused("link-local")),
        Case(text: "https://0/", problem: .addressRefused("unspecified")),
        Case(text: "https://10.1.2.3/", problem: .addressRefused("in a private network")),
    ]

    @Test(arguments: cases)
    func `a URL is taken or refused for a named reason`(row: Case) {
        var problem: WebhookURL.Problem?
        do throws(WebhookURL.Problem) {
            _ = try WebhookURLRules(allowsHTTP: row.http).check(row.text)
        } catch { problem = error }
        #expect(problem == row.problem, "\(row.text)")
    }

    @Test func `digits of another script are no way round`() {
        #expect(throws: WebhookURL.Problem.self) { try WebhookURLRules().check("https://１２７.0.0.1/") }
    }

    @Test func `2,000 bytes are taken and 2,001 are not`() throws {
        let head = "https://example.com/"
        let longest = head + String(repeating: "a", count: 2000 - head.utf8.count)
        #expect(try WebhookURLRules().check(longest).text == longest)
        #expect(throws: WebhookURL.Problem.tooLong) { try WebhookURLRules().check(longest + "a") }
    }

    @Test func `an allowed network and its names are taken`() throws {
        let local = WebhookURLRules(
            allowsHTTP: true, addresses: AddressGuard(allowedNetworks: [try #require(CIDR("127.0.0.0/8"))]))
        let url = try local.check("http://0x7f.1:8080/hook?a=1")
        #expect(url.text == "http://127.0.0.1:8080/hook?a=1" && url.host == "127.0.0.1" && url.port == 8080)
        #expect(try local.check("http://localhost/").port == 80)
    }

    @Test(arguments: cases)
    func `words for an owner hold nothing of the URL`(row: Case) {
        guard let words = row.problem?.words else { return }
        #expect(!words.contains("example") && !words.contains("127"))
    }
}
