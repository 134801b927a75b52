import HTTPTypes
import Moderation

extension Operation {
    static let statement = Operation(
        id: "getStatement", group: .comments, summary: "Tell an author why",
        description: """
            A statement of reasons as article 17 of the EU Digital Services Act wants it, for a comment that is held \
            or rejected: what is restricted, the ground and the facts, whether a machine decided, how to object. It \
            repeats nothing the author wrote. An illegal ground names no law: add the one you rely on.
            """,
        parameters: [
            .commentID,
            Parameter(
                name: "language", place: .query,
                description: "The language of its words; that of the site when absent.",
                schema: ["enum": ["fr", "ar", "en"]], example: "en"),
        ],
        answers: [
            Answer(
                status: .ok, description: "The statement.", schema: Schema.reference("Statement"),
                example: [
                    "comment_id": .text(Example.commentID), "version": 2, "language": "en",
                    "decided_at": .text(Example.moment), "restriction": "removed",
                    "ground": ["kind": "terms", "reasons": [["code": "insult", "text": "insult"]]],
                    "facts": [["signal": "wordlist.insult", "text": "Insulting words"]], "decided_by": "human",
                    "objection": [
                        "site": "news", "contact": "https://news.example.org/moderation",
                        "page": "https://news.example.org/page-1",
                    ],
                    "text": "Your comment is not visible on the site.",
                ])
        ],
        problems: [.notRestricted])
}

extension Schema {
    static let statement = object(
        "Why a comment is not shown, for its author.",
        [
            ("comment_id", reference("CommentID")), ("version", count("The version it speaks of.")),
            ("language", words(PageLanguage.allCases.map(\.rawValue), "The language of its words.")),
            ("decided_at", moment("When it was decided.")),
            (
                "restriction",
                words(
                    Restriction.Kind.allCases.map(\.rawValue),
                    "`held`: not visible until somebody looked. `removed`: not visible.")
            ),
            (
                "ground",
                object(
                    "On what it rests.",
                    [
                        (
                            "kind",
                            words(Restriction.Ground.allCases.map(\.rawValue), "The law, or the site's own rules.")
                        ),
                        (
                            "reasons",
                            list(
                                object("One.", [("code", text("As in `reasons`.")), ("text", text("In words."))]),
                                "The reasons of the decision.")
                        ),
                    ])
            ),
            (
                "facts",
                list(
                    object("One.", [("signal", text("The signal.")), ("text", text("In words."))]),
                    "What the automated check found, weightiest first, ten at most.")
            ),
            (
                "decided_by",
                words(
                    Restriction.Decider.allCases.map(\.rawValue),
                    "By automated means, by a person, or by a key of the site.")
            ),
            (
                "objection",
                object(
                    "Where the author can object.",
                    [
                        ("site", text("The site's name.")),
                        ("contact", text("Where the site takes objections: a URL or an address.")),
                        ("page", text("The page the comment was written for.")),
                    ], optional: ["contact", "page"])
            ),
            ("text", text("All of it for the author, a line for each part.")),
        ])
}
