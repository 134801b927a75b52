import Foundation
import Moderation
import Privacy
import ReviewUI
import WebhookNotifier

/// A site's HTTP client for Tamis: posts a form with the key and gives what came back. It rides on the process's libcurl.
struct TamisClient: Sendable {
    struct Answer: Sendable {
        /// 0 when no answer came.
        var status: Int
        var body: Data
    }

    let transport: any WebhookTransport
    let links: LinkBase
    let key: OpaqueToken

    /// A form whose content was changed before it was sent again is another request: its fields are part of the
    /// idempotency key, so that only a true repeat is one.
    func post(
        _ path: String, language: String, idempotencyKey form: String, fields: [(name: String, value: String)]
    ) async -> Answer {
        let body = fields.filter { !$0.value.isEmpty }.map { "\($0.name)=\(FormFields.encode($0.value))" }
            .joined(separator: "&")
        let result = await transport.send(
            WebhookRequest(
                url: links.url + path,
                headers: [
                    .init("authorization", "Bearer \(key.text)"), .init("accept-language", language),
                    .init("content-type", "application/x-www-form-urlencoded"),
                    .init("idempotency-key", "\(form.prefix(64))-\(Fingerprint.of(Array(body.utf8)))"),
                ],
                body: Array(body.utf8)))
        guard case .answered(let answer) = result else { return Answer(status: 0, body: Data()) }
        return Answer(status: answer.status, body: Data(answer.body))
    }
}
