import Store

extension Schema {
    static let deliveries: [(String, JSONValue)] = [
        ("DeliveryID", identifier("dlv", "One event to one endpoint.")),
        ("Delivery", object("One event to one endpoint.", delivery(attempt), optional: ["due_at"])),
        (
            "LoggedDelivery",
            object(
                "One event to one endpoint, as admins see it.",
                delivery(attempt + [("answer", text("The first bytes of the answer, redacted."))]),
                optional: ["due_at"])
        ),
        (
            "DeliveryList",
            object(
                "Deliveries.",
                [
                    ("items", list(reference("LoggedDelivery"), "Newest first.")),
                    (
                        "next",
                        [
                            "type": ["string", "null"],
                            "description": "What to give as `after` for the next page; null on the last one.",
                        ]
                    ),
                ])
        ),
        ("DeliveryCount", object("What was or would be sent.", [("count", count("Deliveries.", from: 0))])),
        (
            "RedeliverRequest",
            request(
                "Which deliveries to send again: `deliveries`, or `since`.",
                [
                    (
                        "deliveries",
                        [
                            "type": ["array", "null"], "maxItems": 1000, "items": reference("DeliveryID"),
                            "description": "Just these, whatever the range says.",
                        ]
                    ),
                    ("since", optionalMoment("Made then or later.")),
                    ("until", optionalMoment("Made before; now when absent.")),
                    (
                        "state",
                        ["enum": ["dead", "delivered", nil], "description": "What they ended as; `dead` when absent."]
                    ), ("preview", preview),
                ], required: []
            ).with([
                (
                    "anyOf",
                    [
                        ["required": ["deliveries"], "properties": ["deliveries": ["type": "array"]]],
                        ["required": ["since"], "properties": ["since": ["type": "string"]]],
                    ]
                )
            ])
        ),
        (
            "RecoverRequest",
            request(
                "Which events to make deliveries of.",
                [
                    ("since", moment("Decided then or later.")),
                    ("until", optionalMoment("Decided before; now when absent.")),
                    ("preview", preview),
                ], required: ["since"])
        ),
    ]

    private static let preview: JSONValue = [
        "type": ["boolean", "null"], "description": "Only count them.",
    ]

    private static func optionalMoment(_ description: String) -> JSONValue {
        ["type": ["string", "null"], "format": "date-time", "description": .text(description)]
    }

    private static func delivery(_ attempt: [(String, JSONValue)]) -> [(String, JSONValue)] {
        [
            ("id", reference("DeliveryID")), ("endpoint_id", reference("EndpointID")),
            ("event_id", identifier("evt", "Sent as `webhook-id`, the same at every attempt.")), ("type", eventType),
            (
                "state",
                words(
                    DeliveryState.allCases.map(\.rawValue),
                    "`dead`: the schedule ran out or the receiver said 410; it waits to be sent again by hand.")
            ),
            ("created_at", moment("When it was made.")), ("due_at", moment("When it is tried next.")),
            (
                "attempts",
                list(
                    object("One request.", attempt, optional: ["status", "answer_bytes", "problem"]),
                    "Every request so far.")
            ),
        ]
    }

    private static let attempt: [(String, JSONValue)] = [
        ("number", count("1 for the first.")), ("at", moment("When it began.")),
        ("milliseconds", count("How long it took.", from: 0)),
        ("status", ["type": "integer", "description": "The receiver's HTTP status; absent when no answer came."]),
        ("answer_bytes", count("How long the answer was; of one that was cut, how much is read of any.", from: 0)),
        ("problem", text("What went wrong, in words; absent after success.")),
    ]
}
