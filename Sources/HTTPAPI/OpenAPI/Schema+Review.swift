import Moderation
import Review

extension Schema {
    static let review: [(String, JSONValue)] = [
        ("DecisionRequest", decisionRequest([])),
        (
            "BulkDecisionRequest",
            decisionRequest([
                (
                    "comments",
                    [
                        "type": "array", "minItems": 1, "maxItems": 100, "description": "The comments it is for.",
                        "items": request(
                            "One comment.",
                            [
                                ("id", text("The comment.")),
                                (
                                    "version",
                                    [
                                        "type": ["integer", "null"], "minimum": 1,
                                        "maximum": 999_999_999_999_999_999,
                                        "description": "The version that was seen; whatever it is when absent.",
                                    ]
                                ),
                            ], required: ["id"]),
                    ]
                )
            ])
        ),
        (
            "Decided",
            object(
                "The comment after the decision.",
                [("status", status), ("version", count("Its version now."))])
        ),
        (
            "BulkResults",
            object(
                "What came of each, in the order asked.",
                [
                    ("act", identifier("evt", "Takes all of them back: `POST /v1/decisions/undo`.")),
                    ("results", list(result, "One a comment.")),
                ])
        ),
        (
            "ClaimRequest",
            request(
                "How many comments, and for how long.",
                [
                    ("count", wish(1, 100, "Most comments to hand out; 1 when absent.")),
                    ("seconds", wish(1, 3600, "How long nobody else is given them; 300 when absent.")),
                ], required: [])
        ),
        ("RevealRequest", request("Why the address is needed.", [("reason", reason)], required: ["reason"])),
        ("Revealed", object("An author's address.", [("email", text("The address as it was given."))])),
        ("History", history),
    ]

    private static let status = words(
        CommentStatus.allCases.map(\.rawValue), "The comment now.")

    /// Rejecting needs a reason, the other two do not: two shapes, told apart by `decision`.
    /// Without `canWait` it is not put back into the queue.
    private static func decisionRequest(_ more: [(String, JSONValue)], canWait: Bool = true) -> JSONValue {
        let reasons = ReviewAct.reasons.map { JSONValue.text($0.rawValue) }
        let note: JSONValue = [
            "type": ["string", "null"], "maxLength": 2000,
            "description": "Own words, at most 2,000 bytes. Moderators and webhooks see them.",
        ]
        let needed = more.map(\.0) + ["decision"]
        return [
            "description": "What a moderator decides, and why.",
            "oneOf": [
                request(
                    canWait ? "Publish it, or put it back into the queue." : "Publish it.",
                    [
                        (
                            "decision",
                            canWait
                                ? ["enum": ["approve", "flag"], "description": "`flag`: a human must look again."]
                                : ["const": "approve", "description": "To be shown."]
                        ),
                        ("reason", ["enum": .list(reasons + ["", nil]), "description": "Optional here."]),
                        ("note", note),
                    ] + more, required: needed),
                request(
                    "Turn it down.",
                    [
                        ("decision", ["const": "reject", "description": "Not to be shown."]),
                        ("reason", ["enum": .list(reasons), "description": "Why."]), ("note", note),
                    ] + more, required: needed + ["reason"]),
            ],
        ]
    }

    static let campaignDecision = decisionRequest([], canWait: false)

    private static func wish(_ least: Int, _ most: Int, _ description: String) -> JSONValue {
        [
            "type": ["integer", "null"], "minimum": .integer(least), "maximum": .integer(most),
            "description": .text(description),
        ]
    }

    private static let reason: JSONValue = [
        "type": "string", "maxLength": 2000, "pattern": .text(visiblePattern),
        "description": "Why. Stays in the comment's history; at most 2,000 bytes.",
    ]

    private static let result: JSONValue = [
        "oneOf": [
            object(
                "Decided.",
                [("id", reference("CommentID")), ("status", status), ("version", count("Its version now."))]),
            object(
                "Somebody was faster.",
                [
                    ("id", reference("CommentID")), ("code", ["const": "version_mismatch"]),
                    ("version", count("Its version now.")), ("latest", reference("Decision")),
                ]),
            object(
                "No such comment at this site. What cannot be an id of a comment is not repeated.",
                [
                    ("id", ["anyOf": [reference("CommentID"), ["type": "null"]]]), ("code", ["const": "not_found"]),
                ]),
        ]
    ]

    private static let history = object(
        "All that happened to a comment.",
        [
            (
                "decisions",
                list(
                    object(
                        "One decision.",
                        [("version", count("The version it made."))] + decision
                            + [("undoes", count("The version it took back."))],
                        optional: ["note", "undoes", "statement"]), "Every decision, oldest first.")
            ),
            (
                "reveals",
                list(
                    object(
                        "One look at the author's address.",
                        [
                            ("by", text("Who looked.")), ("reason", text("Why.")), ("at", moment("When.")),
                        ]), "Every look at the author's address.")
            ),
            ("deliveries", list(reference("Delivery"), "What was told to webhook endpoints, oldest first.")),
        ])
}
