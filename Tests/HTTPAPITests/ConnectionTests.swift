import NIOCore
import NIOEmbedded
import NIOHTTP1
import Testing

@testable import HTTPAPI

/// Limits by hand: time passes when a test says so, and the answers are the test's.
struct `A connection` {
    /// The pipeline without Hummingbird, over no socket.
    final class Wire {
        let loop = EmbeddedEventLoop()
        let channel: EmbeddedChannel
        let gate: ConnectionGate

        init(_ limits: ConnectionLimits = ConnectionLimits(), gate: ConnectionGate? = nil) throws {
            let gate = gate ?? ConnectionGate(limits: limits, trusted: TrustedProxies())
            self.gate = gate
            channel = EmbeddedChannel(loop: loop)
            channel.remoteAddress = try SocketAddress(ipAddress: "198.51.100.7", port: 4711)
            let pipeline = channel.pipeline.syncOperations
            var head = NIOHTTPDecoderLimitConfiguration()
            head.maxHeaderListSize = limits.headBytes
            try pipeline.configureHTTPServerPipeline(
                withPipeliningAssistance: false, withErrorHandling: false, withOutboundHeaderValidation: false,
                withEncoderConfiguration: HTTPResponseEncoder.Configuration(),
                withDecoderLimitConfiguration: head)
            try LimitedHTTPChannel.addWatches(to: pipeline, limits: limits, gate: gate)
            channel.connect(to: try SocketAddress(ipAddress: "198.51.100.7", port: 4711), promise: nil)
        }

        func send(_ text: String) throws { try channel.writeInbound(ByteBuffer(string: text)) }

        func wait(_ seconds: Int) { loop.advanceTime(by: .seconds(Int64(seconds))) }

        func answer(_ status: HTTPResponseStatus = .ok, length: Int? = 0, end: Bool = true) throws {
            var headers = HTTPHeaders()
            if let length { headers.add(name: "Content-Length", value: String(length)) }
            let head = HTTPResponseHead(version: .http1_1, status: status, headers: headers)
            channel.write(HTTPServerResponsePart.head(head), promise: nil)
            if end { try endAnswer() }
        }

        func endAnswer() throws { try channel.writeOutbound(HTTPServerResponsePart.end(nil)) }

        /// What went out since the last look.
        func received() throws -> String {
            channel.flush()
            var text = ""
            while let part = try channel.readOutbound(as: IOData.self) {
                if case .byteBuffer(let bytes) = part { text += String(buffer: bytes) }
            }
            return text
        }

        var isOpen: Bool {
            loop.run()
            return channel.isActive
        }
    }

    static let request = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"

    @Test
    func `that sends nothing is closed without a word`() throws {
        let wire = try Wire()
        wire.wait(10)
        #expect(wire.isOpen)
        wire.wait(1)
        #expect(!wire.isOpen)
        #expect(try wire.received() == "")
    }

    @Test
    func `that drips a head is told so in time, however often a byte comes`() throws {
        let wire = try Wire()
        try wire.send("GET / HTTP/1.1\r\nHost: a\r\n")
        for number in 1...10 {
            wire.wait(1)
            try wire.send("X-\(number): y\r\n")
        }
        #expect(try wire.received() == "")
        wire.wait(1)
        let answer = try wire.received()
        #expect(answer.hasPrefix("HTTP/1.1 408 Request Timeout\r\n") && answer.contains("\"code\":\"request_timeout\""))
        #expect(answer.contains("\r\nConnection: close\r\n"))
        wire.wait(2)
        #expect(!wire.isOpen)
    }

    @Test
    func `has the same time for each later head, from its first byte`() throws {
        let wire = try Wire()
        try wire.send(Self.request)
        try wire.answer()
        wire.wait(70)
        try wire.send("G")
        wire.wait(9)
        #expect(wire.isOpen)
        #expect(try !wire.received().contains("408"))
        wire.wait(2)
        #expect(try wire.received().hasPrefix("HTTP/1.1 408"))
    }

    @Test
    func `that is kept without a use is closed without a word`() throws {
        let wire = try Wire()
        for _ in 1...3 {
            wire.wait(74)
            if wire.isOpen { try wire.send(Self.request) }
            if wire.isOpen { try wire.answer() }
        }
        #expect(!wire.isOpen)
        let kept = try Wire()
        try kept.send(Self.request)
        try kept.answer()
        for _ in 1...3 {
            kept.wait(74)
            try kept.send(Self.request)
            try kept.answer()
        }
        #expect(kept.isOpen)
        _ = try kept.received()
        kept.wait(77)
        #expect(!kept.isOpen)
        #expect(try kept.received() == "")
    }

