import Dispatch
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Moderation
import NIOCore
import Store
import Testing

@testable import tamis

@Suite struct IntakeHTTPTests {
    @Test func `a comment is answered with its decision and where it stands`() async throws {
        let service = try await TestService()
        let (_, key) = try await service.addSite("news")
        try await service.application.test(.router) { client in
            let response = try await client.send(
                .post, "/v1/comments", key: key, body: TestService.comment("you weasel"))
            #expect(response.status == .created)
            let json = response.json
            let id = try #require(json["id"] as? String)
            #expect(response.headers[.location] == "/v1/comments/\(id)")
            #expect(json["status"] as? String == "flagged")
            let signals = try #require(json["signals"] as? [[String: Any]])
            let evidence = try #require((signals.first?["evidence"] as? [[String: Any]])?.first)
            #expect(evidence["begin"] as? Int == 4)
            #expect(evidence["end"] as? Int == 10)
            let shown = try await client.send(.get, "/v1/comments/\(id)", key: key)
            #expect(shown.headers[.eTag] == "\"1\"")
            #expect(shown.json["body"] as? String == "you weasel")
        }
    }

    @Test func `the WordPress form is taken as it is`() async throws {
        let service = try await TestService()
        let (_, key) = try await service.addSite("news")
        try await service.application.test(.router) { client in
            let response = try await client.send(
                .post, "/v1/comments", key: key,
                body:
                    "author=Fatima&email=f%40example.org&url=&comment=Merci+beaucoup&comment_post_ID=7&comment_parent=0",
                type: "application/x-www-form-urlencoded")
            #expect(response.status == .created)
            let id = try #require(response.json["id"] as? String)
            let shown = try await client.send(.get, "/v1/comments/\(id)", key: key).json
            #expect(shown["body"] as? String == "Merci beaucoup")
            #expect((shown["thread"] as? [String: Any])?["id"] as? String == "7")
        }
    }

    @Test func `a method that a path does not take is refused with those it takes`() async throws {
        let service = try await TestService()
        let (_, key) = try await service.addSite("news")
        try await service.application.test(.router) { client in
            let response = try await client.send(.delete, "/v1/comments", key: key)
            #expect(response.status == .methodNotAllowed)
            #expect(response.headers[.allow] == "GET, HEAD, POST")
            #expect(response.json["code"] as? String == "method_not_allowed")
            let head = try await client.send(.head, "/nowhere", key: key)
            #expect(head.status == .notFound)
            #expect(head.body.readableBytes == 0)
        }
    }

    @Test func `the link to the next page keeps the filters`() async throws {
        let service = try await TestService()
        let (_, key) = try await service.addSite("news")
        try await service.application.test(.router) { client in
            for number in 1...3 {
                _ = try await client.send(
                    .post, "/v1/comments", key: key, body: TestService.comment("weasel number \(number)"))
            }
            let page = try await client.send(.get, "/v1/comments?status=flagged&limit=1&after=cmt_zzz", key: key)
            let name = try #require(HTTPField.Name("Link"))
            #expect(page.headers[name]?.contains("?status=flagged&limit=1&after=cmt_") == true)
        }
    }

    struct Refusal: CustomTestStringConvertible, Sendable {
        var name: String
        var body: String
        var type = "application/json"
        var status: HTTPResponse.Status
        var code: String
        var testDescription: String { name }
    }

    static let refusals = [
        Refusal(name: "not JSON", body: "{", status: .badRequest, code: "malformed_json"),
        Refusal(name: "a list", body: "[]", status: .badRequest, code: "malformed_json"),
        Refusal(
            name: "another type", body: "x", type: "text/plain", status: .unsupportedMediaType, code: "unsupported_type"
        ),
        Refusal(
            name: "a multipart form without a boundary", body: "x", type: "multipart/form-data", status: .badRequest,
            code: "invalid_boundary"),
        Refusal(
            name: "a multipart form cut off", body: "--b\r\n", type: "multipart/form-data; boundary=b",
            status: .badRequest, code: "malformed_multipart"),
        Refusal(name: "everything missing", body: "{}", status: .unprocessableContent, code: "invalid_fields"),
        Refusal(
            name: "too large", body: String(repeating: "x", count: 256 * 1024 + 1), status: .contentTooLarge,
            code: "too_large"),
    ]

    @Test(arguments: refusals) func `a bad request says what is wrong`(refusal: Refusal) async throws {
        let service = try await TestService()
        let (_, key) = try await service.addSite("news")
        try await service.application.test(.router) { client in
            let response = try await client.send(
                .post, "/v1/comments", key: key, body: refusal.body, type: refusal.type)
            #expect(response.status == refusal.status)
            #expect(response.json["code"] as? String == refusal.code)
            #expect(response.headers[.contentType] == "application/problem+json; charset=utf-8")
        }
    }

    @Test func `bytes that are not UTF-8 are refused with their place`() async throws {
        let service = try await TestService()
        let (_, key) = try await service.addSite("news")
        var bytes = Array(TestService.comment("hello").utf8)
        bytes[10] = 0xFF
        let body = ByteBuffer(bytes: bytes)
        try await service.application.test(.router) { client in
            let response = try await client.execute(
                uri: "/v1/comments", method: .post,
                headers: [.authorization: "Bearer \(key)", .contentType: "application/json"], body: body)
            #expect(response.status == .badRequest)
            #expect(response.json["byte_offset"] as? Int == 10)
        }
    }

