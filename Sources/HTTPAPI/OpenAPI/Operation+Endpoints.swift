import HTTPTypes
import Store

extension Operation {
    private static let endpoint: [(String, JSONValue)] = [
        ("id", .text(Example.endpointID)), ("url", "https://hooks.example.org/tamis"), ("kind", "webhook"),
        ("types", ["comment.approved", "comment.flagged"]), ("body", false), ("headers", ["X-Gateway"]),
        ("at_once", 8), ("per_minute", 0), ("state", "active"),
        ("public_key", publicKey), ("created_at", .text(Example.moment)),
    ]
    private static let secret: JSONValue = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
    private static let publicKey: JSONValue = "whpk_1SiA4o9hyqTCpIqC5V9HUakiiaeACeqfZTInDBbOir4="

    static let listEndpoints = Operation(
        id: "listEndpoints", group: .endpoints, summary: "List webhook endpoints",
        description: "Every endpoint of the site, oldest first.",
        answers: [
            Answer(
                status: .ok, description: "The endpoints.", schema: Schema.reference("EndpointList"),
                example: ["items": [.members(endpoint)]])
        ])

    static let addEndpoint = Operation(
        id: "addEndpoint", group: .endpoints, summary: "Add a webhook endpoint",
        description: "From now on it is told of decisions. Its secret stands in this answer and nowhere else.",
        body: .json(
            schema: Schema.reference("EndpointRequest"),
            example: [
                "url": "https://hooks.example.org/tamis", "types": ["comment.approved", "comment.flagged"],
                "body": false, "headers": ["X-Gateway": "b7d0f4a1"], "per_minute": 600,
            ]),
        answers: [
            Answer(
                status: .created, description: "Added.", schema: Schema.reference("NewEndpoint"),
                example: .members(endpoint + [("secret", secret)]), headers: ["Location"],
                links: [
                    "getEndpoint", "changeEndpoint", "setEndpointState", "rotateSecret", "testEndpoint",
                    "listDeliveries", "redeliver",
                    "recover",
                ].map {
                    Link(operation: $0, parameters: [("id", "$response.body#/id")])
                })
        ],
        problems: [.refusedURL, .refusedHeader])

    static let changeEndpoint = Operation(
        id: "changeEndpoint", group: .endpoints, summary: "Change a webhook endpoint",
        description: """
            Only what is named changes; id, secret and log stay. What waits goes out as the endpoint says then. `headers` \
            are all it will have: `{}` takes them away.
            """,
        parameters: [.endpointID],
        body: .json(
            schema: Schema.reference("EndpointChange"),
            example: ["url": "https://hooks.example.org/tamis/2", "at_once": 2, "per_minute": 120]),
        answers: [
            Answer(
                status: .ok, description: "The endpoint as it is now.", schema: Schema.reference("Endpoint"),
                example: .members(endpoint))
        ],
        problems: [.refusedURL, .refusedHeader])

    static let showEndpoint = Operation(
        id: "getEndpoint", group: .endpoints, summary: "Show a webhook endpoint",
        description: "The endpoint, without its secret.", parameters: [.endpointID],
        answers: [
            Answer(
                status: .ok, description: "The endpoint.", schema: Schema.reference("Endpoint"),
                example: .members(endpoint))
        ])

    static let setEndpointState = Operation(
        id: "setEndpointState", group: .endpoints, summary: "Pause, disable or activate an endpoint",
        description: """
            Paused: deliveries wait. Disabled: none are made. Active again, also after Tamis disabled it: what waited is \
            sent at once.
            """,
        parameters: [.endpointID],
        body: .json(schema: Schema.reference("StateRequest"), example: ["state": "paused"]),
        answers: [
            Answer(
                status: .ok, description: "The endpoint as it is now.", schema: Schema.reference("Endpoint"),
                example: .members(endpoint))
        ])

    static let rotateEndpoint = Operation(
        id: "rotateSecret", group: .endpoints, summary: "Replace an endpoint's secret",
        description: """
            Deliveries from now on are signed with a new secret, which only this answer shows, and a new Ed25519 key. For \
            `overlap_hours` they are signed with the old ones too, so that a receiver can change over without losing one; \
            at most \(ModerationStore.oldKeyLimit) old secrets sign at once. `0` ends all old secrets at once: for one \
            that leaked.
            """,
        parameters: [
            .endpointID,
            Parameter(
                name: "overlap_hours", place: .query, description: "How long the old secret still signs too.",
                schema: ["type": "integer", "minimum": 0, "maximum": 168, "default": 24], example: 24),
        ],
        answers: [
            Answer(
                status: .ok, description: "The new keys.", schema: Schema.reference("Secret"),
                example: ["secret": secret, "public_key": publicKey])
        ],
        problems: [.tooManyOldSecrets])

    static let testEndpoint = Operation(
        id: "testEndpoint", group: .endpoints, summary: "Send a test event",
        description: "Puts an `endpoint.test` event into the endpoint's outbox.", parameters: [.endpointID],
        answers: [
            Answer(
                status: .accepted, description: "On its way.", schema: Schema.reference("Test"),
                example: ["delivery_id": .text(Example.deliveryID)])
        ])
}
