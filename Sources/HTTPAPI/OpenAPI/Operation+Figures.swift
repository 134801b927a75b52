import HTTPTypes
import Moderation
import Store

extension Operation {
    static let stats = Operation(
        id: "getStats", group: .review, summary: "Show the site in figures",
        description: """
            Comments by status, what waits for review by label, and the decisions of the last 24 hours by who made them.
            """,
        answers: [
            Answer(
                status: .ok, description: "The figures.", schema: Schema.reference("Stats"),
                example: [
                    "at": .text(Example.moment),
                    "comments": ["approved": 120, "flagged": 3, "rejected": 9, "erased": 0],
                    "queue": ["length": 3, "spam": 1, "abuse": 2],
                    "decisions": [
                        "since": "2026-01-30T09:05:00.120Z", "policy": ["approve": 40, "flag": 5, "reject": 2],
                        "moderator": ["approve": 3, "flag": 0, "reject": 1],
                        "key": ["approve": 0, "flag": 0, "reject": 0],
                        "command_line": ["approve": 0, "flag": 0, "reject": 0],
                    ],
                ])
        ])

    static let events = Operation(
        id: "streamEvents", group: .review, summary: "Hear when the queue changes",
        description: """
            Server-sent events for as long as the connection stands: `event: waiting` with `{"waiting": 3}`, the comments of \
            the site that wait, at once and whenever that changes, at most once a second; a line `:` every 15 seconds; \
            `event: end` when the key is good no longer. A key has four streams, a fifth takes the place of the oldest. \
            What was decided comes by webhooks: they lose nothing.
            """,
        answers: [
            Answer(
                status: .ok, description: "The stream.", schema: ["type": "string", "pattern": "^retry: 5000\n"],
                mediaType: "text/event-stream")
        ],
        problems: [.unavailable])

    static let audit = Operation(
        id: "listAudit", group: .review, summary: "List what moderators and keys did",
        description: """
            Every decision that was not policy's, every look at an address, every access to and erasure of a person's \
            data, newest first. Nothing is ever removed from it. Addresses typed into notes are redacted.
            """,
        parameters: [
            Parameter(
                name: "kind", place: .query, description: "Only acts of this kind.",
                schema: ["enum": .list(AuditAct.Kind.allCases.map { .text($0.rawValue) })], example: "decision"),
            Parameter(
                name: "by", place: .query, description: "Only acts of this moderator, key or `command-line`.",
                schema: [
                    "type": "string", "pattern": "^(command-line|mod_[0-9a-z]{1,60}|key_[0-9a-z]{1,60})$",
                ]),
            Parameter(
                name: "since", place: .query, description: "Only acts from this moment on.",
                schema: ["type": "string", "format": "date-time"]),
            Parameter(
                name: "until", place: .query, description: "Only acts before this moment.",
                schema: ["type": "string", "format": "date-time"]),
            .limit,
            Parameter(
                name: "after", place: .query,
                description: "`next` of the page before: the page that follows it. The first page without.",
                schema: ["type": "string", "pattern": "^evt_[0-9a-z]{1,60}$"]),
        ],
        answers: [
            Answer(
                status: .ok, description: "A page of acts.", schema: Schema.reference("Audit"),
                example: [
                    "items": [
                        [
                            "id": .text(Example.eventID), "kind": "decision", "by": .text(Example.keyID),
                            "at": .text(Example.moment), "comment_id": .text(Example.commentID), "version": 2,
                            "decision": "reject", "reasons": ["insult"],
                        ]
                    ], "next": nil,
                ])
        ])
}

extension Schema {
    static let figures: [(String, JSONValue)] = [
        (
            "Stats",
            object(
                "A site in figures.",
                [
                    ("at", moment("When they were counted.")),
                    (
                        "comments",
                        object(
                            "Comments by status.",
                            CommentStatus.allCases.map { ($0.rawValue, count("Comments that are so now.", from: 0)) })
                    ),
                    (
                        "queue",
                        object(
                            "What waits for review.",
                            [("length", count("All that waits.", from: 0))]
                                + Label.allCases.map {
                                    ($0.rawValue, count("Those with most points under this label.", from: 0))
                                })
                    ),
                    (
                        "decisions",
                        object(
                            "Decisions of the last 24 hours by who made them.",
                            [("since", moment("The first moment that is counted."))]
                                + ReviewMeasures.Cause.allCases.map { ($0.rawValue, decisionCounts) })
                    ),
                ])
        ),
        (
            "Audit",
            object(
                "A page of what moderators and keys did, newest first.",
                [
                    ("items", list(act, "The acts.")),
                    (
                        "next",
                        [
                            "type": ["string", "null"],
                            "description": "`after` of the page that follows; null on the last.",
                        ]
                    ),
                ])
        ),
    ]

    private static let decisionCounts = object(
        "Counts of each decision.", Decision.allCases.map { ($0.rawValue, count("So many.", from: 0)) })

    private static let act = object(
        "One act.",
        [
            ("id", identifier("evt", "The act; later ones have greater ids.")),
            ("kind", words(AuditAct.Kind.allCases.map(\.rawValue), "What was done.")),
            ("by", text("`mod_…`, `key_…` or `command-line`.")), ("at", moment("When.")),
            ("comment_id", reference("CommentID")), ("author_id", identifier("aut", "Whose data it was.")),
            ("moderator_id", identifier("mod", "To whom a comment was passed, or whose account it was.")),
            ("version", count("The version a decision made.")),
            ("decision", words(Decision.allCases.map(\.rawValue), "What was decided.")),
            ("reasons", list(["type": "string"], "Why it was decided so.")),
            ("note", text("A moderator's own words, why an address was looked at, or what was changed.")),
            ("undoes", count("The version a decision took back.")),
        ], optional: ["comment_id", "author_id", "moderator_id", "version", "decision", "reasons", "note", "undoes"])
}
