import HTTPTypes
import Moderation

extension Operation {
    private static let term: JSONValue = [
        "id": .text(Example.termID), "text": "weasel word*", "category": "insult", "points": 5,
        "by": .text(Example.keyID),
        "at": .text(Example.moment),
    ]

    static let terms = Operation(
        id: "listTerms", group: .review, summary: "List the site's own terms",
        description: "What its moderators look for beside the wordlists, the oldest first.",
        answers: [
            Answer(
                status: .ok, description: "All of them.", schema: Schema.reference("Terms"),
                example: ["items": [term]])
        ])

    static let addTerm = Operation(
        id: "addTerm", group: .review, summary: "Add a term",
        description: """
            Looked for in every comment from now on, disguised as well, as a line of a wordlist is: letters and spaces, `*` for \
            an open end of a word. A signal `terms.<category>` tells of it. One that is there with the same category gets the \
            points that are sent. `POST /v1/terms/preview` says beforehand what it would have found.
            """,
        body: .json(schema: Schema.reference("TermRequest"), example: ["text": "weasel word*", "category": "insult"]),
        answers: [
            Answer(
                status: .created, description: "Added.", schema: Schema.reference("Term"), example: term,
                headers: ["Location"]),
            Answer(
                status: .ok, description: "It was there.", schema: Schema.reference("Term"), example: term),
        ],
        problems: [.refusedTerm, .tooManyTerms])

    static let removeTerm = Operation(
        id: "removeTerm", group: .review, summary: "Remove a term",
        description: "Not looked for from now on. What was decided with it stays.", parameters: [.termID],
        answers: [Answer(status: .noContent, description: "Removed.")])

    static let previewTerm = Operation(
        id: "previewTerm", group: .review, summary: "Try a term",
        description: "What a term would have found in the site's newest 10,000 comments. Nothing is kept.",
        body: .json(schema: Schema.reference("TermRequest"), example: ["text": "weasel word*", "category": "insult"]),
        answers: [
            Answer(
                status: .ok, description: "How many, and which.", schema: Schema.reference("TermPreview"),
                example: [
                    "looked": 10_000, "found": 3, "approved": 1, "flagged": 2, "rejected": 0,
                    "examples": [
                        [
                            "comment_id": .text(Example.commentID),
                            "evidence": [["field": "body", "begin": 4, "end": 15]],
                        ]
                    ],
                ])
        ],
        problems: [.refusedTerm])
}

extension Parameter {
    static let termID = Parameter(
        name: "id", place: .path, isRequired: true, description: "The term, as the list names it.",
        schema: Schema.reference("TermID"), example: .text(Example.termID))
}

extension Schema {
    private static let category = words(OwnTerm.Category.allCases.map(\.rawValue), "The reason it gives.")

    static let terms: [(String, JSONValue)] = [
        ("TermID", identifier("trm", "A term of a site's own.")),
        (
            "Term",
            object(
                "A word or phrase that is looked for.",
                [
                    ("id", reference("TermID")), ("text", text("As a line of a wordlist writes it.")),
                    ("category", category),
                    ("points", ["type": "number", "description": "Its weight, in log-odds."]),
                    ("by", text("Who added it.")), ("at", moment("When.")),
                ])
        ),
        ("Terms", object("All terms.", [("items", list(reference("Term"), "The terms."))])),
        (
            "TermRequest",
            request(
                "What to look for.",
                [
                    (
                        "text",
                        [
                            "type": "string", "maxLength": 200,
                            "description":
                                "Letters and spaces, at most 200 bytes; `*` at an end leaves the word open there.",
                        ]
                    ),
                    ("category", category),
                    (
                        "points",
                        [
                            "type": ["number", "null"], "minimum": 0.5, "maximum": 12,
                            "description": "5 when absent: enough to have a human look.",
                        ]
                    ),
                ], required: ["text", "category"])
        ),
        (
            "TermPreview",
            object(
                "What a term would have found.",
                [
                    ("looked", count("Comments looked through.", from: 0)),
                    ("found", count("Those it stands in.", from: 0)),
                    ("approved", count("Of these, shown now.", from: 0)),
                    ("flagged", count("Of these, waiting now.", from: 0)),
                    ("rejected", count("Of these, turned down now.", from: 0)),
                    (
                        "examples",
                        list(
                            object(
                                "One it stands in.",
                                [
                                    ("comment_id", reference("CommentID")),
                                    (
                                        "evidence",
                                        list(
                                            object(
                                                "A place: bytes of UTF-8 of the body, half open.",
                                                [
                                                    ("field", ["const": "body", "description": "The body."]),
                                                    ("begin", count("The first byte.", from: 0)),
                                                    ("end", count("The byte behind it.", from: 0)),
                                                ]), "Where.")
                                    ),
                                ]), "Ten at most, those that are shown to readers first.")
                    ),
                ])
        ),
    ]
}
