package import CommentIntake
import HTTPTypes
package import Hummingbird
import Moderation
package import Review
package import Store
package import WebhookNotifier

/// The native JSON door: every route, and what each needs.
package struct TamisAPI: Sendable {
    let store: ModerationStore
    let intake: IntakeDesk
    let desk: ReviewDesk
    let engine: LiveEngine
    /// Which webhook URLs may be added.
    let urlRules: WebhookURLRules

    package init(
        store: ModerationStore, intake: IntakeDesk, desk: ReviewDesk, engine: LiveEngine, urlRules: WebhookURLRules
    ) {
        self.store = store
        self.intake = intake
        self.desk = desk
        self.engine = engine
        self.urlRules = urlRules
    }

    /// The table: one line a route.
    package var routes: [Route] {
        [
            .open(.get, "/healthz", health),
            .open(.get, "/readyz", ready),
            .key(.submit, .post, "/v1/comments", submit),
            .key(.read, .get, "/v1/comments", list),
            .key(.read, .get, "/v1/comments/{id}", show),
            .key(.read, .get, "/v1/comments/{id}/receipt", receipt),
            .key(.moderate, .get, "/v1/comments/{id}/history", history),
            .key(.moderate, .post, "/v1/comments/{id}/decisions", decide),
            .key(.moderate, .post, "/v1/comments/{id}/undo", undo),
            .key(.admin, .post, "/v1/comments/{id}/email", reveal),
            .key(.moderate, .post, "/v1/decisions", decideMany),
            .key(.moderate, .get, "/v1/queue", queue),
            .key(.moderate, .post, "/v1/queue/claim", claim),
            .key(.score, .post, "/v1/score", score),
            .key(.admin, .get, "/v1/endpoints", listEndpoints),
            .key(.admin, .post, "/v1/endpoints", addEndpoint),
            .key(.admin, .get, "/v1/endpoints/{id}", showEndpoint),
            .key(.admin, .post, "/v1/endpoints/{id}/state", setEndpointState),
            .key(.admin, .post, "/v1/endpoints/{id}/rotate", rotateEndpoint),
            .key(.admin, .post, "/v1/endpoints/{id}/test", testEndpoint),
            .key(.admin, .get, "/v1/endpoints/{id}/deliveries", listDeliveries),
        ]
    }

    package func addRoutes(to router: Router<APIContext>) {
        let store = store
        for route in routes {
            router.on(RouterPath(route.path), method: route.method) { request, context in
                try await route.respond(request, context, store: store)
            }
        }
    }

    /// The id in the path; 404 when it cannot be one.
    func identifier<Kind: IdentifierKind>(_ context: APIContext) throws -> Identifier<Kind> {
        guard let id = context.parameters.get("id").flatMap(Identifier<Kind>.init) else { throw Problem(.notFound) }
        return id
    }

    /// A whole number from the query within bounds; 400 when it is none.
    func number(_ name: Substring, of request: Request, default fallback: Int, atMost limit: Int) throws -> Int {
        guard let text = request.uri.queryParameters[name] else { return fallback }
        guard let number = Int(text), (1...limit).contains(number) else { throw Problem(.badParameter) }
        return number
    }
}
