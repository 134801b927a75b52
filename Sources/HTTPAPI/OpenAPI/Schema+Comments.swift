import Moderation
import Review

extension Schema {
    /// What is said of a score, in answers of every kind.
    private static let verdict: [(String, JSONValue)] = [
        ("score", reference("Score")),
        ("language", text("The language that was found, BCP 47; `und` when none was.")),
        ("decision", reference("Decision")), ("signals", list(reference("Signal"), "What the rules found.")),
        ("versions", reference("Versions")),
    ]

    private static let status = words(
        CommentStatus.allCases.map(\.rawValue),
        "The comment now: shown, waiting for review, turned down, or removed with its author.")
    private static let version = count("Counts every decision from 1: a receiver drops what is older.")

    /// Components by name, in the order of the document.
    static let comments: [(String, JSONValue)] = [
        ("CommentID", identifier("cmt", "A comment.")),
        (
            "Accepted",
            object(
                "A comment that was kept, and what was decided.",
                [("id", reference("CommentID")), ("status", status), ("version", version)] + verdict)
        ),
        ("Scored", object("What a comment with this text would have been answered.", verdict)),
        ("Comment", comment),
        (
            "CommentPage",
            object(
                "A page of comments.",
                [
                    ("items", list(reference("Comment"), "The comments.")),
                    (
                        "next",
                        [
                            "type": ["string", "null"],
                            "description": "What to give as `after` for the next page; null on the last one.",
                        ]
                    ),
                ])
        ),
        (
            "Score",
            object(
                "How probable each kind of harm is, by the signals and the policy's prior; points are log-odds.",
                [("spam", share), ("abuse", share)])
        ),
        ("Signal", signal),
        (
            "Decision",
            object("What was decided, once. A newer one follows it.", decision, optional: ["note", "statement"])
        ),
        (
            "Versions",
            object(
                "What the score was made with: equal versions give equal scores.",
                [
                    ("engine", text("The scoring code.")), ("policy", text("The policy file.")),
                    ("lists", text("The wordlists.")), ("model", text("The learned model; `none` without one.")),
                    ("learned", text("What the site had learned from its moderators; absent when nothing.")),
                ], optional: ["learned"])
        ),
        ("Receipt", receipt), ("Statement", statement),
    ]

    private static let comment = object(
        "A stored comment. Addresses typed into its texts are redacted.",
        [
            ("id", reference("CommentID")),
            ("external_id", ["type": ["string", "null"], "description": "The site's own id of it."]),
            ("status", status), ("version", version),
            (
                "thread",
                object(
                    "The page it stands on.",
                    [
                        ("id", text("As the site names it.")), ("url", text("Where it is.")),
                        ("title", text("Its title.")),
                    ], optional: ["url", "title"])
            ),
            ("parent_id", text("The comment it answers.")),
            (
                "author",
                object(
                    "Who wrote it: the id is random for each site and author.",
                    [
                        ("id", identifier("aut", "The author at this site.")), ("name", text("As it was given.")),
                        ("url", text("The author's page.")),
                    ], optional: ["url"])
            ),
            ("body", text("The text.")), ("received_at", moment("When Tamis took it.")),
            ("campaign", identifier("cam", "Others it says nearly the same as.")),
            ("written_at", moment("When it was written, if the site said so.")),
        ] + verdict, optional: ["parent_id", "campaign", "written_at"])

    private static let signal = object(
        "What one rule found.",
        [
            ("name", text("The rule: stable and dotted, such as `wordlist.insult`.")),
            ("label", words(Label.allCases.map(\.rawValue), "The kind of harm it speaks of.")),
            ("points", ["type": "number", "description": "Its weight; negative for what speaks in favour."]),
            ("shadow", ["const": true, "description": "Recorded, not counted: the rule is being watched."]),
            ("reason", text("The reason a decision gives when this signal carries it.")),
            (
                "evidence",
                list(
                    object(
                        "A place in the comment: bytes of UTF-8 of the field, half open.",
                        [
                            ("field", words(CommentField.allCases.map(\.rawValue), "The text it stands in.")),
                            ("begin", count("The first byte.", from: 0)),
                            ("end", count("The byte behind it.", from: 0)),
                        ]), "Where it was found.")
            ),
        ], optional: ["shadow"])

    static let decision: [(String, JSONValue)] = [
        ("decision", words(Decision.allCases.map(\.rawValue), "What was decided; `flag` means a human must look.")),
        ("by", text("Who: `policy`, `command-line`, or the id of a moderator (`mod_…`) or key (`key_…`).")),
        ("reasons", list(words(DecisionReason.allCases.map(\.rawValue), "One reason."), "Why, the weightiest first.")),
        ("note", text("A moderator's own words.")), ("at", moment("When.")),
        (
            "statement",
            object(
                """
                Of a decision that restricts something, what a statement of reasons is made of; the author's own, in words: \
                `/v1/comments/{id}/statement`.
                """,
                [
                    (
                        "restriction",
                        words(Restriction.Kind.allCases.map(\.rawValue), "Not visible until somebody looked, or not.")
                    ),
                    ("ground", words(Restriction.Ground.allCases.map(\.rawValue), "The law, or the site's own rules.")),
                    (
                        "decided_by",
                        words(
                            Restriction.Decider.allCases.map(\.rawValue),
                            "By automated means, by a person, or by a key of the site.")
                    ),
                ])
        ),
    ]
}
