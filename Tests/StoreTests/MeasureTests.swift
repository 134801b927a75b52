import Moderation
import Privacy
import Testing

@testable import Store

@Suite struct MeasureTests {
    @Test func `a histogram counts each value at the first bound that holds it`() {
        let histogram = Histogram(bounds: [1, 2, 4])
        for value in [0, 1, 2, 3, 4, 5, 100] { histogram.record(value) }
        #expect(histogram.cumulative == [2, 3, 5, 7])
        #expect(histogram.sum == 115)
        let durations = Histogram(microseconds: [500, 1000])
        durations.record(.microseconds(500))
        durations.record(.milliseconds(1) + .nanoseconds(1))
        durations.record(.seconds(3))
        #expect(durations.cumulative == [1, 1, 3])
        #expect(durations.sum == 3_001_500_001)
    }

    @Test func `counters lose nothing between threads`() async {
        let counter = Counter()
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<8 { group.addTask { for _ in 0..<1000 { counter.add() } } }
        }
        #expect(counter.value == 8000)
    }

    @Test func `batches and failures of the database are counted`() async throws {
        struct Refused: Error {}
        let database = try SQLiteDatabase(path: nil)
        try await database.write { _ in }
        #expect(database.measures.batchSizes.cumulative.last == 1)
        await #expect(throws: Refused.self) { try await database.write { _ in throw Refused() } }
        #expect(database.measures.batchSizes.sum == 2)
        for kind in DatabaseMeasures.ErrorKind.allCases { #expect(database.measures.errors[kind].value == 0) }
        await #expect(throws: StoreError.taken) { try await database.write { _ in throw StoreError.taken } }
        #expect(database.measures.errors[.taken].value == 1)
        await #expect(throws: StoreError.malformedRow(column: 1)) {
            try await database.read { _ in throw StoreError.malformedRow(column: 1) }
        }
        #expect(database.measures.errors[.malformed].value == 1)
    }

    @Test func `each endpoint has its times, and beyond two hundred they share`() {
        let measures = DeliveryMeasures()
        let ids = (0..<EndpointDurations.limit + 2).map { _ in EndpointID.random() }
        for id in ids { measures.count(.delivered, of: id, milliseconds: 7) }
        measures.count(.retry(at: Instant.systemNow()), of: ids[0], milliseconds: 9)
        let all = measures.durations.all
        #expect(all.map(\.endpoint) == ids.prefix(EndpointDurations.limit).map(Optional.some) + [nil])
        #expect(all.first?.histogram.cumulative.last == 2)
        #expect(all.last?.histogram.cumulative.last == 2)
        #expect(measures.attempts[.delivered].value == ids.count)
    }

    @Test func `what waits is counted for each endpoint, the oldest first made`() async throws {
        try await StoreFixture.run(.memory) { fixture in
            let first = try await fixture.store.addEndpoint(
                site: fixture.site.id, url: "https://hooks.example.org/1", types: [.flagged], wantsBody: false,
                keys: SigningKeys(secret: .random(byteCount: 24)))
            #expect(
                try await fixture.store.waitingDeliveries() == [
                    WaitingDeliveries(endpoint: first.id, count: 0, oldest: nil)
                ])
            let made = fixture.store.now()
            for _ in 1...3 { _ = try await fixture.store.addTestDelivery(to: first, site: "news") }
            let waiting = try #require(try await fixture.store.waitingDeliveries().first)
            #expect(waiting.count == 3)
            #expect(try #require(waiting.oldest) >= made)
        }
    }
}
