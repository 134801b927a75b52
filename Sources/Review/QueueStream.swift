package import Moderation
import ServiceLifecycle
package import Store

/// Tells whoever listens how a queue stands, as server-sent events: at once, and whenever that changes. Ends with
/// `event: end` when the listener may no longer hear of it, and without one when the service stops.
package struct QueueStream: Sendable {
    /// Between two comments in a stream that say nothing but that it is open; whether the listener still may hear of the
    /// queue is looked at then as well.
    package static let heartbeat = Duration.seconds(15)
    /// Changes within this long are told together.
    package static let coalescing = Duration.seconds(1)
    package static let end = "event: end\ndata: {}\n\n"

    private enum Look: Sendable { case change, heartbeat }

    private let seat: StreamSeat
    private let changes: AsyncStream<Void>
    private let looks: AsyncStream<Look>
    private let look: AsyncStream<Look>.Continuation
    private let event: @Sendable () async throws -> String?
    private let first: String?

    /// Nil when every seat is taken. `event` is how the queue stands now; nil when the listener may no longer know. It is
    /// asked once here already, so that what goes wrong can still be the answer.
    package init?(
        of store: ModerationStore, for holder: DecisionCause, seats: StreamSeats,
        event: @escaping @Sendable () async throws -> String?
    ) async throws {
        let (looks, look) = AsyncStream.makeStream(of: Look.self, bufferingPolicy: .bufferingNewest(1))
        guard let seat = seats.take(holder, leave: { look.finish() }) else { return nil }
        self.seat = seat
        self.looks = looks
        self.look = look
        self.event = event
        // Before the first look: no change falls between the two.
        changes = store.queueChanges.listen()
        first = try await event()
    }

    /// One event as it goes over the wire.
    package static func event(_ name: String, _ json: [UInt8]) -> String {
        "event: \(name)\ndata: \(String(decoding: json, as: UTF8.self))\n\n"
    }

    /// Returns when the stream is over.
    package func tell(_ write: (String) async throws -> Void) async throws {
        guard let first else { return try await write(Self.end) }
        var said = first
        try await write("retry: 5000\n" + first)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                for await _ in changes {
                    look.yield(.change)
                    try await Task.sleep(for: Self.coalescing)
                }
                look.finish()
            }
            group.addTask {
                while true {
                    try await Task.sleep(for: Self.heartbeat)
                    look.yield(.heartbeat)
                }
            }
            defer { group.cancelAll() }
            for await look in looks.cancelOnGracefulShutdown() {
                guard seat.isKept, let event = try await event() else { return try await write(Self.end) }
                if event != said {
                    said = event
                    try await write(event)
                } else if look == .heartbeat {
                    try await write(":\n\n")
                }
            }
            if !seat.isKept { try await write(Self.end) }
        }
    }
}
