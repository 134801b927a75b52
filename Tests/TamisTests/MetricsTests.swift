import HTTPTypes
import HummingbirdTesting
import Moderation
import NIOCore
import Privacy
import Store
import Testing

@testable import HTTPAPI
@testable import tamis

@Suite struct MetricsTests {
    /// What a scrape says, line by line: name with labels → value.
    private static func scrape(_ client: some TestClientProtocol) async throws -> [String: Double] {
        let response = try await client.send(.get, "/metrics", key: nil)
        #expect(response.status == .ok)
        #expect(response.headers[.contentType] == "text/plain; version=0.0.4; charset=utf-8")
        var samples: [String: Double] = [:]
        for line in String(buffer: response.body).split(separator: "\n") where !line.hasPrefix("#") {
            let mark = try #require(line.lastIndex(of: " "))
            let name = String(line[..<mark])
            #expect(samples[name] == nil, "\(name) twice")
            let value: Double = try #require(Double(line[line.index(after: mark)...]), "\(line)")
            samples[name] = value
        }
        return samples
    }

    @Test func `comments and decisions are counted by what became of them`() async throws {
        let service = try await TestService()
        let (_, key) = try await service.addSite("news")
        try await service.application.test(.router) { client in
            let before = try await Self.scrape(client)
            let id = try #require(
                try await client.send(.post, "/v1/comments", key: key, body: TestService.comment("you weasel"))
                    .json["id"] as? String)
            _ = try await client.send(.post, "/v1/comments", key: key, body: TestService.comment("hello"))
            _ = try await client.send(.post, "/v1/score", key: key, body: #"{"body":"hello"}"#)
            for _ in 1...2 {
                _ = try await client.send(
                    .post, "/v1/comments/\(id)/decisions", key: key, body: #"{"decision":"approve"}"#,
                    headers: [.ifMatch: "\"1\""])
            }
            let after = try await Self.scrape(client)
            func moved(_ name: String) -> Double { (after[name] ?? -1) - (before[name] ?? 0) }
            #expect(moved(#"tamis_comments_total{decision="flag"}"#) == 1)
            #expect(moved(#"tamis_comments_total{decision="approve"}"#) == 1)
            #expect(moved(#"tamis_comments_labelled_total{label="abuse"}"#) == 1)
            #expect(moved(#"tamis_comments_labelled_total{label="spam"}"#) == 0)
            #expect(moved("tamis_scoring_duration_seconds_count") == 3)
            #expect(moved(#"tamis_decisions_total{by="key"}"#) == 1)
            #expect(moved("tamis_review_queue_length") == 0)
            let decisions = "/v1/comments/{id}/decisions"
            #expect(moved(#"tamis_http_requests_total{route="\#(decisions)",method="POST",status="2xx"}"#) == 1)
            #expect(moved(#"tamis_http_requests_total{route="\#(decisions)",method="POST",status="4xx"}"#) == 1)
            #expect(moved(#"tamis_http_request_duration_seconds_count{route="\#(decisions)"}"#) == 2)
            #expect(after["tamis_http_requests_under_way"] == 1)
            // Two comments, two decisions of which one was too late, and what the site had learned, read once in their order.
            #expect(moved("tamis_store_batch_size_sum") == 5)
            #expect(moved("tamis_store_batch_size_count") == moved("tamis_store_batch_duration_seconds_count"))
        }
    }

    @Test func `what no route takes is counted apart, whatever it was called`() async throws {
        let service = try await TestService()
        try await service.application.test(.router) { client in
            for uri in ["/weasel@example.net", "/v1/nowhere"] { _ = try await client.send(.get, uri, key: nil) }
            _ = try await client.send(try #require(HTTPRequest.Method("WEASEL")), "/v1/comments", key: nil)
            _ = try await client.send(.head, "/healthz", key: nil)
            let samples = try await Self.scrape(client)
            #expect(samples[#"tamis_http_requests_total{route="none",method="other",status="4xx"}"#] == 3)
            #expect(samples[#"tamis_http_requests_total{route="/healthz",method="HEAD",status="2xx"}"#] == 1)
            #expect(!samples.keys.contains { $0.lowercased().contains("weasel") })
        }
    }

    @Test func `what waits for an endpoint shows, with its age`() async throws {
        let service = try await TestService()
        let (site, key) = try await service.addSite("news")
        let endpoint = try await service.store.addEndpoint(
            site: site.id, url: "https://hooks.example.org/secret-path", types: Set(EventType.allCases),
            wantsBody: false, keys: SigningKeys(secret: .random(byteCount: 24)))
        try await service.application.test(.router) { client in
            for number in 1...3 {
                _ = try await client.send(
                    .post, "/v1/comments", key: key, body: TestService.comment("weasel \(number)"))
            }
            let samples = try await Self.scrape(client)
            #expect(samples[#"tamis_webhook_waiting{endpoint="\#(endpoint.id.text)"}"#] == 3)
            let age = try #require(samples[#"tamis_webhook_oldest_seconds{endpoint="\#(endpoint.id.text)"}"#])
            #expect(age >= 0 && age < 60)
            #expect(samples["tamis_review_queue_length"] == 3)
            let text = String(buffer: try await client.send(.get, "/metrics", key: nil).body)
            for secret in ["hooks.example.org", "secret-path", "reader@example.org", "Nadia", "weasel", "news"] {
                #expect(!text.contains(secret), "\(secret)")
            }
        }
    }

    @Test func `a lost database is told of, and the other figures stay`() async throws {
        let database = try LosableDatabase()
        let service = try await TestService(database: database)
        let (_, key) = try await service.addSite("news")
        try await service.application.test(.router) { client in
            _ = try await client.send(.post, "/v1/comments", key: key, body: TestService.comment("weasel"))
            database.lose()
            let samples = try await Self.scrape(client)
            #expect(samples[#"tamis_comments_total{decision="flag"}"#] == 1)
            #expect(samples["tamis_review_queue_length"] == nil)
            #expect(samples["process_start_time_seconds"] != nil)
        }
    }

    @Test(arguments: ["X-Forwarded-For", "Forwarded", "X-Real-IP"])
    func `nobody behind a proxy sees the figures`(header: String) async throws {
        let service = try await TestService()
        let name = try #require(HTTPField.Name(header))
        try await service.application.test(.router) { client in
            let response = try await client.send(.get, "/metrics", key: nil, headers: [name: "192.0.2.7"])
            #expect(response.status == .notFound)
        }
    }
}
