import Foundation
import HTTPAPI
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle
import WebhookNotifier

/// The demo's webhook receiver, on a port of its own as a system of yours would be: takes events, checks their
/// signatures, shows them as they come.
struct InboxServer: Sendable {
    /// Most bytes of one event.
    private static let limitBytes = 512 * 1024
    static let hookPath = "/hook"

    let inbox: Inbox
    let links: LinkBase
    /// The article's site, which keeps up to date by what comes here.
    let gazette: Gazette
    /// Sends what nobody should believe.
    let transport: any WebhookTransport

    var router: Router<APIContext> {
        let router = Router(context: APIContext.self, options: .autoGenerateHeadEndpoints)
        router.add(middleware: AnswerMiddleware(isSecure: false))
        router.add(middleware: MethodRefusal(beside: routes.map { ($0.path, $0.method) }))
        for route in routes { route.add(to: router) }
        return router
    }

    private var routes: [DemoRoute] {
        [
            DemoRoute(.get, "/") { _, _ in .html(InboxPage(entries: inbox.entries, article: gazette.url).html) },
            DemoRoute(.get, "/list") { _, _ in
                .html(InboxPage(entries: inbox.entries, article: gazette.url).list)
            },
            DemoRoute(.get, "/events", follow),
            DemoRoute(.post, InboxServer.hookPath, receive),
            DemoRoute(.post, "/forge", forge),
            .file("/demo.css", type: "text/css; charset=utf-8", PackageResources.demo_css),
            .file("/inbox.js", type: "text/javascript; charset=utf-8", PackageResources.inbox_js),
            .file("/icon.svg", type: "image/svg+xml", PackageResources.icon_svg),
        ]
    }

    /// 204 for what is verified; 401 for what is not, which a sender tries again.
    private func receive(_ request: Request, _ context: APIContext) async throws -> Response {
        let body = Array(buffer: try await request.body.collect(upTo: Self.limitBytes))
        let entry = inbox.receive(
            id: request.headers[.webhookID], timestamp: request.headers[.webhookTimestamp],
            signature: request.headers[.webhookSignature], body: body)
        guard entry.refusal == nil else { return Response(status: .unauthorized) }
        if let event = entry.event { gazette.comments.apply(event) }
        return Response(status: .noContent)
    }

    /// Posts an event signed with another key to our own door, to show what comes of it.
    private func forge(_ request: Request, _ context: APIContext) async throws -> Response {
        let body = Array(#"{"type":"comment.approved","data":{"note":"signed by one who has not the secret"}}"#.utf8)
        let id = "evt_forged"
        let seconds = Int64(Date().timeIntervalSince1970)
        let signature = WebhookSignature.header(id: id, timestamp: seconds, body: body, keys: [NewEndpointKeys().keys])
        // What came of it stands on the page we lead to.
        _ = await transport.send(
            WebhookRequest(
                url: links.url + Self.hookPath,
                headers: [
                    .init("content-type", "application/json"), .init("webhook-id", id),
                    .init("webhook-timestamp", String(seconds)), .init("webhook-signature", signature),
                ],
                body: body))
        return .redirect(to: "/", type: .normal)
    }

    /// Server-sent events: the number of the newest entry whenever one comes.
    private func follow(_ request: Request, _ context: APIContext) async throws -> Response {
        guard let numbers = inbox.numbers() else {
            return Response(status: .serviceUnavailable, headers: [.retryAfter: "5"])
        }
        return Response(
            status: .ok, headers: [.contentType: "text/event-stream"],
            body: ResponseBody { writer in
                try await request.body.consumeWithInboundCloseHandler { _ in
                    // Ends with the server: else a page left open would hold up the demo's end.
                    for await number in numbers.stream.cancelOnGracefulShutdown() {
                        try await writer.write(ByteBuffer(string: "event: count\ndata: \(number)\n\n"))
                    }
                } onInboundClosed: {
                    numbers.continuation.finish()
                }
                try await writer.finish(nil)
            })
    }
}

extension HTTPField.Name {
    private static func known(_ name: StaticString) -> HTTPField.Name {
        guard let field = HTTPField.Name(name.description) else { preconditionFailure("\(name) is no header name") }
        return field
    }

    static let webhookID = known("webhook-id")
    static let webhookTimestamp = known("webhook-timestamp")
    static let webhookSignature = known("webhook-signature")
}
