import HTTPTypes
import Moderation

extension Operation {
    static let access = Operation(
        id: "accessPerson", group: .review, summary: "Show everything held about a person",
        description: """
            For the person's own request: the address and every comment with what came with it, oldest first, by pages. \
            The look is recorded before anything is opened. Empty lists when nobody used this address.
            """,
        body: .json(
            schema: Schema.reference("AccessRequest"), example: ["author": ["email": "ana@example.org"], "limit": 50]),
        answers: [
            Answer(
                status: .ok, description: "What is held.", schema: Schema.reference("PersonData"),
                example: ["authors": [], "comments": [], "next": nil])
        ],
        problems: [.invalidFields])

    static let erasure = Operation(
        id: "erasePerson", group: .review, summary: "Erase a person",
        description: """
            Destroys the person's key and the look-up value of the address before it answers: nothing sealed for them \
            opens again. Their comments become `erased` just after, and endpoints hear `comment.erased`. The answer is \
            the same whether anybody used this address.
            """,
        body: .json(
            schema: Schema.reference("ErasureRequest"), example: ["author": ["email": "gone@example.org"]]),
        answers: [
            Answer(
                status: .accepted, description: "The key is gone.", schema: Schema.reference("Erased"),
                example: ["status": "erased"])
        ],
        problems: [.invalidFields])
}

extension Schema {
    static let person: [(String, JSONValue)] = [
        (
            "AccessRequest",
            request(
                "Whose data, and which page of it.",
                [
                    ("author", personAddress),
                    (
                        "after",
                        [
                            "type": ["string", "null"], "pattern": "^cmt_[0-9a-z]{1,60}$",
                            "description": "`next` of the page before.",
                        ]
                    ),
                    (
                        "limit",
                        [
                            "type": ["integer", "null"], "minimum": 1, "maximum": 100,
                            "description": "Most comments of the page; 100 when absent.",
                        ]
                    ),
                ], required: ["author"])
        ),
        (
            "ErasureRequest",
            request(
                "Who is erased.",
                [
                    ("author", personAddress),
                    (
                        "keep_body",
                        ["type": ["boolean", "null"], "description": "Keep the words, which are nobody's then."]
                    ),
                ], required: ["author"])
        ),
        ("Erased", object("Done.", [("status", ["const": "erased", "description": "The key is gone."])])),
        (
            "PersonData",
            object(
                "All that is held about a person at this site.",
                [
                    (
                        "authors",
                        list(
                            object(
                                "The author with this address.",
                                [
                                    ("id", identifier("aut", "The author at this site.")),
                                    ("email", text("The address as it was given first.")),
                                    ("since", moment("When it was first given.")),
                                ]), "One, or none when nobody used the address.")
                    ), ("comments", list(personComment, "Oldest first.")),
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

    private static let personAddress = request("The person.", [("email", email)], required: ["email"])

    private static let personComment = object(
        "A comment and what came with it.",
        [
            ("id", reference("CommentID")), ("external_id", text("The site's own id of it.")),
            ("status", words(CommentStatus.allCases.map(\.rawValue), "The comment now.")),
            (
                "thread",
                object(
                    "The page it stands on.",
                    [
                        ("id", text("As the site names it.")), ("url", text("Where it is.")),
                        ("title", text("Its title.")),
                    ], optional: ["url", "title"])
            ), ("name", text("The name it was given with.")), ("url", text("The page it was given with.")),
            ("ip", text("The address it came from.")), ("user_agent", text("The program it was sent with.")),
            ("body", text("The text.")), ("language", text("The language that was found, BCP 47.")),
            ("received_at", moment("When it came.")), ("written_at", moment("When it was written.")),
            ("reasons", list(["type": "string"], "Why it was decided so.")),
            ("decided_at", moment("When it was last decided.")),
        ], optional: ["external_id", "url", "ip", "user_agent", "written_at"])
}