    @Test
    func `that drips a body is told so in time`() throws {
        let wire = try Wire()
        try wire.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n")
        for _ in 1...30 {
            wire.wait(1)
            try wire.send("x")
        }
        #expect(try wire.received() == "")
        wire.wait(1)
        #expect(try wire.received().hasPrefix("HTTP/1.1 408"))
        // The handler's own answer comes too late.
        #expect(throws: ChannelError.self) { try wire.answer(.badRequest) }
        #expect(try wire.received() == "")
        wire.wait(2)
        #expect(!wire.isOpen)
    }

    @Test
    func `that drips a body answered already is closed without another answer`() throws {
        let wire = try Wire()
        try wire.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n")
        try wire.answer(.unauthorized)
        #expect(try wire.received().hasPrefix("HTTP/1.1 401"))
        wire.wait(31)
        #expect(!wire.isOpen)
        #expect(try wire.received() == "")
    }

    @Test
    func `whose body is malformed when it is answered already gets no second answer`() throws {
        let wire = try Wire()
        try wire.send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n")
        try wire.answer(.unauthorized)
        #expect(try wire.received().hasPrefix("HTTP/1.1 401"))
        try wire.send("zz\r\n")
        #expect(try wire.received() == "")
        wire.wait(2)
        #expect(!wire.isOpen)
    }

