import HTTPTypes

extension Operation {
    static let submit = Operation(
        id: "submitComment", group: .comments, summary: "Submit a comment",
        description: """
            Takes a comment, scores it, decides by policy and keeps it. The answer comes when the comment and its \
            events are durable on disk. A scorer that fails flags the comment with reason `engine_unavailable`. Where policy \
            merges what the same author said before on the same page (`repeats`), the answer is that of the first.
            """,
        parameters: [.idempotencyKey],
        body: .comment(schema: Schema.reference("Submission"), example: Example.submission),
        answers: [
            Answer(
                status: .created, description: "Kept and decided.", schema: Schema.reference("Accepted"),
                example: Example.accepted, headers: ["Location", "ETag"],
                links: [
                    Link(operation: "getComment", parameters: [("id", "$response.body#/id")]),
                    Link(operation: "getReceipt", parameters: [("id", "$response.body#/id")]),
                    Link(operation: "getHistory", parameters: [("id", "$response.body#/id")]),
                    Link(
                        operation: "decideComment",
                        parameters: [("path.id", "$response.body#/id"), ("header.If-Match", "$response.header.ETag")]),
                    Link(operation: "undoDecision", parameters: [("path.id", "$response.body#/id")]),
                    Link(operation: "revealEmail", parameters: [("id", "$response.body#/id")]),
                ])
        ],
        problems: [
            .badIdempotencyKey, .idempotencyKeyInUse, .idempotencyKeyReused, .duplicateComment,
        ])

    static let score = Operation(
        id: "scoreText", group: .comments, summary: "Score a text without keeping it",
        description: "What `POST /v1/comments` would have answered. Nothing is stored and nobody is told.",
        body: .comment(
            schema: Schema.reference("Scoring"), example: ["body": "You weasel!", "language": "en"]),
        answers: [
            Answer(
                status: .ok, description: "Scored.", schema: Schema.reference("Scored"),
                example: .members(Example.verdict))
        ])

    static let list = Operation(
        id: "listComments", group: .comments, summary: "List comments",
        description: """
            The site's comments, newest first, 25 to a page unless `limit` says otherwise; erased ones only when `status` \
            asks for them. With filters, a page looks at 10,000 comments at most: it may hold fewer than `limit`, even \
            none, and still have a `next`.
            """,
        parameters: [
            Parameter(
                name: "status", place: .query, description: "Only comments of this status.",
                schema: ["enum": ["approved", "flagged", "rejected", "erased"]], example: "flagged")
        ] + Parameter.filters + [.campaign, .limit, .after],
        answers: [.page])

    static let show = Operation(
        id: "getComment", group: .comments, summary: "Show a comment",
        description: "The comment as it is now, with its latest decision.", parameters: [.commentID],
        answers: [
            Answer(
                status: .ok, description: "The comment.", schema: Schema.reference("Comment"),
                example: Example.comment, headers: ["ETag"],
                links: [
                    Link(operation: "getAuthor", parameters: [("id", "$response.body#/author/id")]),
                    Link(operation: "setStanding", parameters: [("id", "$response.body#/author/id")]),
                ])
        ])

    static let edit = Operation(
        id: "editComment", group: .comments, summary: "Replace a comment's text",
        description: """
            The site's reader edited it: the same form as a new comment, scored and decided anew, one version further. \
            Only the body must be sent. Of the author what is absent stays, and a blank `author.url` removes it; an \
            address that is sent replaces the old one. Thread, `parent_id`, `external_id` and `written_at` stay as \
            they are, whatever is sent. What a moderator rejected and policy would now approve is flagged instead. \
            Without `If-Match` the newest version is edited.
            """,
        parameters: [.commentID, .ifMatch(isRequired: false)],
        body: .comment(schema: Schema.reference("Edit"), example: ["body": "You weasel! (Sorry.)"]),
        answers: [
            Answer(
                status: .ok, description: "Kept and decided anew.", schema: Schema.reference("Accepted"),
                example: Example.accepted.with([("version", 2)]), headers: ["ETag"])
        ],
        problems: [.versionMismatch])

    static let delete = Operation(
        id: "deleteComment", group: .comments, summary: "Delete a comment",
        description: """
            The site's reader deleted it. Its text, name and addresses are removed for good, those of its author too \
            when it was their last one here; what waits to be sent of it is dropped. What is left has status `erased`, \
            stands in no list and no queue unless asked for, and `comment.erased` is sent. After \
            that it can be neither decided nor edited nor deleted: 404.
            """,
        parameters: [.commentID, .ifMatch(isRequired: false)],
        answers: [
            Answer(
                status: .ok, description: "Deleted.", schema: Schema.reference("Decided"),
                example: ["status": "erased", "version": 2], headers: ["ETag"])
        ],
        problems: [.versionMismatch])

    static let receipt = Operation(
        id: "getReceipt", group: .comments, summary: "Explain a decision",
        description: """
            The whole explanation: versions, every signal, sums by group before and after their caps, totals against \
            the thresholds of the policy that scored the comment.
            """,
        parameters: [.commentID],
        answers: [
            Answer(
                status: .ok, description: "The explanation.", schema: Schema.reference("Receipt"),
                example: [
                    "comment_id": .text(Example.commentID), "version": 1, "language": "en",
                    "totals": [
                        [
                            "label": "spam", "groups": [], "points": 0, "score": 0.007, "prior": -5, "flag_at": 5,
                            "reject_at": 12,
                        ],
                        [
                            "label": "abuse",
                            "groups": [["group": "wordlist", "points": 6, "cap": 20, "counted": 6]], "points": 6,
                            "score": 0.731, "prior": -5, "flag_at": 5,
                        ],
                    ],
                    "signals": Example.signals, "decision": Example.decision, "policy_decision": Example.decision,
                    "versions": Example.versions,
                ])
        ])
}

extension Operation.Answer {
    /// A page of comments.
    static let page = Operation.Answer(
        status: .ok, description: "A page; `Link` names the next one, if there is one.",
        schema: Schema.reference("CommentPage"), example: ["items": [Example.comment], "next": nil],
        headers: ["Link"])
}
