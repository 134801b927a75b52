import NIOCore
import NIOPosix

/// A receiver on a port the kernel chose. It writes bytes as told, so that it can also misbehave; what it says may
/// change at any time.
final class ReceivingServer: Sendable {
    enum Reply: Sendable {
        /// Written whole; the connection stays open for the next request.
        case bytes(String)
        /// The head of an answer, then the same part again and again.
        case endless(head: String, part: String)
        /// Nothing at all.
        case silence
        /// The connection is closed instead of an answer.
        case close

        static func status(_ code: Int, _ headers: String = "", body: String = "") -> Reply {
            .bytes("HTTP/1.1 \(code) Any\r\n\(headers)content-length: \(body.utf8.count)\r\n\r\n\(body)")
        }
    }

    struct Request: Sendable, Equatable {
        /// Such as `POST /hook?a=1 HTTP/1.1`.
        var line: String
        var headers: [String: [String]]
        var body: [UInt8]
        /// Counts up with each connection the server accepts.
        var connection: Int
    }

    private struct State {
        var reply: Reply
        var port = 0
        var requests: [Request] = []
        var connections = 0
    }

    private let state: Watched<State>

    private init(reply: Reply) { state = Watched(State(reply: reply)) }

    /// Runs a receiver while `body` runs.
    static func with<Result>(
        _ reply: Reply = .status(200), _ body: (ReceivingServer) async throws -> Result
    ) async throws -> Result {
        let server = ReceivingServer(reply: reply)
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(ReceivingHandler(server: server))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        let port = channel.localAddress?.port ?? 0
        server.state.change { $0.port = port }
        do {
            let result = try await body(server)
            try await channel.close()
            return result
        } catch {
            try await channel.close()
            throw error
        }
    }

    var port: Int { state.value.port }
    var requests: [Request] { state.value.requests }
    var connections: Int { state.value.connections }

    func reply(_ reply: Reply) { state.change { $0.reply = reply } }

    func waitForRequests(_ count: Int) async { await state.wait { $0.requests.count >= count } }

    fileprivate func connected() -> Int {
        state.change { state in
            state.connections += 1
            return state.connections
        }
    }

    fileprivate func received(_ request: Request) -> Reply {
        state.change { state in
            state.requests.append(request)
            return state.reply
        }
    }
}

/// Reads HTTP/1.1 requests with `content-length` and writes what the server says.
private final class ReceivingHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let server: ReceivingServer
    private var buffer: [UInt8] = []
    private var connection = 0
    private var endlessPart: String?

    init(server: ReceivingServer) { self.server = server }

    func channelActive(context: ChannelHandlerContext) {
        connection = server.connected()
        context.fireChannelActive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        buffer += Array(unwrapInboundIn(data).readableBytesView)
        while let request = nextRequest() {
            switch server.received(request) {
            case .bytes(let text): write(text, context)
            case .endless(let head, let part):
                endlessPart = part
                write(head, context)
                writeOn(context)
            case .silence: break
            case .close: context.close(promise: nil)
            }
        }
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        writeOn(context)
        context.fireChannelWritabilityChanged()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

    private func writeOn(_ context: ChannelHandlerContext) {
        while let endlessPart, context.channel.isWritable, context.channel.isActive {
            write(endlessPart, context)
        }
    }

    private func write(_ text: String, _ context: ChannelHandlerContext) {
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: text)), promise: nil)
    }

    private func nextRequest() -> ReceivingServer.Request? {
        let end = Array("\r\n\r\n".utf8)
        guard let split = buffer.indices.dropLast(3).first(where: { buffer[$0..<$0 + 4].elementsEqual(end) }) else {
            return nil
        }
        let lines = String(decoding: buffer[..<split], as: UTF8.self).split(separator: "\r\n")
        var headers: [String: [String]] = [:]
        for line in lines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1)
            headers[parts[0].lowercased(), default: []].append(parts.count > 1 ? String(parts[1].dropFirst()) : "")
        }
        let length = headers["content-length"]?.first.flatMap { Int($0) } ?? 0
        guard buffer.count >= split + 4 + length else { return nil }
        let body = Array(buffer[(split + 4)..<(split + 4 + length)])
        buffer.removeFirst(split + 4 + length)
        return ReceivingServer.Request(
            line: String(lines.first ?? ""), headers: headers, body: body, connection: connection)
    }
}
