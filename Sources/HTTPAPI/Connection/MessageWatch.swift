import NIOCore
import NIOHTTP1

/// Behind the HTTP decoder: tells `ConnectionWatch` of requests and answers, sees to it that who wants the connection
/// closed gets it closed (HTTP/1.0 does unless it asks otherwise), and answers what is no request.
final class MessageWatch: ChannelDuplexHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    /// What a request says about its connection.
    private struct Wish {
        let isOld: Bool
        let keepsAlive: Bool
    }

    private let watch: ConnectionWatch
    /// Of the requests not answered yet, oldest first.
    private var wishes = CircularBuffer<Wish>(initialCapacity: 2)
    private var closesBehindAnswer = false
    /// To the head that was none, when all before it is answered.
    private var farewell: ConnectionAnswer?

    init(watch: ConnectionWatch) {
        self.watch = watch
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        // What the decoder had read already when the connection, or its later requests, were given up.
        if watch.state.phase == .closing || farewell != nil { return }
        switch unwrapInboundIn(data) {
        case .head(let head):
            guard Self.hasOneEnd(head) else {
                errorCaught(context: context, error: HTTPParserError.invalidInternalState)
                return
            }
            watch.state.headCame()
            wishes.append(Wish(isOld: head.version.minor == 0, keepsAlive: head.isKeepAlive))
        case .body: break
        case .end: watch.state.requestEnded()
        }
        context.fireChannelRead(data)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        // In the middle of a request, or behind one not answered yet, it is for whoever answers that.
        guard let error = error as? HTTPParserError else { return context.fireErrorCaught(error) }
        let isHead = watch.state.phase != .body
        farewell = isHead ? (error == .headerOverflow ? .headTooLarge : .malformed) : nil
        guard wishes.isEmpty else { return context.fireErrorCaught(error) }
        sayFarewell()
    }

    /// The last word of a connection whose bytes are no requests any longer. For a body that is none, of a request that
    /// has been answered, there is no word: it would be taken for the answer to another.
    private func sayFarewell() {
        if let farewell { watch.answer(farewell) } else { watch.hangUp() }
    }

    /// Chunked is the one coding we read, and none that HTTP/1.0 knows (RFC 9112, 6.1): where another reader stands before
    /// us, with any other it could see the end of the request elsewhere.
    private static func hasOneEnd(_ head: HTTPRequestHead) -> Bool {
        let codings = head.headers["Transfer-Encoding"]
        return codings.isEmpty || (codings.count == 1 && codings[0].lowercased() == "chunked" && head.version.minor > 0)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if watch.state.phase == .closing {
            promise?.fail(ChannelError.ioOnClosedChannel)
            return
        }
        switch unwrapOutboundIn(data) {
        case .head(var head):
            if wishes.isEmpty {
                // The application's bare word for bytes that are no request.
                promise?.fail(ChannelError.ioOnClosedChannel)
                return sayFarewell()
            }
            if (100..<200).contains(head.status.code) { break }
            watch.state.answerBegan()
            guard settle(&head) else { break }
            context.write(wrapOutboundOut(.head(head)), promise: promise)
            return
        case .body: break
        case .end:
            _ = wishes.popFirst()
            watch.state.answerEnded()
            // An answer that was under way when the service stopped is the connection's last, though nobody was told so.
            let isLast = watch.state.isQuiescing && watch.state.unanswered == 0
            guard closesBehindAnswer || isLast else { break }
            let written = promise ?? context.eventLoop.makePromise()
            context.writeAndFlush(data, promise: written)
            watch.finish(behind: written.futureResult, lingers: closesBehindAnswer)
            return
        }
        context.write(data, promise: promise)
    }

    /// Settles what becomes of the connection behind this answer. Whether the head was changed.
    private func settle(_ head: inout HTTPResponseHead) -> Bool {
        guard let wish = wishes.first else { return false }
        // A client of HTTP/1.0 knows no chunks: it reads to the end of a body without a length.
        let isEndless = wish.isOld && !head.headers.contains(name: "content-length")
        closesBehindAnswer =
            !wish.keepsAlive || isEndless || (watch.state.isQuiescing && watch.state.unanswered <= 1)
        if wish.isOld { head.version = .http1_0 }
        if closesBehindAnswer {
            head.headers.replaceOrAdd(name: "Connection", value: "close")
        } else if wish.isOld {
            head.headers.replaceOrAdd(name: "Connection", value: "keep-alive")
        }
        return closesBehindAnswer || wish.isOld
    }
}
