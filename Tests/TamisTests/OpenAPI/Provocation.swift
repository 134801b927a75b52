import HTTPTypes
import HummingbirdTesting
import Moderation
import NIOCore
import Store

@testable import HTTPAPI

/// A request that a route takes, to be spoiled in one way or another.
struct SampleRequest {
    var uri: String
    var key: String?
    var body: [UInt8]?
    var headers: HTTPFields

    /// `id` is a comment or an endpoint, whichever the route names.
    init(_ route: Route, id: String, key: String) {
        uri = route.path.replacing("{id}", with: id)
        self.key = key
        headers =
            route.operation.parameters.contains { $0.name == "If-Match" && $0.isRequired } ? [.ifMatch: "\"1\""] : [:]
        switch route.operation.body {
        case .none: break
        case .comment(_, let example): body = example.bytes
        case .json(_, let example):
            body = Array(String(decoding: example.bytes, as: UTF8.self).replacing(Example.commentID, with: id).utf8)
        }
        if body != nil { headers[.contentType] = "application/json" }
    }

    mutating func send(_ text: String, as type: String = "application/json") {
        body = Array(text.utf8)
        headers[.contentType] = type
    }

    func send(_ route: Route, to client: some TestClientProtocol) async throws -> TestResponse {
        var headers = headers
        if let key { headers[.authorization] = "Bearer \(key)" }
        return try await client.execute(
            uri: uri, method: route.method, headers: headers, body: body.map { ByteBuffer(bytes: $0) })
    }
}

extension SampleRequest {
    /// Spoils the request so that this is what is wrong with it; nil for what one request alone cannot show.
    func spoiled(_ code: Problem.Code, narrowKey: String) -> SampleRequest? {
        var request = self
        let comments = uri == "/v1/decisions" ? #","comments":[{"id":"cmt_a"}]"# : ""
        let long = String(repeating: "n", count: 2001)
        switch code {
        case .malformedJSON: request.send("{")
        case .notUTF8: request.body = [0x7B, 0x22, 0xFF]
        case .tooManyFields:
            request.send(String(repeating: "a=b&", count: 201), as: "application/x-www-form-urlencoded")
        case .invalidBoundary: request.send("x", as: "multipart/form-data")
        case .malformedMultipart: request.send("x", as: "multipart/form-data; boundary=b")
        case .unsupportedCharset, .unsupportedTransferEncoding:
            let header =
                code == .unsupportedCharset
                ? "Content-Type: text/plain; charset=x" : "Content-Transfer-Encoding: base64"
            request.send(
                "--b\r\nContent-Disposition: form-data; name=\"body\"\r\n\(header)\r\n\r\nx\r\n--b--\r\n",
                as: "multipart/form-data; boundary=b")
        case .badIdempotencyKey: request.headers[.idempotencyKey] = "two words"
        case .badParameter: request.uri += "?nosuch=1"
        case .unauthorized: request.key = nil
        case .forbidden: request.key = narrowKey
        case .notFound:
            let parts = uri.split(separator: "/").map { $0.contains("_") ? "\($0.prefix(4))nosuch" : String($0) }
            request.uri = "/" + parts.joined(separator: "/")
            if let proxied = HTTPField.Name("X-Forwarded-For") { request.headers[proxied] = "192.0.2.7" }
        case .versionMismatch: request.headers[.ifMatch] = "\"777\""
        case .tooLarge: request.send(String(repeating: "x", count: RequestBody.limitBytes + 1))
        case .unsupportedType: request.headers[.contentType] = "text/plain"
        case .unsupportedEncoding: request.headers[.contentEncoding] = "gzip"
        case .invalidFields: request.send("{}")
        case .unknownDecision: request.send(#"{"decision":"maybe"\#(comments)}"#)
        case .unknownReason: request.send(#"{"decision":"reject","reason":"weather"\#(comments)}"#)
        case .reasonRequired: request.send(#"{"decision":"reject","reason":""\#(comments)}"#)
        case .noteTooLong:
            request.send(
                #"{"decision":"approve","note":"\#(long)","reason":"\#(uri.hasSuffix("email") ? long : "")"\#(comments)}"#
            )
        case .refusedURL: request.send(#"{"url":"ftp://hooks.example.org/"}"#)
        case .refusedTerm: request.send(#"{"text":"","category":"insult"}"#)
        case .refusedHeader:
            request.send(#"{"url":"https://hooks.example.org/","headers":{"Host":"hooks.example.net"}}"#)
        case .versionRequired: request.headers[.ifMatch] = nil
        case .nothingToUndo, .notRestricted: break
        case .idempotencyKeyReused, .idempotencyKeyInUse, .tooManyOldSecrets, .tooManyTerms, .duplicateComment,
            .unavailable,
            .internalError,
            .malformedRequest,
            .methodNotAllowed, .requestTimeout, .headTooLarge, .tooManyConnections:
            return nil
        }
        return request
    }
}
