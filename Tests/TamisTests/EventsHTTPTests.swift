import HTTPTypes
import HummingbirdTesting
import Moderation
import NIOCore
import Privacy
import Store
import Testing

@testable import HTTPAPI
@testable import tamis

/// The event stream of a site's queue; what it says while it stands is `Tests/Clients/events_test.py`'s.
@Suite struct EventsHTTPTests {
    @Test func `a key hears how many comments of its site wait`() async throws {
        let service = try await TestService()
        let (site, key) = try await service.addSite("news")
        let (_, other) = try await service.addSite("other")
        // Each stream ends with what it says at once.
        service.store.queueChanges.close()
        let narrow = try await service.store.addKey(site: site, name: "narrow", scopes: [.submit]).token.text
        try await service.application.test(.router) { client in
            for _ in 0..<2 {
                _ = try await client.send(.post, "/v1/comments", key: key, body: TestService.comment("you weasel"))
            }
            for (key, count) in [(key, 2), (other, 0)] {
                let answer = try await client.send(.get, "/v1/events", key: key)
                #expect(answer.headers[.contentType] == "text/event-stream; charset=utf-8")
                #expect(answer.headers[.cacheControl] == "no-store" && answer.headers[.accelBuffering] == "no")
                #expect(String(buffer: answer.body) == "retry: 5000\nevent: waiting\ndata: {\"waiting\":\(count)}\n\n")
            }
            #expect(try await client.send(.get, "/v1/events", key: narrow).status == .forbidden)
        }
    }
}
