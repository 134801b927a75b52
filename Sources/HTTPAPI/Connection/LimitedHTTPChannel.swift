package import HummingbirdCore
package import Logging
package import NIOCore
import NIOHTTP1

/// HTTP/1 connections within limits: Hummingbird's channel with `ConnectionWatch` before and `MessageWatch` behind
/// its decoder.
package struct LimitedHTTPChannel: ServerChildChannel {
    package typealias Value = HTTP1Channel.Value

    /// Most header fields of a request.
    private static let mostFields = 100
    private let http: HTTP1Channel
    private let limits: ConnectionLimits
    private let gate: ConnectionGate

    /// What an application makes its server with.
    package static func builder(
        limits: ConnectionLimits, trusted: TrustedProxies, isSecure: Bool
    ) -> HTTPServerBuilder {
        HTTPServerBuilder { responder in
            LimitedHTTPChannel(
                responder: responder, limits: limits,
                gate: ConnectionGate(limits: limits, trusted: trusted, isSecure: isSecure))
        }
    }

    private init(responder: @escaping HTTPChannelHandler.Responder, limits: ConnectionLimits, gate: ConnectionGate) {
        http = HTTP1Channel(
            responder: responder,
            configuration: HTTP1Channel.Configuration(
                httpDecoderConfiguration: HTTP1Channel.Configuration.DecoderConfiguration(
                    maxHeaderFieldSize: limits.headBytes, maxHeaderListSize: limits.headBytes,
                    maxHeaderFieldCount: Self.mostFields)))
        self.limits = limits
        self.gate = gate
    }

    package func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        http.setup(channel: channel, logger: logger).flatMapThrowing { value in
            try Self.addWatches(to: channel.pipeline.syncOperations, limits: limits, gate: gate)
            return value
        }
    }

    /// Puts the watches around the decoder, which must be there.
    static func addWatches(
        to pipeline: ChannelPipeline.SynchronousOperations, limits: ConnectionLimits, gate: ConnectionGate
    ) throws {
        let watch = ConnectionWatch(limits: limits, gate: gate)
        try pipeline.addHandler(watch, position: .first)
        let decoder = try pipeline.handler(type: ByteToMessageHandler<HTTPRequestDecoder>.self)
        try pipeline.addHandler(MessageWatch(watch: watch), position: .after(decoder))
    }

    package func handle(value: Value, logger: Logger) async {
        await http.handle(value: value, logger: logger)
    }
}
