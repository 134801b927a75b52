import HTTPTypes
import Moderation
import NIOCore

/// An answer to somebody whose request never became one, and behind which the connection is closed: the bytes, since no
/// request means no headers to answer by. In English.
enum ConnectionAnswer: Sendable {
    case timedOut, headTooLarge, malformed, tooManyConnections

    private var code: Problem.Code {
        switch self {
        case .timedOut: .requestTimeout
        case .headTooLarge: .headTooLarge
        case .malformed: .malformedRequest
        case .tooManyConnections: .tooManyConnections
        }
    }

    func bytes(isSecure: Bool) -> ByteBuffer {
        let body = Problem(code).body(language: .en)
        var lines = [
            "HTTP/1.1 \(code.status.code) \(code.status.reasonPhrase)",
            "Content-Type: application/problem+json; charset=utf-8", "Content-Length: \(body.count)",
            "Connection: close",
        ]
        if code.status == .serviceUnavailable { lines.append("Retry-After: 5") }
        lines += SecurityFields.all(isSecure: isSecure).map { "\($0.name): \($0.value)" }
        return ByteBuffer(bytes: Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8) + body)
    }
}
