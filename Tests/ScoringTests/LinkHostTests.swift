import Scoring
import Testing

@Suite struct LinkHostTests {
    struct Case: CustomTestStringConvertible, Sendable {
        let body: String
        let hosts: [String]
        var testDescription: String { body }
    }

    @Test(arguments: [
        Case(body: "no link at all, e.g. here", hosts: []),
        Case(body: "see https://Example.ORG/page?x=1#top.", hosts: ["example.org"]),
        Case(body: "http://www.example.org:8080/a and example.org/b", hosts: ["example.org"]),
        Case(body: "https://user:word@example.net/", hosts: ["example.net"]),
        Case(body: "http://one.example.org, http://two.example.org", hosts: ["one.example.org", "two.example.org"]),
        Case(body: #"<a href="https://example.com">here</a>"#, hosts: ["example.com"]),
        Case(body: "http://example.org\\@example.net", hosts: ["example.org"]),
        Case(body: "http:///nothing", hosts: []),
        Case(body: (0..<20).map { "http://h\($0).example.org " }.joined(), hosts: (0..<8).map { "h\($0).example.org" }),
    ]) func `finds each host once, as it can be compared`(row: Case) {
        #expect(LinkHosts.of(row.body) == row.hosts)
    }
}
