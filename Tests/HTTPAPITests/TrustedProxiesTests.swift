import Testing
import WebhookNotifier

@testable import HTTPAPI

struct `Trusted proxies` {
    struct Case: Sendable {
        let why: String
        var peer = "192.0.2.1"
        var forwarded: [String] = []
        var forwardedFor: [String] = []
        let client: String
    }

    static let proxies = ["192.0.2.0/24", "2001:db8:1::/48", "127.0.0.1"]

    static let cases: [Case] = [
        Case(why: "no header", client: "192.0.2.1"),
        Case(
            why: "a stranger says what he likes", peer: "198.51.100.9", forwardedFor: ["203.0.113.1"],
            client: "198.51.100.9"),
        Case(why: "and in the other way", peer: "198.51.100.9", forwarded: ["for=203.0.113.1"], client: "198.51.100.9"),
        Case(why: "one proxy", forwardedFor: ["203.0.113.1"], client: "203.0.113.1"),
        Case(why: "two proxies", forwardedFor: ["203.0.113.1, 192.0.2.7"], client: "203.0.113.1"),
        Case(why: "two proxies, a line each", forwardedFor: ["203.0.113.1", "192.0.2.7"], client: "203.0.113.1"),
        Case(
            why: "what a visitor made up stands left of it", forwardedFor: ["10.9.9.9, 203.0.113.1, 192.0.2.7"],
            client: "203.0.113.1"),
        Case(
            why: "nor does his rubbish matter there", forwardedFor: ["\"<x>, unknown,,203.0.113.1"],
            client: "203.0.113.1"),
        Case(why: "only proxies: the furthest", forwardedFor: ["192.0.2.9,192.0.2.8"], client: "192.0.2.9"),
        Case(why: "unreadable where it counts", forwardedFor: ["203.0.113.1, unknown"], client: "192.0.2.1"),
        Case(why: "unreadable behind a trusted one", forwardedFor: ["203.0.113, 192.0.2.7"], client: "192.0.2.1"),
        Case(why: "empty", forwardedFor: [""], client: "192.0.2.1"),
        Case(why: "empty at the end", forwardedFor: ["203.0.113.1,"], client: "192.0.2.1"),
        Case(why: "with a port", forwardedFor: ["203.0.113.1:4711"], client: "203.0.113.1"),
        Case(why: "with no port", forwardedFor: ["203.0.113.1:"], client: "192.0.2.1"),
        Case(why: "with a port that is none", forwardedFor: ["203.0.113.1:47x"], client: "192.0.2.1"),
        Case(why: "IPv6", forwardedFor: ["2001:db8::7"], client: "2001:db8:0:0:0:0:0:7"),
        Case(why: "IPv6 with a port", forwardedFor: ["[2001:db8::7]:443"], client: "2001:db8:0:0:0:0:0:7"),
        Case(why: "IPv6 with an open bracket", forwardedFor: ["[2001:db8::7"], client: "192.0.2.1"),
        Case(why: "an IPv4 address inside IPv6", forwardedFor: ["::ffff:203.0.113.1"], client: "203.0.113.1"),
        Case(
            why: "a proxy seen over IPv6 as IPv4", peer: "::ffff:192.0.2.1", forwardedFor: ["203.0.113.1"],
            client: "203.0.113.1"),
        Case(why: "a proxy over IPv6", peer: "2001:db8:1::9", forwardedFor: ["203.0.113.1"], client: "203.0.113.1"),
        Case(why: "Forwarded", forwarded: ["for=203.0.113.1;proto=https;by=192.0.2.1"], client: "203.0.113.1"),
        Case(
            why: "Forwarded, in any case and order", forwarded: ["Proto=https; By=192.0.2.1; For=\"203.0.113.1\""],
            client: "203.0.113.1"),
        Case(why: "Forwarded with IPv6", forwarded: ["for=\"[2001:db8::7]:4711\""], client: "2001:db8:0:0:0:0:0:7"),
        Case(
            why: "Forwarded by two", forwarded: ["for=10.9.9.9, for=203.0.113.1, for=192.0.2.7"], client: "203.0.113.1"),
        Case(why: "a comma in quotes", forwarded: ["for=203.0.113.1;secret=\"a,for=10.9.9.9\""], client: "203.0.113.1"),
        Case(why: "a hidden name", forwarded: ["for=_gazonk"], client: "192.0.2.1"),
        Case(why: "an open quote", forwarded: ["for=\"203.0.113.1"], client: "192.0.2.1"),
        Case(why: "no for", forwarded: ["proto=https"], client: "192.0.2.1"),
        Case(why: "two for", forwarded: ["for=203.0.113.1;for=203.0.113.2"], client: "192.0.2.1"),
        Case(
            why: "both, and they agree", forwarded: ["for=203.0.113.1"], forwardedFor: ["203.0.113.1"],
            client: "203.0.113.1"),
        Case(
            why: "both, and one is the visitor's", forwarded: ["for=10.9.9.9"], forwardedFor: ["203.0.113.1"],
            client: "192.0.2.1"),
    ]

    @Test(arguments: cases)
    func `tell whom they forward for`(_ row: Case) throws {
        let proxies = TrustedProxies(try Self.proxies.map { try #require(CIDR($0)) })
        let client = proxies.client(
            peer: try #require(IPAddress(row.peer)), forwarded: row.forwarded, forwardedFor: row.forwardedFor)
        #expect(client.description == row.client, "\(row.why)")
    }

    @Test
    func `are none by default`() throws {
        let peer = try #require(IPAddress("127.0.0.1"))
        #expect(TrustedProxies().isEmpty)
        #expect(TrustedProxies().client(peer: peer, forwarded: [], forwardedFor: ["203.0.113.1"]) == peer)
    }
}
