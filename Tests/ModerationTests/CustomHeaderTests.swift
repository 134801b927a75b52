import Moderation
import Testing

@Suite struct CustomHeaders {
    @Test(arguments: [
        ("X-Gateway", "b7d0f4a1"), ("Authorization", "Bearer abc.def"), ("x", "~"), ("X-1", "two words"),
        (String(repeating: "n", count: 64), String(repeating: "v", count: 1000)),
    ])
    func `an ordinary header is taken as it was written`(name: String, value: String) throws {
        let header = try #require(CustomHeader(name, value))
        #expect(header.name == name)
        #expect(header.value == value)
    }

    @Test(arguments: [
        ("", "a"), ("X", ""), ("X Y", "a"), ("X:", "a"), ("X_Y", "a"), ("Ж", "a"), ("X", "a\r\nHost: b"), ("X\n", "a"),
        ("X", "a\u{0}"), ("X", "a\tb"), ("X", " a"), ("X", "a "), ("X", "é"), ("X", "a\u{7F}"),
        (String(repeating: "n", count: 65), "a"), ("X", String(repeating: "v", count: 1001)),
        ("Host", "a"), ("CONTENT-TYPE", "a"), ("content-length", "1"), ("Transfer-Encoding", "chunked"),
        ("Webhook-Id", "a"), ("webhook-signature", "v1,a"), ("Proxy-Authorization", "a"), ("User-Agent", "a"),
        ("Expect", "100-continue"), ("Connection", "close"), ("X-Forwarded-For", "192.0.2.1"), ("Sec-Fetch-Mode", "a"),
    ])
    func `what is no header of one's own is refused`(name: String, value: String) {
        #expect(CustomHeader(name, value) == nil)
        #expect(CustomHeader.list([("X-Other", "a"), (name, value)]) == nil)
    }

    @Test func `a name stands once, and ten are enough`() {
        #expect(CustomHeader.list([("X-A", "1"), ("x-a", "2")]) == nil)
        #expect(CustomHeader.list((1...10).map { ("X-\($0)", "v") })?.count == 10)
        #expect(CustomHeader.list((1...11).map { ("X-\($0)", "v") }) == nil)
    }

    @Test func `lines come back as they were`() throws {
        let headers = try #require(CustomHeader.list([("X-B", "a: b; c=\"d\""), ("X-A", "1")]))
        #expect(headers.map(\.name) == ["X-A", "X-B"])
        #expect(CustomHeader.parse(lines: String(decoding: CustomHeader.lines(headers), as: UTF8.self)) == headers)
        #expect(CustomHeader.parse(lines: "\n  X-A:1\r\n\nX-B: a: b; c=\"d\"\n") == headers)
        #expect(CustomHeader.parse(lines: "") == [])
        for bad in ["X-A", ": a", "X-A:", "X-A : a", "X-A: 1\nX-A: 2"] {
            #expect(CustomHeader.parse(lines: bad) == nil, "\(bad)")
        }
    }
}

@Suite struct EndpointPaces {
    @Test func `outside its ranges there is none`() {
        for (atOnce, perMinute) in [(0, 0), (9, 0), (1, -1), (1, 6001)] {
            #expect(EndpointPace(atOnce: atOnce, perMinute: perMinute) == nil)
        }
        #expect(EndpointPace(atOnce: nil, perMinute: nil) == .standard)
        #expect(EndpointPace(atOnce: 8, perMinute: 6000)?.mostAtAClaim == 100)
    }

    /// However claims fall, a minute never holds more than its number and one claim's worth.
    @Test(arguments: [1, 7, 59, 60, 61, 119, 600, 5999, 6000])
    func `a minute never holds more than one claim over its number`(perMinute: Int) throws {
        let pace = try #require(EndpointPace(atOnce: 8, perMinute: perMinute))
        let most = try #require(pace.mostAtAClaim)
        for taken in Set([1, (most + 1) / 2, most]) {
            var at = Duration.zero
            var count = 0
            while at < .seconds(60) {
                count += taken
                at += pace.pause(after: taken)
            }
            #expect(count <= perMinute + most, "\(taken) at a time")
            if taken == most { #expect(count >= perMinute * 99 / 100, "\(taken) at a time") }
        }
    }
}
