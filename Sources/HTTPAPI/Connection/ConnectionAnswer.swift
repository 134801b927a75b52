import HTTPTypes
import Moderation
import NIOCore

/// An answer to somebody whose request never became one, and behind which the connection is closed: the bytes, since no
/// request means no headers to answer by. In English.
struct ConnectionAnswer: Sendable {
    let bytes: ByteBuffer

    static let timedOut = ConnectionAnswer(.requestTimeout)
    static let headTooLarge = ConnectionAnswer(.headTooLarge)
    static let malformed = ConnectionAnswer(.malformedRequest)
    static let tooManyConnections = ConnectionAnswer(.tooManyConnections)

    private init(_ code: Problem.Code) {
        let body = Problem(code).body(language: .en)
        let retry = code.status == .serviceUnavailable ? "Retry-After: 5\r\n" : ""
        let head = """
            HTTP/1.1 \(code.status.code) \(code.status.reasonPhrase)\r
            Content-Type: application/problem+json; charset=utf-8\r
            Content-Length: \(body.count)\r
            Connection: close\r
            X-Content-Type-Options: nosniff\r
            Cache-Control: no-store\r
            \(retry)\r

            """
        bytes = ByteBuffer(bytes: Array(head.utf8) + body)
    }
}
