import Foundation
import HTTPAPI
import Hummingbird
import HummingbirdTesting
import Logging
import Moderation
import NIOCore
import Privacy
import ReviewUI
import Synchronization
import WebhookNotifier

@testable import tamis

/// Answers every request with one answer and keeps what was sent.
final class AnsweringTransport: WebhookTransport {
    let totalTimeout = Duration.seconds(1)
    private let result: WebhookResult
    private let requests = Mutex<[WebhookRequest]>([])

    init(_ result: WebhookResult) {
        self.result = result
    }

    convenience init(_ status: Int, _ body: String) {
        self.init(.answered(WebhookAnswer(status: status, body: Array(body.utf8))))
    }

    var sent: [WebhookRequest] { requests.withLock { $0 } }

    func send(_ request: WebhookRequest) async -> WebhookResult {
        requests.withLock { $0.append(request) }
        return result
    }
}

extension WebhookRequest {
    func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }
}

/// The article's site with a Tamis that answers as it is told.
struct DemoFixture {
    let gazette: Gazette
    let application: Application<RouterResponder<APIContext>>

    init(_ transport: AnsweringTransport) {
        let links = LinkBase(Settings())
        gazette = Gazette(
            links: links, inboxLinks: links, door: OpaqueToken("door"), comments: KeptComments())
        let backend = FormBackend(
            tamis: TamisClient(transport: transport, links: links, key: OpaqueToken("tamis_key")), gazette: gazette)
        let router = Router(context: APIContext.self)
        router.add(middleware: AnswerMiddleware(isSecure: false))
        DemoRoute(.get, "/demo", gazette.show).add(to: router)
        DemoRoute(.post, "/demo/comment", backend.take).add(to: router)
        application = Application(router: router, logger: Self.logger)
    }

    static let logger: Logger = {
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        return logger
    }()

    /// A form as a browser sends it.
    static func form(_ fields: [(String, String)]) -> ByteBuffer {
        ByteBuffer(string: fields.map { "\($0)=\(FormFields.encode($1))" }.joined(separator: "&"))
    }

    static let typed = [
        ("form", "f1"), ("comment", "Bonjour & merci"), ("author", "Nora"), ("email", "nora@example.org"), ("url", ""),
    ]
}

extension TestClientProtocol {
    func post(_ fields: [(String, String)]) async throws -> TestResponse {
        try await execute(
            uri: "/demo/comment", method: .post, headers: [.contentType: "application/x-www-form-urlencoded"],
            body: DemoFixture.form(fields))
    }
}
