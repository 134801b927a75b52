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

    static func page(_ markup: HTML, status: HTTPResponse.Status = .ok) -> PageAnswer {
        PageAnswer(status: status, body: Array(markup.text.utf8))
    }

    /// To another page of ours, by GET.
    static func see(_ path: String) -> PageAnswer {
        PageAnswer(status: .seeOther, fields: [.location: path])
    }

    func response(settings: ReviewSettings) -> Response {
        var headers = fields
        headers[.contentType] = body.isEmpty ? nil : type
        for cookie in cookies { headers.append(HTTPField(name: .setCookie, value: cookie.description)) }
        SecurityHeaders.add(to: &headers, settings: settings)
        return Response(
            status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: body)))
    }
}
