import Moderation

/// The events of the document: what endpoints are sent.
enum Webhooks {
    static var document: JSONValue {
        .members(
            EventType.allCases.map { type in
                (
                    type.rawValue,
                    [
                        "post": [
                            "operationId": .text("on_" + type.rawValue.replacing(".", with: "_")),
                            "summary": .text(summary(type)),
                            "description": """
                            A Standard Webhooks 1.0.0 request. It comes at least once and may come twice: `webhook-id` \
                            tells, `version` says which is newer. Any 2xx within 15 seconds ends it. 410, or any refusal with the header \
                            `webhook-delivery: disable`, disables the endpoint; a refusal with `webhook-delivery: \
                            abort-message` ends this event; anything else is tried again for days, on 429 and 503 not \
                            before their `Retry-After`, which counts up to 24 hours.
                            """,
                            "tags": ["webhooks"], "parameters": headers, "security": [],
                            "requestBody": [
                                "required": true, "content": ["application/json": ["schema": event(type)]],
                            ],
                            "responses": [
                                "2XX": ["description": "Taken."],
                                "410": ["description": "Never send here again: the endpoint is disabled."],
                                "default": ["description": "Not taken: it is sent again."],
                            ],
                        ]
                    ]
                )
            })
    }

    private static func summary(_ type: EventType) -> String {
        switch type {
        case .approved: "A comment may be shown"
        case .flagged: "A comment waits for review"
        case .rejected: "A comment is turned down"
        case .erased: "A comment was deleted, or went with its author"
        case .endpointTest: "Somebody tries the endpoint"
        }
    }

    private static let headers: JSONValue = [
        header("webhook-id", "The event: the same at every attempt.", ["type": "string", "pattern": "^evt_"]),
        header("webhook-timestamp", "Unix seconds of this attempt.", ["type": "string", "pattern": "^[0-9]+$"]),
        header(
            "webhook-signature",
            """
            `v1,` and base64 of HMAC-SHA256 of `id.timestamp.body` under the endpoint's secret, then `v1a,` and base64 of \
            its Ed25519 signature; one space between, and more of each for a while after a rotation.
            """,
            ["type": "string", "pattern": "^v1"]),
    ]

    private static func header(_ name: String, _ description: String, _ schema: JSONValue) -> JSONValue {
        Parameter(name: name, place: .header, isRequired: true, description: description, schema: schema).document
    }

    /// The payload of one type.
    static func event(_ type: EventType) -> JSONValue {
        let data =
            type == .endpointTest
            ? Schema.object(
                "Nothing happened.",
                [("endpoint_id", Schema.reference("EndpointID")), ("site", Schema.text("The site's name."))])
            : Schema.reference("EventData")
        return Schema.object(
            "The signed bytes.",
            [
                ("type", ["const": .text(type.rawValue)]), ("timestamp", Schema.moment("When it happened.")),
                ("data", data),
            ])
    }

    static let data = Schema.object(
        "A decision, as the outside is told of it. The author stands in it by id and name, never by address.",
        [
            ("comment_id", Schema.reference("CommentID")),
            ("external_id", ["type": ["string", "null"], "description": "The site's own id of the comment."]),
            ("site", Schema.text("The site's name.")),
            (
                "thread",
                Schema.object(
                    "The page it stands on.",
                    [
                        ("id", Schema.text("As the site names it.")), ("url", Schema.text("Where it is.")),
                        ("title", Schema.text("Its title.")),
                    ], optional: ["url", "title"])
            ), ("status", status(["string"], "The comment now.")),
            ("previous_status", status(["string", "null"], "Before; null at the first decision.")),
            ("version", Schema.count("Counts up per comment: drop what is older than what you have.")),
            ("decision", Schema.reference("Decision")), ("score", Schema.reference("Score")),
            ("language", Schema.text("The language that was found, BCP 47.")),
            (
                "author",
                Schema.object(
                    "Who wrote it.",
                    [
                        ("id", Schema.identifier("aut", "The author at this site.")),
                        ("name", Schema.text("As it was given.")),
                    ])
            ), ("body", Schema.text("The text, redacted, if the endpoint asked for it.")),
        ], optional: ["body"])

    private static func status(_ types: [JSONValue], _ description: String) -> JSONValue {
        let values = CommentStatus.allCases.map { JSONValue.text($0.rawValue) }
        return [
            "type": .list(types), "description": .text(description),
            "enum": .list(types.count > 1 ? values + [nil] : values),
        ]
    }
}
