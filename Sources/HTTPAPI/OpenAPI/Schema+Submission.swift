import CommentIntake
import Moderation

extension Schema {
    /// A comment as JSON.
    static let submission = request(
        """
        A comment as a reader wrote it. A field that is null or shows nothing counts as absent; members that are not \
        listed are passed over. Which fields are required is the site's policy; here it is the policy as shipped. \
        Lengths are bytes of UTF-8 after cleaning (NFC, no control characters, no white space around).
        """,
        [
            (
                "author",
                request(
                    "Who wrote it.", [("name", authorName), ("email", email), ("url", webAddress), ("key", authorKey)],
                    required: ["name", "email"])
            ),
            ("body", body),
            (
                "thread",
                request(
                    "The page it stands on.",
                    [("id", threadID), ("url", threadAddress), ("title", optional(500, "The page's title."))],
                    required: ["id"])
            ),
        ] + details, required: ["author", "body", "thread"])

    /// The same as a form, with dotted names.
    static let submissionForm = request(
        """
        The same as a form: dotted names (`author.name`), the same with brackets (`author[name]`), or those of the \
        WordPress form (`author email url comment comment_post_ID comment_parent`). Of a name given twice the last \
        counts; at most 200 fields.
        """,
        [
            ("author.name", authorName), ("author.email", email), ("author.url", webAddress), ("author.key", authorKey),
            ("body", body), ("thread.id", threadID), ("thread.url", threadAddress),
            ("thread.title", optional(500, "The page's title.")),
        ] + details, required: ["author.name", "author.email", "body", "thread.id"])

    /// What is only scored needs a body and nothing else.
    static let scoring = request(
        "A text to score, with what is known about it. Everything of a comment may be sent, only `body` must.",
        [
            (
                "author",
                [
                    "type": ["object", "null"], "description": "Who wrote it.",
                    "properties": [
                        "name": optional(245, "The name shown beside the comment."), "url": webAddress,
                    ],
                ]
            ),
            ("body", body), ("language", language),
        ], required: ["body"])

    static let scoringForm = request(
        "The same as a form.",
        [("body", body), ("author.name", optional(245, "The name shown beside the comment.")), ("language", language)],
        required: ["body"])

    /// What may change of a comment.
    static let edit = request(
        "A comment as its reader edited it. Everything of a comment may be sent, only `body` must.",
        [("author", editedAuthor), ("body", body)] + changeable, required: ["body"])

    static let editForm = request(
        "The same as a form.",
        [
            ("author.name", optional(245, "The name shown beside the comment.")), ("author.email", editedEmail),
            ("author.url", webAddress), ("body", body),
        ] + changeable, required: ["body"])

    private static let editedAuthor: JSONValue = [
        "type": ["object", "null"], "description": "Who wrote it; what is absent stays.",
        "properties": [
            "name": optional(245, "The name shown beside the comment."), "email": editedEmail, "url": webAddress,
        ],
    ]
    private static let editedEmail: JSONValue = [
        "description": "The author's address, if it is another one now. Kept sealed.", "anyOf": [email, absent],
    ]
    private static let changeable = details.filter { ["ip", "user_agent", "language"].contains($0.0) }

    private static let details: [(String, JSONValue)] = [
        ("parent_id", numbered("The comment it answers, as the site or Tamis names it.")),
        ("external_id", numbered("The site's own id of this comment; comes back in answers and events.")),
        (
            "ip",
            [
                "description": "The address it was sent from. Kept sealed, never shown.",
                "anyOf": [["type": "string", "format": "ipv4"], ["type": "string", "format": "ipv6"], absent],
            ]
        ),
        ("user_agent", cut("The browser's `User-Agent`; cut after 500 bytes.")),
        ("referrer", cut("The page the reader came from; cut after 2,000 bytes.")), ("language", language),
        (
            "written_at",
            [
                "description": "When it was written, if not now: RFC 3339.",
                "anyOf": [["type": "string", "format": "date-time"], absent],
            ]
        ),
    ]

    private static let absent: JSONValue = ["type": ["string", "null"], "pattern": .text(blankOnly)]

    private static let authorName = required(245, "The name shown beside the comment.")
    private static let body = required(
        65_525, "The text. Addresses typed into it are redacted in every answer and event.")
    private static let threadID: JSONValue = [
        "description": "The page, as the site names it; at most 200 bytes.",
        "anyOf": [
            ["type": "string", "maxLength": 200, "pattern": .text(visiblePattern)], ["type": "integer"],
        ],
    ]
    static let email: JSONValue = [
        "type": "string", "format": "email", "maxLength": 254,
        "description": "The author's address. Kept sealed; no answer, event or log ever shows it.",
    ]
    private static let authorKey: JSONValue = [
        "description": """
        What your own accounts know the writer by: send it only for somebody who is logged in there. Trust given to an author \
        counts for this, not for an address anybody can type. Kept as a keyed code.
        """,
        "anyOf": [["type": "string", "maxLength": 200], ["type": "integer"], absent],
    ]
    private static let webAddress: JSONValue = address(200, "The author's page.")
    private static let threadAddress: JSONValue = address(2000, "Where the page is.")
    private static let language: JSONValue = [
        "description": "A hint at the language, BCP 47 in its syntax: `fr`, `ar-Latn`, `fr_FR`.",
        "anyOf": [
            ["type": "string", "maxLength": 35, "pattern": "^[A-Za-z]{2,8}([-_][A-Za-z0-9]{1,8}){0,10}$"], absent,
        ],
    ]

    private static func required(_ bytes: Int, _ description: String) -> JSONValue {
        [
            "type": "string", "description": .text("\(description) At most \(bytes) bytes."),
            "maxLength": .integer(bytes), "pattern": .text(visiblePattern),
        ]
    }

    private static func optional(_ bytes: Int, _ description: String) -> JSONValue {
        [
            "type": ["string", "null"], "description": .text("\(description) At most \(bytes) bytes."),
            "maxLength": .integer(bytes),
        ]
    }

    private static func numbered(_ description: String) -> JSONValue {
        [
            "type": ["string", "integer", "null"], "description": .text("\(description) At most 200 bytes."),
            "maxLength": 200,
        ]
    }

    private static func cut(_ description: String) -> JSONValue {
        ["type": ["string", "null"], "description": .text(description)]
    }

    private static func address(_ bytes: Int, _ description: String) -> JSONValue {
        [
            "description": .text(
                """
                \(description) An absolute http(s) address without a user part. Readers who leave the scheme out get \
                `https` put before it. At most \(bytes) bytes.
                """),
            "anyOf": [
                ["type": "string", "pattern": "^https?://", "maxLength": .integer(bytes)], absent,
            ],
        ]
    }
}