    @Test(arguments: [("fr", "Nom"), ("ar", "الاسم"), ("en-GB", "Name")])
    func `all problems come at once in the reader's language`(language: String, word: String) async throws {
        let service = try await TestService()
        let (_, key) = try await service.addSite("news")
        try await service.application.test(.router) { client in
            let response = try await client.send(
                .post, "/v1/comments", key: key, body: #"{"author":{"email":"not an address"}}"#,
                headers: [.acceptLanguage: language])
            let errors = try #require(response.json["errors"] as? [[String: Any]])
            #expect(
                errors.compactMap { $0["field"] as? String } == ["author.name", "author.email", "body", "thread.id"])
            #expect((errors.first?["message"] as? String)?.contains(word) == true)
            #expect(!String(buffer: response.body).contains("not an address"))
        }
    }

    @Test func `a repeated request with the same key is answered again and kept once`() async throws {
        let service = try await TestService()
        let (site, key) = try await service.addSite("news")
        let headers: HTTPFields = [.init("Idempotency-Key")!: "\"order-1\""]
        try await service.application.test(.router) { client in
            let body = TestService.comment("once")
            let first = try await client.send(.post, "/v1/comments", key: key, body: body, headers: headers)
            let second = try await client.send(.post, "/v1/comments", key: key, body: body, headers: headers)
            #expect(second.status == .created)
            #expect(first.body == second.body)
            #expect(first.headers[.location] == second.headers[.location])
            let other = try await client.send(
                .post, "/v1/comments", key: key, body: TestService.comment("twice"), headers: headers)
            #expect(other.status == .unprocessableContent)
            #expect(other.json["code"] as? String == "idempotency_key_reused")
            let malformed = try await client.send(
                .post, "/v1/comments", key: key, body: body, headers: [.init("Idempotency-Key")!: "two words"])
            #expect(malformed.status == .badRequest)
        }
        let kept = try await service.store.comments(site: site.id, before: nil, limit: 10)
        #expect(kept.items.count == 1)
    }

    @Test func `a repeat that comes while the first is under way is told so`() async throws {
        let (begun, begins) = AsyncStream.makeStream(of: Void.self)
        let mayGoOn = DispatchSemaphore(value: 0)
        let service = try await TestService(score: { _ in
            begins.yield()
            // Given up after a time, so that a failure is no standstill.
            _ = mayGoOn.wait(timeout: .now() + 20)
            return Score()
        })
        let (_, key) = try await service.addSite("news")
        let headers: HTTPFields = [.init("Idempotency-Key")!: "slow-1"]
        try await service.application.test(.router) { client in
            async let first = client.send(
                .post, "/v1/comments", key: key, body: TestService.comment("slow"), headers: headers)
            for await _ in begun { break }
            let second = try await client.send(
                .post, "/v1/comments", key: key, body: TestService.comment("slow"), headers: headers)
            mayGoOn.signal()
            #expect(second.status == .conflict)
            #expect(second.json["code"] as? String == "idempotency_key_in_use")
            #expect(try await first.status == .created)
        }
    }

    @Test func `an address typed into a text is shown to no API key`() async throws {
        let service = try await TestService()
        let (_, key) = try await service.addSite("news")
        try await service.application.test(.router) { client in
            let response = try await client.send(
                .post, "/v1/comments", key: key, body: TestService.comment("write to me at weasel@example.net please"))
            let id = try #require(response.json["id"] as? String)
            for uri in ["/v1/comments/\(id)", "/v1/comments", "/v1/queue", "/v1/comments/\(id)/history"] {
                let shown = String(buffer: try await client.send(.get, uri, key: key).body)
                #expect(!shown.contains("weasel@example.net"), "\(uri)")
                #expect(!shown.contains("reader@example.org"), "\(uri)")
            }
        }
    }

    struct Broken: Error {}

    @Test func `a scorer that fails keeps the comment for a human`() async throws {
        let service = try await TestService(score: { _ in throw Broken() })
        let (_, key) = try await service.addSite("news")
        try await service.application.test(.router) { client in
            let response = try await client.send(.post, "/v1/comments", key: key, body: TestService.comment("hello"))
            #expect(response.status == .created)
            #expect(response.json["status"] as? String == "flagged")
            let decision = try #require(response.json["decision"] as? [String: Any])
            #expect(decision["reasons"] as? [String] == ["engine_unavailable"])
        }
    }

    @Test func `every answer carries the headers that keep browsers in check`() async throws {
        let service = try await TestService()
        try await service.application.test(.router) { client in
            for uri in ["/healthz", "/v1/comments", "/nowhere", "/readyz"] {
                let response = try await client.send(.get, uri, key: nil)
                #expect(response.headers[.xContentTypeOptions] == "nosniff", "\(uri)")
                #expect(response.headers[.contentSecurityPolicy]?.contains("frame-ancestors 'none'") == true, "\(uri)")
                #expect(response.headers[.cacheControl] == "no-store", "\(uri)")
            }
        }
    }
}
