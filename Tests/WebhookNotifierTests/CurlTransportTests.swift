import Dispatch
import Moderation
import Synchronization
import Testing
import WebhookNotifier

@Suite(.timeLimit(.minutes(1)))
struct CurlTransportTests {
    static func transport(
        allowing networks: [String] = ["127.0.0.0/8"], http: Bool = true, settings: CurlTransport.Settings = .init()
    ) throws -> CurlTransport {
        let addresses = AddressGuard(allowedNetworks: try networks.map { try #require(CIDR($0)) })
        return try CurlTransport(rules: WebhookURLRules(allowsHTTP: http, addresses: addresses), settings: settings)
    }

    static func request(_ url: String, _ headers: [WebhookRequest.Header] = [], body: [UInt8] = [1, 0, 2])
        -> WebhookRequest
    {
        WebhookRequest(url: url, headers: headers, body: body)
    }

    static func request(_ server: ReceivingServer, path: String = "/hook", body: [UInt8] = [1, 0, 2]) -> WebhookRequest
    {
        request("http://127.0.0.1:\(server.port)\(path)", body: body)
    }

    static let brief = CurlTransport.Settings(connectTimeout: .milliseconds(300), totalTimeout: .milliseconds(300))

    @Test func `a request arrives with its headers and its exact bytes`() async throws {
        try await ReceivingServer.with { server in
            let body = (0..<1_100_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
            let result = try await Self.transport().send(
                Self.request(
                    "http://127.0.0.1:\(server.port)/hook?key=1",
                    [.init("content-type", "application/json"), .init("webhook-id", "evt_1")], body: body))
            #expect(result == .answered(WebhookAnswer(status: 200)))
            let request = try #require(server.requests.first)
            #expect(request.line == "POST /hook?key=1 HTTP/1.1" && request.body == body)
            #expect(
                request.headers == [
                    "host": ["127.0.0.1:\(server.port)"], "accept": ["*/*"], "content-type": ["application/json"],
                    "content-length": ["1100000"], "webhook-id": ["evt_1"],
                ])
        }
    }

    @Test func `an empty body arrives as an empty body`() async throws {
        try await ReceivingServer.with { server in
            let result = try await Self.transport().send(Self.request(server, body: []))
            #expect(result == .answered(WebhookAnswer(status: 200)))
            #expect(server.requests.map(\.body) == [[]])
        }
    }

    struct Answer: Sendable {
        var reply: ReceivingServer.Reply
        var result: WebhookResult
    }

    static let chunk = "1000\r\n\(String(repeating: "x", count: 4096))\r\n"

    static let answers = [
        Answer(reply: .status(204), result: .answered(WebhookAnswer(status: 204))),
        Answer(reply: .status(500, body: "no"), result: .answered(WebhookAnswer(status: 500, body: Array("no".utf8)))),
        Answer(
            reply: .status(429, "retry-after: 120\r\n"),
            result: .answered(WebhookAnswer(status: 429, retryAfter: .seconds(120)))),
        Answer(
            reply: .status(503, "Retry-After: Thu, 01 Jan 1970 00:01:00 GMT\r\n"),
            result: .answered(WebhookAnswer(status: 503, retryAfter: .date(Instant(milliseconds: 60_000))))),
        Answer(
            reply: .status(422, "Webhook-Delivery: abort-message\r\n"),
            result: .answered(WebhookAnswer(status: 422, wish: .abortMessage))),
        Answer(reply: .status(410), result: .answered(WebhookAnswer(status: 410))),
        Answer(
            reply: .status(302, "location: http://169.254.169.254/latest/meta-data/\r\n"),
            result: .answered(WebhookAnswer(status: 302))),
        // Packed content stays packed.
        Answer(
            reply: .status(200, "content-encoding: gzip\r\n", body: "zz"),
            result: .answered(WebhookAnswer(status: 200, body: Array("zz".utf8)))),
        Answer(
            reply: .status(200, body: String(repeating: "x", count: 10_000)),
            result: .answered(WebhookAnswer(status: 200, body: Array(repeating: 0x78, count: 4096), bytes: 10_000))),
        Answer(
            reply: .endless(head: "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n", part: chunk),
            result: .answered(WebhookAnswer(status: 200, body: Array(repeating: 0x78, count: 4096), bytes: 65_536))),
        Answer(
            reply: .endless(head: "HTTP/1.1 500 No\r\ntransfer-encoding: chunked\r\n\r\n", part: chunk),
            result: .answered(WebhookAnswer(status: 500, body: Array(repeating: 0x78, count: 4096), bytes: 65_536))),
        Answer(reply: .close, result: .failed(.connectionLost)),
        Answer(
            reply: .bytes("HTTP/1.1 200 OK\r\ncontent-length: 9\r\nconnection: close\r\n\r\nab"),
            result: .failed(.timedOut)),
        Answer(reply: .bytes("SSH-2.0-OpenSSH_9.2\r\n"), result: .failed(.notHTTP)),
        Answer(reply: .silence, result: .failed(.timedOut)),
        Answer(
            reply: .endless(head: "HTTP/1.1 200 OK\r\n", part: "x: \(String(repeating: "y", count: 4096))\r\n"),
            result: .failed(.connectionLost)),
    ]

    @Test(arguments: answers)
    func `every kind of answer has its result`(row: Answer) async throws {
        try await ReceivingServer.with(row.reply) { server in
            // Only what never ends by itself meets the limit: the rest has all the time a busy machine may need.
            let limit: Duration = row.result == .failed(.timedOut) ? .seconds(4) : .seconds(60)
            let transport = try Self.transport(settings: CurlTransport.Settings(totalTimeout: limit))
            #expect(await transport.send(Self.request(server)) == row.result)
            #expect(server.requests.count == 1 && server.connections == 1)
        }
    }

    @Test func `an address that is not allowed is not even connected to`() async throws {
        try await ReceivingServer.with { server in
            let strict = try Self.transport(allowing: [])
            let literal = await strict.send(Self.request(server))
            #expect(literal == .failed(.url(.addressRefused("this machine"))))
            #expect(server.connections == 0)
        }
    }

    struct Name: Sendable {
        var addresses: [String]
        var allowed: [String]
        var result: WebhookResult
        var connections: Int
    }

    static let names = [
        Name(
            addresses: ["127.0.0.1"], allowed: ["127.0.0.1"], result: .answered(WebhookAnswer(status: 200)),
            connections: 1),
        Name(addresses: ["127.0.0.1"], allowed: [], result: .failed(.addressRefused("this machine")), connections: 0),
        Name(addresses: ["::1"], allowed: [], result: .failed(.addressRefused("this machine")), connections: 0),
        Name(
            addresses: ["::ffff:127.0.0.1"], allowed: ["127.0.0.1"],
            result: .failed(.addressRefused("an IPv4 address in disguise")), connections: 0),
        Name(
            addresses: ["169.254.169.254"], allowed: ["0.0.0.0/0"], result: .failed(.addressRefused("link-local")),
            connections: 0),
        // One refused address is enough, wherever it stands.
        Name(
            addresses: ["127.0.0.2", "127.0.0.1"], allowed: ["127.0.0.1"],
            result: .failed(.addressRefused("this machine")), connections: 0),
        Name(
            addresses: ["127.0.0.1", "127.0.0.2"], allowed: ["127.0.0.1"],
            result: .failed(.addressRefused("this machine")), connections: 0),
        Name(addresses: [], allowed: ["127.0.0.1"], result: .failed(.nameNotFound), connections: 0),
    ]

    @Test(arguments: names)
    func `a name is judged by the addresses it leads to`(row: Name) async throws {
        try await ReceivingServer.with { server in
            let addresses = row.addresses.compactMap(IPAddress.init)
            let settings = CurlTransport.Settings(lookup: HostLookup { $0 == "example.com" ? addresses : [] })
            let transport = try Self.transport(allowing: row.allowed, settings: settings)
            #expect(await transport.send(Self.request("http://example.com:\(server.port)/")) == row.result)
            #expect(server.requests.isEmpty == (row.result != .answered(WebhookAnswer(status: 200))))
            // Connections are accepted in order, so that a later one tells how many came before it.
            let other = try Self.transport()
            let sent = server.requests.count
            #expect(await other.send(Self.request(server)) == .answered(WebhookAnswer(status: 200)))
            #expect(server.requests.dropFirst(sent).map(\.connection) == [row.connections + 1])
        }
    }

    @Test func `libcurl asks nobody itself, however the name is written`() async throws {
        try await ReceivingServer.with { server in
            let lookup = HostLookup { ["hooks.example", "hooks.example."].contains($0) ? [.v4(0x7F00_0001)] : [] }
            let transport = try Self.transport(settings: CurlTransport.Settings(lookup: lookup))
            for name in ["hooks.example", "HOOKS.example", "hooks.example."] {
                let result = await transport.send(Self.request("http://\(name):\(server.port)/"))
                #expect(result == .answered(WebhookAnswer(status: 200)), "\(name)")
            }
        }
    }

    @Test func `a name is asked for once, however many requests go there`() async throws {
        let asked = Mutex(0)
        try await ReceivingServer.with { server in
            let lookup = HostLookup { _ in
                asked.withLock { $0 += 1 }
                return [.v4(0x7F00_0001)]
            }
            let transport = try Self.transport(settings: CurlTransport.Settings(lookup: lookup))
            await withTaskGroup { group in
                for _ in 0..<20 {
                    group.addTask { await transport.send(Self.request("http://hooks.example:\(server.port)/")) }
                }
                for await result in group { #expect(result == .answered(WebhookAnswer(status: 200))) }
            }
        }
        #expect(asked.withLock(\.self) == 1)
    }

    @Test func `a name nobody answers for ends in time and holds no other up`() async throws {
        try await ReceivingServer.with { server in
            let silence = DispatchSemaphore(value: 0)
            defer { silence.signal() }
            let lookup = HostLookup { host in
                if host == "silent.example" { silence.wait() }
                return [.v4(0x7F00_0001)]
            }
            var settings = CurlTransport.Settings(lookup: lookup)
            settings.connectTimeout = .seconds(1)
            let transport = try Self.transport(settings: settings)
            async let silent = transport.send(Self.request("http://silent.example:\(server.port)/"))
            let cancelled = Task { await transport.send(Self.request("http://silent.example:\(server.port)/")) }
            cancelled.cancel()
            #expect(
                await transport.send(Self.request("http://hooks.example:\(server.port)/"))
                    == .answered(WebhookAnswer(status: 200)))
            #expect(await cancelled.value == .failed(.cancelled))
            #expect(await silent == .failed(.nameNotAnswered))
            #expect(server.requests.count == 1)
        }
    }

    @Test func `a connection is used again, and the address looked at again`() async throws {
        try await ReceivingServer.with { server in
            let transport = try Self.transport()
            for _ in 0..<3 { #expect(await transport.send(Self.request(server)) == .answered(.init(status: 200))) }
            #expect(server.requests.map(\.connection) == [1, 1, 1])
        }
    }

    @Test(arguments: [
        ("http://example.com/", WebhookURL.Problem.schemeRefused), ("file:///etc/hostname", .schemeRefused),
        ("https://user@example.com/", .hasUserInfo), ("https://169.254.169.254/", .addressRefused("link-local")),
    ])
    func `a URL that slipped into the store is refused again`(url: String, problem: WebhookURL.Problem) async throws {
        let transport = try Self.transport(http: false)
        #expect(await transport.send(Self.request(url)) == .failed(.url(problem)))
    }

    @Test(arguments: ["a\r\nx: y", "a\n", "a\u{0}b", "\u{7F}"])
    func `a header that would become two is not sent`(value: String) async throws {
        try await ReceivingServer.with { server in
            var request = Self.request(server)
            request.headers = [.init("webhook-id", value)]
            let transport = try Self.transport()
            #expect(await transport.send(request) == .failed(.malformedHeader))
            request.headers = [.init("webhook id:", "a")]
            #expect(await transport.send(request) == .failed(.malformedHeader))
            #expect(server.connections == 0)
        }
    }

    @Test func `a server without TLS is no secure receiver`() async throws {
        try await ReceivingServer.with { server in
            let result = try await Self.transport(settings: Self.brief)
                .send(Self.request("https://127.0.0.1:\(server.port)/"))
            #expect(result == .failed(.timedOut) || result == .failed(.insecure))
            #expect(server.requests.isEmpty)
        }
    }

    @Test func `nobody listening is no connection`() async throws {
        let port = try await ReceivingServer.with { $0.port }
        let transport = try Self.transport()
        #expect(await transport.send(Self.request("http://127.0.0.1:\(port)/")) == .failed(.notConnected))
    }

    @Test func `a cancelled caller is answered at once and its place is free again`() async throws {
        try await ReceivingServer.with(.silence) { server in
            let transport = try Self.transport(settings: .init(inFlight: 1))
            await withTaskGroup(of: WebhookResult.self) { group in
                group.addTask { await transport.send(Self.request(server)) }
                group.addTask { await transport.send(Self.request(server)) }
                await server.waitForRequests(1)
                group.cancelAll()
                for await result in group { #expect(result == .failed(.cancelled)) }
            }
            server.reply(.status(200))
            #expect(await transport.send(Self.request(server)) == .answered(.init(status: 200)))
        }
    }

    @Test func `who is cancelled before it begins sends nothing`() async throws {
        try await ReceivingServer.with { server in
            let transport = try Self.transport()
            await withTaskGroup(of: WebhookResult.self) { group in
                group.cancelAll()
                for _ in 0..<50 { group.addTask { await transport.send(Self.request(server)) } }
                for await result in group { #expect(result == .failed(.cancelled)) }
            }
            #expect(server.requests.isEmpty)
        }
    }

    @Test func `closing ends what is on the wire and takes nothing new`() async throws {
        try await ReceivingServer.with(.silence) { server in
            let transport = try Self.transport()
            async let pending = transport.send(Self.request(server))
            await server.waitForRequests(1)
            transport.close()
            #expect(await pending == .failed(.cancelled))
            #expect(await transport.send(Self.request(server)) == .failed(.cancelled))
        }
    }

    @Test func `a request that hangs holds up no other to the same host`() async throws {
        try await ReceivingServer.with(.silence) { server in
            let transport = try Self.transport()
            await withTaskGroup(of: WebhookResult.self) { group in
                for _ in 0..<20 { group.addTask { await transport.send(Self.request(server)) } }
                await server.waitForRequests(20)
                group.cancelAll()
            }
            #expect(server.connections == 20)
        }
    }

    @Test func `two hundred requests share the places there are`() async throws {
        try await ReceivingServer.with { server in
            let transport = try Self.transport(settings: .init(inFlight: 5))
            await withTaskGroup(of: WebhookResult.self) { group in
                for number in 0..<200 {
                    group.addTask { await transport.send(Self.request(server, path: "/\(number)")) }
                }
                for await result in group { #expect(result == .answered(.init(status: 200))) }
            }
            #expect(Set(server.requests.map(\.line)).count == 200 && server.connections <= 5)
        }
    }
}
