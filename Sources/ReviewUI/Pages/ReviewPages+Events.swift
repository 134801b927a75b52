import HTTPTypes
import Hummingbird
import Moderation
import NIOCore
import Privacy
import Review
import Store

extension ReviewPages {
    /// The counts of what waits, as server-sent events: `event: waiting`. Counts and our own words only; a stream does not
    /// count as the moderator being there.
    func showEvents(_ page: PageRequest) async throws -> PageAnswer {
        guard let moderator = page.moderator, let session = page.session else { throw PageRefusal.notFound }
        let since = Int64(page.query["since"]).map { Instant(milliseconds: max(0, $0)) } ?? now()
        let counts = LiveCounts(
            store: desk.store, session: session, moderator: moderator, language: page.language,
            filter: QueueFilter(page.query), since: since, now: now)
        guard
            let stream = try await QueueStream(
                of: desk.store, for: .moderator(moderator.id), seats: seats, event: { try await counts.event() })
        else {
            return trouble(
                .serviceUnavailable, page, TroubleText.busyTitle, TroubleText.busy, fields: [.retryAfter: "30"])
        }
        var answer = PageAnswer(status: .ok, type: "text/event-stream; charset=utf-8")
        answer.fields = [SecurityHeaders.name("X-Accel-Buffering"): "no"]
        answer.stream = { writer in
            try await stream.tell { try await writer.write(ByteBuffer(string: $0)) }
        }
        return answer
    }
}

/// What one event stream tells, and for whom.
struct LiveCounts: Sendable {
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
        return QueueStream.event("waiting", json)
    }
}
