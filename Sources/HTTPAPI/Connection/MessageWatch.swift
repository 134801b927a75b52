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

    init(watch: ConnectionWatch) {
        self.watch = watch
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            watch.state.headCame()
            wishes.append(Wish(isOld: head.version.minor == 0, keepsAlive: head.isKeepAlive))
        case .body: break
        case .end: watch.state.requestEnded()
        }
        context.fireChannelRead(data)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        // In the middle of a request, or behind one not answered yet, it is for whoever answers that.
        guard let error = error as? HTTPParserError, wishes.isEmpty else {
            context.fireErrorCaught(error)
            return
        }
        watch.answer(error == .headerOverflow ? .headTooLarge : .malformed)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch unwrapOutboundIn(data) {
        case .head(var head):
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
        // An answer to no request is one that ends the connection.
        let wish = wishes.first ?? Wish(isOld: false, keepsAlive: false)
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
