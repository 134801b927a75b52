import Moderation

extension Schema {
    static let endpoints: [(String, JSONValue)] =
        [
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
                request("Where to send events.", wanted, required: ["url"])
            ),
            ("EndpointChange", request("What to change of an endpoint.", changed, required: [])),
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
        ] + deliveries

    /// What may be said of an endpoint when it is added or changed.
    private static let wanted: [(String, JSONValue)] = [
        (
            "url",
            [
                "type": "string", "format": "uri", "pattern": "^https?://", "maxLength": 2000,
                "description": """
                https, without user, fragment or private address, at port 80, 443 or from 1024 on; at most 2,000 bytes.
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
        (
            "headers",
            [
                "type": ["object", "null"], "maxProperties": .integer(CustomHeader.limit),
                "propertyNames": ["pattern": "^[A-Za-z0-9-]{1,64}$"],
                "additionalProperties": [
                    "type": "string", "pattern": "^[!-~]([ -~]{0,998}[!-~])?$",
                ],
                "description": """
                Sent with every request beside Tamis's own, such as a gateway's token. Sealed at rest, shown nowhere. None \
                that Tamis or HTTP sets itself: `webhook-…`, `proxy-…`, `sec-…`, `x-forwarded-…`, `content-type`, `host` \
                and their like.
                """,
            ]
        ),
        (
            "at_once",
            [
                "type": ["integer", "null"], "minimum": 1, "maximum": 8,
                "description": "Requests on their way at once; 8 when absent.",
            ]
        ),
        (
            "per_minute",
            [
                "type": ["integer", "null"], "minimum": 0, "maximum": 6000,
                "description": "Requests a minute; 0, or absent: as many as there are.",
            ]
        ),
    ]

    /// The same, the URL being no more needed than the rest.
    private static let changed = wanted.map { name, schema in
        name == "url" ? (name, schema.with([("type", ["string", "null"])])) : (name, schema)
    }

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
    static let eventType = words(EventType.allCases.map(\.rawValue), "What happened.")

    private static let endpoint: [(String, JSONValue)] = [
        ("id", reference("EndpointID")), ("url", text("Where events go.")),
        (
            "kind",
            words(
                ["webhook", "akismet"],
                "`akismet`: the callback of an Akismet client, which hears as a form and only of what it asked about.")
        ), ("types", list(eventType, "Which events.")),
        ("body", ["type": "boolean", "description": "Whether events carry the comment's text."]),
        ("headers", list(text("A header's name."), "Headers sent beside Tamis's own; their values are never shown.")),
        ("at_once", ["type": "integer", "minimum": 1, "maximum": 8, "description": "Requests on their way at once."]),
        (
            "per_minute",
            ["type": "integer", "minimum": 0, "maximum": 6000, "description": "Requests a minute; 0: no limit."]
        ), ("state", state),
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
}
