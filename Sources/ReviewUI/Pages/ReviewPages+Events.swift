import HTTPTypes
import Hummingbird
import Moderation
import NIOCore
import Privacy
import Review
import ServiceLifecycle
import Store

extension ReviewPages {
    /// Between two comments in a stream that say nothing but that it is open; the session is looked at then as well.
    static let heartbeat = Duration.seconds(15)
    /// Changes within this long are told together.
    static let coalescing = Duration.seconds(1)

    /// The counts of what waits, as server-sent events: `event: waiting`, sent at once and whenever they change. The
    /// stream ends with `event: end` when the session does, and without one when the service stops. It holds counts and
    /// our own words only, and does not count as the moderator being there.
    func showEvents(_ page: PageRequest) throws -> PageAnswer {
        guard let moderator = page.moderator, let session = page.session else { throw PageRefusal.notFound }
        let (looks, look) = AsyncStream.makeStream(of: Look.self, bufferingPolicy: .bufferingNewest(1))
        guard let seat = seats.take(moderator.id, leave: { look.finish() }) else {
            return trouble(
                .serviceUnavailable, page, TroubleText.busyTitle, TroubleText.busy, fields: [.retryAfter: "30"])
        }
        let since = Int64(page.query["since"]).map { Instant(milliseconds: max(0, $0)) } ?? now()
        let counts = LiveCounts(
            store: desk.store, session: session, moderator: moderator, language: page.language,
            filter: QueueFilter(page.query), since: since, now: now)
        let changes = desk.store.queueChanges.listen()
        var answer = PageAnswer(status: .ok, type: "text/event-stream; charset=utf-8")
        answer.fields = [SecurityHeaders.name("X-Accel-Buffering"): "no"]
        answer.stream = { writer in
            try await Self.tell(
                counts, to: &writer, changes: changes, looks: looks, look: look, isKept: { seat.isKept })
        }
        return answer
    }

    private enum Look: Sendable { case change, heartbeat }

    private static func tell(
        _ counts: LiveCounts, to writer: inout any ResponseBodyWriter, changes: AsyncStream<Void>,
        looks: AsyncStream<Look>, look: AsyncStream<Look>.Continuation, isKept: @escaping @Sendable () -> Bool
    ) async throws {
        var said = try await counts.event()
        guard let first = said else { return try await writer.write(ByteBuffer(string: LiveCounts.end)) }
        try await writer.write(ByteBuffer(string: "retry: 5000\n" + first))
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                for await _ in changes {
                    look.yield(.change)
                    try await Task.sleep(for: coalescing)
                }
                look.finish()
            }
            group.addTask {
                while true {
                    try await Task.sleep(for: heartbeat)
                    look.yield(.heartbeat)
                }
            }
            defer { group.cancelAll() }
            for await look in looks.cancelOnGracefulShutdown() {
                guard isKept(), let event = try await counts.event() else {
                    return try await writer.write(ByteBuffer(string: LiveCounts.end))
                }
                if event != said {
                    said = event
                    try await writer.write(ByteBuffer(string: event))
                } else if look == .heartbeat {
                    try await writer.write(ByteBuffer(string: ":\n\n"))
                }
            }
            if !isKept() { try await writer.write(ByteBuffer(string: LiveCounts.end)) }
        }
    }
}

/// What one event stream tells, and for whom.
struct LiveCounts: Sendable {
    static let end = "event: end\ndata: {}\n\n"

    let store: ModerationStore
    let session: OpaqueToken
    let moderator: Moderator
    let language: PageLanguage
    let filter: QueueFilter
    /// When the page was made that the counts are new to.
    let since: Instant
    let now: WallClock

    /// The event as it stands now; nil when the session has ended.
    func event() async throws -> String? {
        guard
            let there = try await store.moderator(session: session, idle: ReviewPages.idle, isSeen: false),
            there.id == moderator.id
        else { return nil }
        let waiting = try await store.waitingComments(matching: filter.filter(now: now()), for: there, since: since)
        let isMany = waiting.new >= ModerationStore.newLimit
        let json = JSONWriter.object {
            $0.member("waiting", waiting.count)
            $0.member("count", language.number(waiting.count))
            $0.member("new", waiting.new)
            $0.member("badge", language.number(waiting.new) + (isMany ? "+" : ""))
            $0.member("text", language.count(.newComments, waiting.new))
        }
        return "event: waiting\ndata: \(String(decoding: json, as: UTF8.self))\n\n"
    }
}
