import HTTPTypes
import Moderation

extension Operation {
    private static let example: JSONValue = [
        "id": .text(Example.authorID),
        "standings": [
            [
                "of": "address", "standing": "banned", "until": nil, "by": "mod_06h0hjwe2sgzpkwe0g6pvccnpr",
                "at": .text(Example.moment),
            ]
        ],
    ]

    static let author = Operation(
        id: "getAuthor", group: .review, summary: "Show what was said of an author",
        description: "The bans and the trust that stand now. An author is one address at one site.",
        parameters: [.authorID],
        answers: [
            Answer(status: .ok, description: "The author.", schema: Schema.reference("Author"), example: example)
        ])

    static let setStanding = Operation(
        id: "setStanding", group: .review, summary: "Ban or trust an author",
        description: """
            Later comments of a banned author are rejected by policy; those of a trusted one are judged mildly. It is said of \
            the author's address and, with `comment_id`, of the account that comment came with (`author.key`): trust has its \
            full weight for that account alone, since anybody can type an address. Written into the audit.
            """,
        parameters: [.authorID],
        body: .json(
            schema: Schema.reference("StandingRequest"), example: ["standing": "banned", "note": "third warning"]),
        answers: [
            Answer(status: .ok, description: "The author now.", schema: Schema.reference("Author"), example: example)
        ],
        problems: [.noteTooLong])
}

extension Parameter {
    static let authorID = Parameter(
        name: "id", place: .path, isRequired: true, description: "The author, as comments and events name it.",
        schema: Schema.reference("AuthorID"), example: .text(Example.authorID))
}

extension Schema {
    static let authors: [(String, JSONValue)] = [
        ("AuthorID", identifier("aut", "An author at a site.")),
        (
            "Author",
            object(
                "An author.",
                [
                    ("id", reference("AuthorID")),
                    (
                        "standings",
                        list(
                            object(
                                "What was said.",
                                [
                                    ("of", words(["address", "key"], "Of the typed address, or of an account.")),
                                    ("standing", words(Standing.allCases.map(\.rawValue), "What it is.")),
                                    (
                                        "until",
                                        [
                                            "type": ["string", "null"], "format": "date-time",
                                            "description": "When it ends; null: never.",
                                        ]
                                    ), ("by", text("Who said it.")), ("at", moment("When.")),
                                ]), "What stands now.")
                    ),
                ])
        ),
        (
            "StandingRequest",
            request(
                "What is said of an author.",
                [
                    (
                        "standing",
                        [
                            "enum": .list(Standing.allCases.map { .text($0.rawValue) } + [nil]),
                            "description": "Null or absent takes back everything that was said.",
                        ]
                    ),
                    (
                        "until",
                        [
                            "type": ["string", "null"], "format": "date-time",
                            "description": "When it ends, later than now; for good when absent.",
                        ]
                    ),
                    (
                        "comment_id",
                        [
                            "anyOf": [reference("CommentID"), ["type": "null"]],
                            "description": "A comment of theirs: it is said of the account it came with as well.",
                        ]
                    ),
                    (
                        "note",
                        [
                            "type": ["string", "null"], "maxLength": 2000,
                            "description": "Why, for the audit; at most 2,000 bytes.",
                        ]
                    ),
                ], required: [])
        ),
    ]
}
