import HTTPTypes
import HummingbirdTesting
import Moderation
import NIOCore
import Privacy
import Store
import Testing

@testable import HTTPAPI
@testable import tamis

/// What a client can get wrong is told, never guessed around.
@Suite struct StrictnessTests {
    struct Query: CustomTestStringConvertible, Sendable {
        var uri: String
        var status: HTTPResponse.Status
        var testDescription: String { uri }

        static func refused(_ uri: String) -> Query { Query(uri: uri, status: .badRequest) }
        static func taken(_ uri: String) -> Query { Query(uri: uri, status: .ok) }
    }

    @Test(arguments: [
        Query.refused("/v1/comments?after=zzz"), .refused("/v1/comments?after="), .refused("/v1/comments?after=cmt_"),
        .refused("/v1/comments?after=545-cmt_a"), .taken("/v1/comments?after=cmt_a"),
        .refused("/v1/queue?after=cmt_a"), .refused("/v1/queue?after=x-cmt_a"), .refused("/v1/queue?after=-5-cmt_a"),
        .refused("/v1/queue?after=%2B5-cmt_a"), .refused("/v1/queue?after=99999999-cmt_a"),
        .taken("/v1/queue?after=545-cmt_a"),
        .refused("/v1/comments?limit=0"), .refused("/v1/comments?limit=101"), .refused("/v1/comments?limit=%2B5"),
        .refused("/v1/comments?limit=5.0"), .refused("/v1/comments?limit="), .taken("/v1/comments?limit=100"),
        .refused("/v1/comments?status=visible"), .refused("/v1/comments?status=flagged&status=flagged"),
        .refused("/v1/comments?thread=%FF"), .refused("/v1/comments?thread=%zz"), .refused("/v1/comments?nosuch"),
        .refused("/v1/comments?=1"), .taken("/v1/comments?"), .taken("/v1/comments?&limit=%31"),
        .taken("/healthz?nosuch=1"),
    ])
    func `a query says what the document says or is refused`(query: Query) async throws {
        let service = try await TestService()
        let (_, key) = try await service.addSite("news")
        try await service.application.test(.router) { client in
            let response = try await client.send(.get, query.uri, key: key)
            #expect(response.status == query.status)
            if query.status == .badRequest { #expect(response.json["code"] as? String == "bad_parameter") }
        }
    }

    @Test(arguments: ["page%20one", "page+one"]) func `a space in a query is a space`(thread: String) async throws {
        let service = try await TestService()
        let (_, key) = try await service.addSite("news")
        try await service.application.test(.router) { client in
            _ = try await client.send(
                .post, "/v1/comments", key: key, body: TestService.comment("hello", thread: "page one"))
            let page = try await client.send(.get, "/v1/comments?thread=\(thread)", key: key)
            #expect((page.json["items"] as? [Any])?.count == 1)
        }
    }

    @Test(arguments: [
        ("\"1\"", 200), ("*", 200), ("\"2\"", 412), ("1", 400), ("0", 400), ("\"0\"", 400), ("\"01\"", 400),
        ("\"+1\"", 400),
        ("\"\"", 400), ("\"", 400), ("W/\"1\"", 400), ("\"1\", \"2\"", 400), ("\"9999999999999999999\"", 400),
    ])
    func `If-Match is a version or a star`(value: String, status: Int) async throws {
        let service = try await TestService()
        let (_, key) = try await service.addSite("news")
        try await service.application.test(.router) { client in
            let id = try #require(
                try await client.send(.post, "/v1/comments", key: key, body: TestService.comment("you weasel"))
                    .json["id"] as? String)
            let response = try await client.send(
                .post, "/v1/comments/\(id)/decisions", key: key, body: #"{"decision":"approve"}"#,
                headers: [.ifMatch: value])
            #expect(response.status.code == status)
        }
    }

    @Test(arguments: [("0", 400), ("-5", 400), ("25335167626625122304", 400), ("1.5", 400), ("1", 200), ("null", 200)])
    func `a version in a bulk decision is one`(version: String, status: Int) async throws {
        let service = try await TestService()
        let (_, key) = try await service.addSite("news")
        try await service.application.test(.router) { client in
            let response = try await client.send(
                .post, "/v1/decisions", key: key,
                body: #"{"decision":"approve","comments":[{"id":"cmt_a","version":\#(version)}]}"#)
            #expect(response.status.code == status)
        }
    }

    @Test(arguments: ["TRACE", "PROPFIND", "QUERY", "PUT", "OPTIONS", "DELETE", "FROBNICATE"])
    func `a path tells any method what it takes`(name: String) async throws {
        let service = try await TestService()
        let method = try #require(HTTPRequest.Method(name))
        let paths = [
            ("/v1/comments", "GET, HEAD, POST"), ("/v1/comments/cmt_a", "GET, HEAD, PUT, DELETE"),
            ("/v1/score", "POST"),
            ("/review/login", "GET, HEAD, POST"), ("/openapi.json", "GET, HEAD"),
        ]
        try await service.application.test(.router) { client in
            for (path, allowed) in paths where !allowed.contains(name) {
                let response = try await client.send(method, path, key: nil)
                #expect(response.status == .methodNotAllowed, "\(path)")
                #expect(response.headers[.allow] == allowed, "\(path)")
            }
            #expect(try await client.send(method, "/v1/nowhere", key: nil).status == .notFound)
        }
    }

    @Test(arguments: [("gzip", 415), ("br, gzip", 415), ("identity", 201), ("Identity", 201)])
    func `a body comes as it is`(encoding: String, status: Int) async throws {
        let service = try await TestService()
        let (_, key) = try await service.addSite("news")
        try await service.application.test(.router) { client in
            let response = try await client.send(
                .post, "/v1/comments", key: key, body: TestService.comment("hello"),
                headers: [.contentEncoding: encoding])
            #expect(response.status.code == status)
            if status == 415 {
                #expect(response.json["code"] as? String == "unsupported_encoding")
                #expect(response.headers[.acceptEncoding] == "identity")
            }
        }
    }

    @Test(arguments: ["", "  ", "\\u0001", "\\u200b", "\\u001c"])
    func `a reason that shows nothing is none`(reason: String) async throws {
        let service = try await TestService()
        let (_, key) = try await service.addSite("news")
        try await service.application.test(.router) { client in
            let id = try #require(
                try await client.send(.post, "/v1/comments", key: key, body: TestService.comment("you weasel"))
                    .json["id"] as? String)
            let response = try await client.send(
                .post, "/v1/comments/\(id)/email", key: key, body: #"{"reason":"\#(reason)"}"#)
            #expect(response.json["code"] as? String == "reason_required")
        }
    }
}
