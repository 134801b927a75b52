import Moderation

extension Schema {
    static let endpoints: [(String, JSONValue)] = [
        ("EndpointID", identifier("end", "A webhook endpoint.")),
        (
            "Endpoint",
            object(
                "Who is told of a site's decisions.", endpoint + health,
                optional: ["public_key", "disabled_because", "failing"])
        ),
        (
            "NewEndpoint",
            object("An endpoint that was just added.", endpoint + [("secret", secret)])
        ),
        ("Secret", object("The new keys.", [("secret", secret), ("public_key", publicKey)])),
        (
            "EndpointList",
            object("Every endpoint of the site.", [("items", list(reference("Endpoint"), "The endpoints."))])
        ),
        (
            "EndpointRequest",
            request(
                "Where to send events.",
                [
                    (
                        "url",
                        [
                            "type": "string", "format": "uri", "pattern": "^https?://", "maxLength": 2000,
                            "description": """
                            https, without user, fragment or private address, at port 80, 443 or from 1024 on; at most \
                            2,000 bytes.
                            """,
                        ]
                    ),
                    (
                        "types",
                        [
                            "type": ["array", "null"], "minItems": 1,
                            "items": ["enum": .list(EventType.allCases.map { .text($0.rawValue) })],
                            "description": "Which events; all when absent.",
                        ]
                    ),
                    (
                        "body",
                        [
                            "type": ["boolean", "null"],
                            "description": "Whether events carry the comment's text; not when absent.",
                        ]
                    ),
                ], required: ["url"])
        ),
        (
            "StateRequest",
            request("What becomes of the endpoint's deliveries.", [("state", state)], required: ["state"])
        ),
        (
            "Test",
            object(
                "A test event that is on its way.",
                [("delivery_id", identifier("dlv", "Stands in the delivery log."))])
        ),
        ("Delivery", object("One event to one endpoint.", delivery(attempt), optional: ["due_at"])),
        (
            "DeliveryList",
            object(
                "The newest deliveries.",
                [
                    (
                        "items",
                        list(
                            object(
                                "One event to this endpoint.",
                                delivery(attempt + [("answer", text("The first bytes of the answer, redacted."))]),
                                optional: ["due_at"]), "Newest first.")
                    )
                ])
        ),
    ]

    private static let state = words(
        Endpoint.State.allCases.map(\.rawValue),
        "`active`: deliveries are made and sent. `paused`: made, and wait. `disabled`: none are made.")
    private static let secret: JSONValue = [
        "type": "string", "pattern": "^whsec_",
        "description": "What deliveries are signed with (Standard Webhooks). Shown in this answer only.",
    ]
    private static let publicKey: JSONValue = [
        "type": "string", "pattern": "^whpk_",
        "description": """
        What `v1a` signatures are checked with: Ed25519, no secret. Absent until the next rotation of an endpoint that \
        was added before there were such keys.
        """,
    ]
    private static let type = words(EventType.allCases.map(\.rawValue), "What happened.")

    private static let endpoint: [(String, JSONValue)] = [
        ("id", reference("EndpointID")), ("url", text("Where events go.")), ("types", list(type, "Which events.")),
        ("body", ["type": "boolean", "description": "Whether events carry the comment's text."]), ("state", state),
        ("public_key", publicKey), ("created_at", moment("When it was added.")),
    ]

    private static let health: [(String, JSONValue)] = [
        (
            "disabled_because",
            words(
                Endpoint.DisabledBecause.allCases.map(\.rawValue),
                "Only where Tamis disabled it. `asked`: the receiver wished it. `failing`: it took nothing for days.")
        ),
        (
            "failing",
            object(
                "Only while it fails: every attempt since its last success.",
                [
                    ("since", moment("When the first of them ended.")), ("failures", count("How many, in a row.")),
                    ("held_until", moment("Nothing is sent before: it is spared while it fails.")),
                    ("disabled_at", moment("When it will be disabled unless it takes something before.")),
                ], optional: ["held_until", "disabled_at"])
        ),
    ]

    private static func delivery(_ attempt: [(String, JSONValue)]) -> [(String, JSONValue)] {
        [
            ("id", identifier("dlv", "The delivery.")), ("endpoint_id", reference("EndpointID")),
            ("event_id", identifier("evt", "Sent as `webhook-id`, the same at every attempt.")), ("type", type),
            (
                "state",
                words(
                    ["waiting", "delivered", "dead"],
                    "`dead`: the schedule ran out or the receiver said 410; it waits to be sent again by hand.")
            ),
            ("created_at", moment("When it was made.")), ("due_at", moment("When it is tried next.")),
            (
                "attempts",
                list(
                    object("One request.", attempt, optional: ["status", "problem"]), "Every request so far.")
            ),
        ]
    }

    private static let attempt: [(String, JSONValue)] = [
        ("number", count("1 for the first.")), ("at", moment("When it began.")),
        ("milliseconds", count("How long it took.", from: 0)),
        ("status", ["type": "integer", "description": "The receiver's HTTP status; absent when no answer came."]),
        ("problem", text("What went wrong, in words; absent after success.")),
    ]
}
