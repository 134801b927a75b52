import NIOCore
import WebhookNotifier

/// First in a connection's pipeline: sees its bytes, looks at the clock now and then, and closes it when it takes too
/// long. `ConnectionState` decides; `MessageWatch` tells of requests and answers.
final class ConnectionWatch: ChannelDuplexHandler, NIOScheduledCallbackHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer
    typealias OutboundIn = IOData
    typealias OutboundOut = IOData

    var state: ConnectionState
    private let tick: TimeAmount
    private let gate: ConnectionGate
    /// Set while the connection is open.
    private var context: ChannelHandlerContext?
    private var address: IPAddress?
    private var nextLook: NIOScheduledCallback?
    /// The peer closed its half: it hung up, or merely has nothing more to ask.
    private var hasPeerEnded = false
    /// Bytes written to the channel, whether the peer took them or not.
    private var written = 0

    init(limits: ConnectionLimits, gate: ConnectionGate) {
        state = ConnectionState(limits: limits)
        tick = TimeAmount(limits.tick)
        self.gate = gate
    }

    // MARK: Life

    func handlerAdded(context: ChannelHandlerContext) {
        if context.channel.isActive { open(context) }
    }

    func channelActive(context: ChannelHandlerContext) {
        open(context)
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        leave()
        context.fireChannelInactive()
    }

    func handlerRemoved(context: ChannelHandlerContext) { leave() }

    private func open(_ context: ChannelHandlerContext) {
        guard self.context == nil else { return }
        self.context = context
        address = context.channel.remoteAddress?.ipAddress.flatMap { IPAddress($0) }
        switch gate.enter(address) {
        case .open: lookLater(context)
        case .refused:
            lookLater(context)
            answer(.tooManyConnections)
        case .full: context.close(promise: nil)
        }
    }

    private func leave() {
        guard context != nil else { return }
        nextLook?.cancel()
        context = nil
        gate.leave(address)
    }

    // MARK: Looking

    private func lookLater(_ context: ChannelHandlerContext) {
        // It fails only when the loop is shut down, and everything with it.
        nextLook = try? context.eventLoop.assumeIsolated().scheduleCallback(in: tick, handler: self)
    }

    func handleScheduledCallback(eventLoop: some EventLoop) {
        guard let context else { return }
        // A channel that cannot tell has sent all.
        let waiting = (try? context.channel.syncOptions?.getOption(.bufferedWritableBytes)) ?? 0
        switch state.look(sent: written - waiting, waiting: waiting) {
        case .wait: break
        case .timeOut: answer(.timedOut)
        case .close:
            context.close(promise: nil)
            return
        }
        lookLater(context)
    }

    // MARK: Ending

    /// Says why and closes. Nothing that is written afterwards goes out.
    func answer(_ answer: ConnectionAnswer) {
        guard let context, !state.dropsInput else { return }
        state.close()
        context.writeAndFlush(wrapOutboundOut(.byteBuffer(answer.bytes(isSecure: gate.isSecure))), promise: nil)
        context.close(mode: .output, promise: nil)
    }

    /// Closes without a word, behind what is written.
    func hangUp() {
        guard let context, !state.dropsInput else { return }
        state.close()
        context.close(mode: .output, promise: nil)
    }

    /// Closes behind the answer whose end has been written: our half now, the rest when the peer has read it, since
    /// closing with unread bytes would take the answer away from it. Without `lingers`, and where the peer has closed its half,
    /// there are none: all at once.
    func finish(behind written: EventLoopFuture<Void>, lingers: Bool) {
        state.finish()
        written.assumeIsolated().whenComplete { _ in
            guard let context = self.context else { return }
            self.state.close()
            context.close(mode: lingers && !self.hasPeerEnded ? .output : .all, promise: nil)
        }
    }

    // MARK: Bytes

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if state.dropsInput { return }
        state.bytesCame()
        context.fireChannelRead(data)
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        context.fireChannelReadComplete()
        // Nobody behind us asks for more any longer, and the end of it is still to come.
        if state.dropsInput { context.read() }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case is ChannelShouldQuiesceEvent:
            if state.quiesce() { context.close(promise: nil) }
        case ChannelEvent.inputClosed where state.phase == .closing: context.close(promise: nil)
        case ChannelEvent.inputClosed:
            hasPeerEnded = true
            context.fireUserInboundEventTriggered(event)
        default: context.fireUserInboundEventTriggered(event)
        }
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if state.phase == .closing {
            promise?.fail(ChannelError.ioOnClosedChannel)
            return
        }
        written += unwrapOutboundIn(data).readableBytes
        context.write(data, promise: promise)
    }
}
