import HTTPTypes
import Hummingbird
import NIOCore

/// What a page answers, before the headers every page has.
struct PageAnswer: Sendable {
    var status: HTTPResponse.Status
    var fields: HTTPFields = [:]
    var cookies: [Cookie] = []
    var type = "text/html; charset=utf-8"
    var body: [UInt8] = []
    /// Writes the body bit by bit, in place of `body`.
    var stream: (@Sendable (inout any ResponseBodyWriter) async throws -> Void)?

    static func page(_ markup: HTML, status: HTTPResponse.Status = .ok) -> PageAnswer {
        PageAnswer(status: status, body: Array(markup.text.utf8))
    }

    /// To another page of ours, by GET.
    static func see(_ path: String) -> PageAnswer {
        PageAnswer(status: .seeOther, fields: [.location: path])
    }

    func response(settings: ReviewSettings) -> Response {
        var headers = fields
        headers[.contentType] = body.isEmpty && stream == nil ? nil : type
        for cookie in cookies { headers.append(HTTPField(name: .setCookie, value: cookie.description)) }
        SecurityHeaders.add(to: &headers, settings: settings)
        if let stream {
            let body = ResponseBody { writer in
                try await stream(&writer)
                try await writer.finish(nil)
            }
            return Response(status: status, headers: headers, body: body)
        }
        return Response(
            status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: body)))
    }
}
