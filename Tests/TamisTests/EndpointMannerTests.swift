import ArgumentParser
import Testing
import WebhookNotifier

@testable import tamis

@Suite struct EndpointMannerTests {
    @Test(arguments: ["X-A: b\r\nC: d", "X-A: b\nC: d", "X-A: b\r", "X-A: b\u{2028}C: d"])
    func `a header of several lines is refused, not taken for several`(_ header: String) throws {
        let manner = try EndpointManner.parse(["--header", header])
        #expect(throws: ValidationError.self) { try manner.wish() }
    }

    @Test func `headers said one by one are all taken`() throws {
        let manner = try EndpointManner.parse(["--header", "X-A: b", "--header", "X-C: d"])
        #expect(try manner.wish().headers == "X-A: b\nX-C: d")
    }

    /// Advice that cannot help is none.
    @Test func `only a setting that may allow a URL is named`() {
        let rules = WebhookURLRules()
        for (url, setting) in [
            ("http://example.org/", "webhooks.allow_http"), ("https://10.0.0.1/", "webhooks.allowed_networks"),
            ("https://169.254.169.254/", nil), ("https://100.100.100.200/", nil), ("https://a:b@example.org/", nil),
        ] {
            let problem = #expect(throws: WebhookURL.Problem.self) { try rules.check(url) }
            #expect(problem?.setting == setting, "\(url)")
        }
    }
}
