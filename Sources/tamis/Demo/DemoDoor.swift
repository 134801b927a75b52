import HTTPAPI
import HTTPTypes
import Hummingbird
import NIOCore
import ReviewUI

/// One route of the demo: answered to callers that know us as this machine, under a strict content policy.
struct DemoRoute: Sendable {
    typealias Handler = @Sendable (Request, APIContext) async throws -> Response

    let method: HTTPRequest.Method
    let path: String
    let handler: Handler

    init(_ method: HTTPRequest.Method, _ path: String, _ handler: @escaping Handler) {
        self.method = method
        self.path = path
        self.handler = handler
    }

    private static let contentPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

    func add(to router: Router<APIContext>) {
        router.on(RouterPath(path), method: method) { request, context in try await answer(request, context) }
    }

    private func answer(_ request: Request, _ context: APIContext) async throws -> Response {
        guard Loopback.isAuthority(request.head.authority) else { return Response(status: .misdirectedRequest) }
        var response = try await handler(request, context)
        if response.headers[.contentSecurityPolicy] == nil {
            response.headers[.contentSecurityPolicy] = Self.contentPolicy
        }
        return response
    }

    /// A file compiled into the program.
    static func file(_ path: String, type: String, _ bytes: [UInt8]) -> DemoRoute {
        DemoRoute(.get, path) { _, _ in .bytes(bytes, type: type) }
    }
}

extension Response {
    static func html(_ page: HTML, status: HTTPResponse.Status = .ok) -> Response {
        .bytes(Array(page.text.utf8), type: "text/html; charset=utf-8", status: status)
    }

    static func bytes(_ bytes: [UInt8], type: String, status: HTTPResponse.Status = .ok) -> Response {
        Response(
            status: status, headers: [.contentType: type], body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}