    @Test
    func `whose second head is none is told so in our words, behind the first answer`() throws {
        let wire = try Wire()
        #expect(throws: HTTPParserError.self) { try wire.send(Self.request + "hello\r\n\r\n") }
        try wire.answer()
        // What the application says of it by itself.
        #expect(throws: ChannelError.self) { try wire.answer(.badRequest) }
        let answers = try wire.received()
        #expect(answers.hasPrefix("HTTP/1.1 200") && answers.ranges(of: "HTTP/1.1 ").count == 2)
        #expect(
            answers.contains("\"code\":\"malformed_request\"") && answers.contains("X-Content-Type-Options: nosniff"))
        wire.wait(2)
        #expect(!wire.isOpen)
    }

    @Test
    func `gives up what comes with a second head of two ends`() throws {
        let wire = try Wire()
        #expect(throws: HTTPParserError.self) {
            try wire.send(Self.request + "POST / HTTP/1.1\r\nTransfer-Encoding: xchunked\r\n\r\n" + Self.request)
        }
        var heads = 0
        while let part = try wire.channel.readInbound(as: HTTPServerRequestPart.self) {
            if case .head = part { heads += 1 }
        }
        #expect(heads == 1)
        try wire.answer()
        #expect(throws: ChannelError.self) { try wire.answer(.badRequest) }
        let answers = try wire.received()
        #expect(answers.ranges(of: "HTTP/1.1 ").count == 2 && answers.contains("malformed_request"))
    }

    @Test
    func `takes chunks however the word is written`() throws {
        let wire = try Wire()
        try wire.send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: Chunked\r\n\r\n0\r\n\r\n")
        try wire.answer()
        #expect(try wire.received().hasPrefix("HTTP/1.1 200"))
        #expect(wire.isOpen)
    }

    @Test
    func `waits for a slow answer of ours as long as it takes`() throws {
        let wire = try Wire()
        try wire.send(Self.request)
        wire.wait(600)
        #expect(wire.isOpen)
        try wire.answer()
        #expect(try wire.received().hasPrefix("HTTP/1.1 200 OK\r\n"))
    }

    struct Version: Sendable {
        let request: String
        let length: Int?
        let version: String
        let connection: String?
        let closes: Bool
    }

    static let versions: [Version] = [
        Version(
            request: "GET / HTTP/1.1\r\nHost: a\r\n\r\n", length: 0, version: "1.1", connection: nil, closes: false),
        Version(
            request: "GET / HTTP/1.1\r\nHost: a\r\nConnection: Close\r\n\r\n", length: 0, version: "1.1",
            connection: "close", closes: true),
        Version(
            request: "GET / HTTP/1.1\r\nHost: a\r\nConnection: te, close\r\n\r\n", length: 0, version: "1.1",
            connection: "close", closes: true),
        Version(
            request: "GET / HTTP/1.1\r\nHost: a\r\n\r\n", length: nil, version: "1.1", connection: nil, closes: false),
        Version(request: "GET / HTTP/1.0\r\n\r\n", length: 0, version: "1.0", connection: "close", closes: true),
        Version(
            request: "GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n", length: 0, version: "1.0",
            connection: "keep-alive", closes: false),
        Version(
            request: "GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n", length: nil, version: "1.0",
            connection: "close", closes: true),
    ]

    @Test(arguments: versions)
    func `is kept or closed as its client understands it`(_ row: Version) throws {
        let wire = try Wire()
        try wire.send(row.request)
        try wire.answer(length: row.length)
        let answer = try wire.received()
        #expect(answer.hasPrefix("HTTP/\(row.version) 200 OK\r\n"))
        let lines = answer.split(separator: "\r\n").filter { $0.lowercased().hasPrefix("connection:") }
        #expect(lines == (row.connection.map { ["Connection: \($0)"] } ?? []))
        #expect(answer.lowercased().contains("transfer-encoding") == (row.length == nil && row.version == "1.1"))
        wire.wait(3)
        #expect(wire.isOpen != row.closes)
    }

    @Test
    func `answers requests sent together in turn and closes behind the one that asks for it`() throws {
        let wire = try Wire()
        try wire.send(Self.request + Self.request + "GET / HTTP/1.0\r\n\r\n")
        for number in 1...3 {
            try wire.answer()
            let answer = try wire.received()
            #expect(answer.hasPrefix("HTTP/1.\(number == 3 ? 0 : 1) 200"))
            #expect(answer.contains("Connection: close") == (number == 3))
        }
        wire.wait(3)
        #expect(!wire.isOpen)
    }

    @Test(arguments: [
        ("GET / HTTP/1.1\r\nHost: a\r\nX: " + String(repeating: "x", count: 16_384) + "\r\n\r\n", "431"),
        ("GET /" + String(repeating: "x", count: 16_384) + " HTTP/1.1\r\nHost: a\r\n\r\n", "431"),
        ("hello\r\n\r\n", "400"), ("GET / HTTP/2.0\r\n\r\n", "400"), ("\u{16}\u{3}\u{1}", "400"),
        ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n", "400"),
        ("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n", "400"),
        ("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", "400"),
        ("POST / HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "400"),
    ])
    func `whose bytes are no request gets an answer and is closed`(bytes: String, status: String) throws {
        let wire = try Wire()
        try wire.send(bytes)
        let answer = try wire.received()
        #expect(answer.hasPrefix("HTTP/1.1 \(status) ") && answer.ranges(of: "HTTP/1.1 ").count == 1)
        #expect(try wire.channel.readInbound(as: HTTPServerRequestPart.self) == nil)
        wire.wait(2)
        #expect(!wire.isOpen)
    }

    @Test
    func `closes at once when the service stops and nothing is under way`() throws {
        for bytes in ["", "GET / HTTP/1.1\r\nHo", Self.request] {
            let wire = try Wire()
            if !bytes.isEmpty { try wire.send(bytes) }
            if bytes == Self.request { try wire.answer() }
            wire.channel.pipeline.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent())
            #expect(!wire.isOpen, "\(bytes)")
        }
    }

    @Test
    func `finishes what is under way when the service stops, and says that it closes`() throws {
        let wire = try Wire()
        try wire.send(Self.request)
        wire.channel.pipeline.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent())
        wire.wait(20)
        #expect(wire.isOpen)
        try wire.answer()
        #expect(try wire.received().contains("Connection: close"))
        wire.wait(2)
        #expect(!wire.isOpen)
    }

    @Test
    func `does not hold up a stop by dripping its body`() throws {
        let wire = try Wire()
        try wire.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n")
        wire.channel.pipeline.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent())
        for _ in 1...5 {
            wire.wait(1)
            try wire.send("x")
        }
        #expect(try wire.received() == "")
        wire.wait(1)
        #expect(try wire.received().hasPrefix("HTTP/1.1 408"))
        wire.wait(2)
        #expect(!wire.isOpen)
    }

    @Test
    func `beyond the limit is told so, and leaves room when it is gone`() throws {
        var limits = ConnectionLimits()
        limits.connectionsPerAddress = 1
        let gate = ConnectionGate(limits: limits, trusted: TrustedProxies())
        let first = try Wire(limits, gate: gate)
        let second = try Wire(limits, gate: gate)
        #expect(try second.received().hasPrefix("HTTP/1.1 503 "))
        try second.send(Self.request)
        #expect(try second.channel.readInbound(as: HTTPServerRequestPart.self) == nil)
        second.wait(2)
        #expect(!second.isOpen && first.isOpen)
        first.channel.close(promise: nil)
        let third = try Wire(limits, gate: gate)
        try third.send(Self.request)
        try third.answer()
        #expect(try third.received().hasPrefix("HTTP/1.1 200 "))
    }
}
