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
    /// The service's version.
    let version: String
    let flood = FormFlood()
    let seats = StreamSeats()
    let documentCopy = DocumentCopy()
    /// What statements of reasons are written with; names and codes stand as they are without.
    package var statementWords = StatementWords(signal: { name, _ in name }, reason: { code, _ in code })
    /// After how long an Akismet client hears again of what was let through in doubt.
    package var recheck = Duration.seconds(120)
    /// What the router counts, for `/metrics`.
    package var requests = RequestMeasures(of: [])

    package init(
        store: ModerationStore, intake: IntakeDesk, desk: ReviewDesk, engine: LiveEngine, urlRules: WebhookURLRules,
        version: String
    ) {
        self.store = store
        self.intake = intake
        self.desk = desk
        self.engine = engine
        self.urlRules = urlRules
        self.version = version
    }

    /// The table: one line a route.
    package var routes: [Route] {
        [
            .open(.get, "/healthz", .health, health),
            .open(.get, "/readyz", .ready, ready),
            .open(.get, "/openapi.json", .document, showDocument),
            .open(.get, "/metrics", .metrics, showMetrics),
            .key(.submit, .post, "/v1/comments", .submit, submit),
            .key(.read, .get, "/v1/comments", .list, list),
            .key(.read, .get, "/v1/comments/{id}", .show, show),
            .key(.submit, .put, "/v1/comments/{id}", .edit, edit),
            .key(.submit, .delete, "/v1/comments/{id}", .delete, delete),
            .key(.read, .get, "/v1/comments/{id}/receipt", .receipt, receipt),
            .key(.read, .get, "/v1/comments/{id}/statement", .statement, statement),
            .key(.moderate, .get, "/v1/comments/{id}/history", .history, history),
            .key(.moderate, .post, "/v1/comments/{id}/decisions", .decide, decide),
            .key(.moderate, .post, "/v1/comments/{id}/undo", .undo, undo),
            .key(.admin, .post, "/v1/comments/{id}/email", .reveal, reveal),
            .key(.moderate, .post, "/v1/decisions", .decideMany, decideMany),
            .key(.moderate, .get, "/v1/queue", .queue, queue),
            .key(.moderate, .post, "/v1/queue/claim", .claim, claim),
            .key(.moderate, .get, "/v1/authors/{id}", .author, author),
            .key(.moderate, .put, "/v1/authors/{id}/standing", .setStanding, setStanding),
            .key(.moderate, .post, "/v1/decisions/undo", .undoMany, undoMany),
            .key(.moderate, .get, "/v1/campaigns", .campaigns, campaigns),
            .key(.moderate, .get, "/v1/campaigns/{id}", .campaign, campaign),
            .key(.moderate, .post, "/v1/campaigns/{id}/decisions", .decideCampaign, decideCampaign),
            .key(.moderate, .post, "/v1/campaigns/{id}/undo", .undoCampaign, undoCampaign),
            .key(.moderate, .get, "/v1/terms", .terms, terms),
            .key(.moderate, .post, "/v1/terms", .addTerm, addTerm),
            .key(.moderate, .post, "/v1/terms/preview", .previewTerm, previewTerm),
            .key(.moderate, .delete, "/v1/terms/{id}", .removeTerm, removeTerm),
            .key(.score, .post, "/v1/score", .score, score),
            .key(.read, .get, "/v1/stats", .stats, stats),
            .key(.read, .get, "/v1/events", .events, streamEvents),
            .key(.admin, .get, "/v1/audit", .audit, audit),
            .key(.admin, .post, "/v1/access", .access, access),
            .key(.admin, .post, "/v1/erasure", .erasure, erase),
            .key(.admin, .get, "/v1/endpoints", .listEndpoints, listEndpoints),
            .key(.admin, .post, "/v1/endpoints", .addEndpoint, addEndpoint),
            .key(.admin, .get, "/v1/endpoints/{id}", .showEndpoint, showEndpoint),
            .key(.admin, .patch, "/v1/endpoints/{id}", .changeEndpoint, changeEndpoint),
            .key(.admin, .post, "/v1/endpoints/{id}/state", .setEndpointState, setEndpointState),
            .key(.admin, .post, "/v1/endpoints/{id}/rotate", .rotateEndpoint, rotateEndpoint),
            .key(.admin, .post, "/v1/endpoints/{id}/test", .testEndpoint, testEndpoint),
            .key(.admin, .get, "/v1/endpoints/{id}/deliveries", .listDeliveries, listDeliveries),
            .key(.admin, .post, "/v1/endpoints/{id}/redeliver", .redeliver, redeliver),
            .key(.admin, .post, "/v1/endpoints/{id}/recover", .recover, recover),
            .key(.admin, .get, "/v1/deliveries/{id}", .showDelivery, showDelivery),
            .key(.admin, .post, "/v1/deliveries/{id}/redeliver", .redeliverOne, redeliverOne),
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
}
