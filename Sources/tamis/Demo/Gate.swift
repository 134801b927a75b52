/// Opens once with a value; the one who waits goes on then.
struct Gate<Value: Sendable>: Sendable {
    private let stream: AsyncStream<Value>
    private let continuation: AsyncStream<Value>.Continuation

    init() {
        (stream, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    func open(_ value: Value) {
        continuation.yield(value)
        continuation.finish()
    }

    /// Nil when the waiting was cancelled.
    func value() async -> Value? {
        await stream.first { _ in true }
    }
}
