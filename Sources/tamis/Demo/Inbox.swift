import Foundation
import Moderation
import Synchronization
import WebhookNotifier

/// What the demo's webhook receiver got, newest first, whether its signature held or not. Bounded: the oldest are dropped
/// beyond 200 or beyond 4 MiB.
final class Inbox: Sendable {
    static let limitEvents = 200
    static let limitBytes = 4 << 20
    private static let limitHeaderBytes = 100

    struct Entry: Sendable {
        /// Counts what came, from 1.
        var number: Int
        /// The `webhook-id` it came with.
        var id: String
        var at: Instant
        var body: [UInt8]
        /// Why it was not believed; nil when it was.
        var refusal: WebhookSignature.Refusal?
        /// Nil when it is refused, or no event of ours.
        var event: ReceivedEvent?
    }

    private struct State {
        var entries: [Entry] = []
        var bytes = 0
        var count = 0
        var listeners: [Int: AsyncStream<Int>.Continuation] = [:]
        var nextListener = 0
    }

    private static let limitListeners = 16

    private let secret: EndpointSecret
    private let now: WallClock
    private let state = Mutex(State())

    init(secret: EndpointSecret, now: @escaping WallClock = Instant.systemNow) {
        self.secret = secret
        self.now = now
    }

    /// Newest first.
    var entries: [Entry] { state.withLock { $0.entries.reversed() } }

    /// Verifies a message and keeps it. The event when it is to be believed, which also means: answer with success.
    func receive(id: String?, timestamp: String?, signature: String?, body: [UInt8]) -> Entry {
        let at = now()
        var entry = Entry(
            number: 0, id: String(decoding: (id ?? "").utf8.prefix(Self.limitHeaderBytes), as: UTF8.self), at: at,
            body: body)
        do {
            try WebhookSignature.verify(
                id: id, timestamp: timestamp, signature: signature, body: body, key: .secret(secret), now: at.seconds)
            // Signed by Tamis and still no event would be a fault of Tamis; it is shown as it is.
            entry.event = try? JSONDecoder().decode(ReceivedEvent.self, from: Data(body))
        } catch {
            entry.refusal = error
        }
        return keep(entry)
    }

    private func keep(_ entry: Entry) -> Entry {
        state.withLock { state in
            var entry = entry
            state.count += 1
            entry.number = state.count
            state.entries.append(entry)
            state.bytes += entry.body.count
            while state.entries.count > Self.limitEvents || state.bytes > Self.limitBytes, state.entries.count > 1 {
                state.bytes -= state.entries.removeFirst().body.count
            }
            for listener in state.listeners.values { listener.yield(entry.number) }
            return entry
        }
    }

    /// The number of the newest entry, now and whenever one comes, until the continuation is finished or the reader goes.
    /// Nil when too many listen already.
    func numbers() -> (stream: AsyncStream<Int>, continuation: AsyncStream<Int>.Continuation)? {
        let (stream, continuation) = AsyncStream.makeStream(of: Int.self, bufferingPolicy: .bufferingNewest(1))
        let isTaken = state.withLock { state in
            guard state.listeners.count < Self.limitListeners else { return false }
            let listener = state.nextListener
            state.nextListener += 1
            state.listeners[listener] = continuation
            continuation.yield(state.count)
            continuation.onTermination = { [weak self] _ in
                self?.state.withLock { $0.listeners[listener] = nil }
            }
            return true
        }
        return isTaken ? (stream, continuation) : nil
    }
}
