import HTTPTypes
import Hummingbird
import Logging
import Moderation
import NIOCore
import Privacy
import Review
import Store
import Synchronization
import Testing

@testable import ReviewUI

/// Hands on what a stream writes.
private struct Taken: ResponseBodyWriter {
    let out: AsyncStream<String>.Continuation

    mutating func write(_ buffer: ByteBuffer) async throws { out.yield(String(buffer: buffer)) }
    consuming func finish(_ trailingHeaders: HTTPFields?) async throws { out.finish() }
}

/// The live counts of the queue.
@Suite struct EventsTests {
    private let fixture: PagesFixture
    private let pages: ReviewPages
    private let sam: Moderator
    private let session: OpaqueToken

    init() async throws {
        fixture = try await PagesFixture()
        pages = ReviewPages(
            desk: ReviewDesk(store: fixture.store), settings: fixture.settings, now: fixture.clock.now,
            passwordCost: .forTests, receipt: { _ in [] }, statement: { _, _ in nil })
        sam = try await fixture.addModerator("Sam", role: .viewer)
        session = try await fixture.store.openSession(for: sam.id, lifetime: ReviewPages.lifetime)
    }

    private func request(_ query: String = "") -> PageRequest {
        PageRequest(
            subject: "", path: "/review/events", query: FormFields(query.utf8) ?? .none, form: .none, headers: [:],
            network: "192.0.2.1", session: session, formToken: nil, moderator: sam, language: .en,
            logger: Logger(label: "test"))
    }

    private func counts(_ query: String = "", since: Instant) -> LiveCounts {
        LiveCounts(
            store: fixture.store, session: session, moderator: sam, language: .en,
            filter: QueueFilter(FormFields(query.utf8) ?? .none), since: since, now: fixture.clock.now)
    }

    @Test func `a stream tells of each change and ends with its session`() async throws {
        let answer = try await pages.showEvents(request("since=0"))
        #expect(answer.fields[SecurityHeaders.name("X-Accel-Buffering")] == "no")
        let stream = try #require(answer.stream)
        let (chunks, out) = AsyncStream.makeStream(of: String.self)
        var told = chunks.makeAsyncIterator()
        async let written: Void = {
            var writer: any ResponseBodyWriter = Taken(out: out)
            try await stream(&writer)
        }()
        let first = await told.next()
        #expect(first?.hasPrefix("retry: 5000\nevent: waiting\ndata: {\"waiting\":0,") == true)
        let comment = try await fixture.addComment()
        #expect(
            await told.next()
                == "event: waiting\ndata: {\"waiting\":1,\"count\":\"1\",\"new\":1,\"badge\":\"1\",\"text\":\"1 new – show\"}\n\n"
        )
        _ = try await fixture.store.decide(comment, site: nil, expected: 1, cause: .moderator(sam.id)) { _ in
            NextDecision(decision: .approve, reasons: [], note: nil)
        }
        #expect(await told.next()?.contains("\"waiting\":0,") == true)
        try await fixture.store.closeSession(session)
        #expect(await told.next() == QueueStream.end)
        try await written
    }

    @Test func `a stream ends when its moderator is disabled`() async throws {
        #expect(try await counts(since: fixture.clock.now()).event() != nil)
        _ = try await fixture.store.disableModerator(sam.id)
        #expect(try await counts(since: fixture.clock.now()).event() == nil)
    }

    @Test func `new is what came since the page and fits its filter`() async throws {
        try await fixture.addComment("an old one")
        fixture.clock.advance(by: .seconds(1))
        let since = fixture.clock.now()
        try await fixture.addComment("a lemon")
        try await fixture.addComment("a cherry")
        #expect(try await counts(since: since).event()?.contains("\"waiting\":3,\"count\":\"3\",\"new\":2,") == true)
        #expect(try await counts("text=lemon", since: since).event()?.contains("\"new\":1,") == true)
        #expect(try await counts("label=spam", since: since).event()?.contains("\"new\":0,") == true)
        #expect(try await counts("language=fr", since: since).event()?.contains("\"new\":0,") == true)
    }

    @Test func `an open stream does not keep a session alive`() async throws {
        let counts = counts(since: fixture.clock.now())
        fixture.clock.advance(by: .seconds(90 * 60))
        #expect(try await counts.event() != nil)
        fixture.clock.advance(by: .seconds(31 * 60))
        #expect(try await counts.event() == nil)
    }

    @Test func `a moderator's newest stream takes the place of the oldest`() throws {
        let seats = StreamSeats()
        let pushed = Mutex<[Int]>([])
        var own: [StreamSeat] = []
        for number in 0...StreamSeats.perHolder {
            own.append(try #require(seats.take(.moderator(sam.id)) { pushed.withLock { $0.append(number) } }))
        }
        #expect(pushed.withLock { $0 } == [0])
        #expect(own.map(\.isKept) == [false, true, true, true, true])
        var others: [StreamSeat] = []
        while let seat = seats.take(.moderator(.random()), leave: {}) { others.append(seat) }
        #expect(seats.count == StreamSeats.limit)
        own = []
        #expect(seats.count == StreamSeats.limit - StreamSeats.perHolder)
        #expect(seats.take(.moderator(.random()), leave: {}) != nil)
    }
}
