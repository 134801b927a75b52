import HTTPTypes

extension Operation {
    static let history = Operation(
        id: "getHistory", group: .review, summary: "Show a comment's history",
        description: "Every decision, every look at the author's address, every delivery.", parameters: [.commentID],
        answers: [
            Answer(
                status: .ok, description: "The history.", schema: Schema.reference("History"),
                example: [
                    "decisions": [
                        [
                            "version": 1, "decision": "flag", "by": "policy", "reasons": ["insult"],
                            "at": .text(Example.moment),
                        ]
                    ], "reveals": [], "deliveries": [],
                ])
        ])

    static let decide = Operation(
        id: "decideComment", group: .review, summary: "Decide about a comment",
        description: "Records a decision and tells the webhook endpoints. Needs the version that was seen.",
        parameters: [.commentID, .ifMatch(isRequired: true)],
        body: .json(schema: Schema.reference("DecisionRequest"), example: ["decision": "reject", "reason": "insult"]),
        answers: [.decided],
        problems: [
            .versionRequired, .versionMismatch, .unknownDecision, .unknownReason,
            .reasonRequired, .noteTooLong,
        ])

    static let undo = Operation(
        id: "undoDecision", group: .review, summary: "Take the last decision back",
        description: """
            Goes back to before the last decision of a moderator or key that still stands. A decision is never \
            removed: the one before is made again.
            """,
        parameters: [.commentID, .ifMatch(isRequired: false)], answers: [.decided],
        problems: [.versionMismatch, .nothingToUndo])

    static let decideMany = Operation(
        id: "decideComments", group: .review, summary: "Decide about many comments",
        description: "One decision for up to 100 comments. Each is answered for itself.",
        body: .json(
            schema: Schema.reference("BulkDecisionRequest"),
            example: ["decision": "approve", "comments": [["id": .text(Example.commentID), "version": 1]]]),
        answers: [
            Answer(
                status: .ok, description: "What came of each.", schema: Schema.reference("BulkResults"),
                example: [
                    "act": .text(Example.eventID),
                    "results": [["id": .text(Example.commentID), "status": "approved", "version": 2]],
                ])
        ],
        problems: [.unknownDecision, .unknownReason, .reasonRequired, .noteTooLong])

    static let queue = Operation(
        id: "getQueue", group: .review, summary: "Show the review queue",
        description: """
            The flagged comments, most urgent first, then oldest. With filters, a page looks at 10,000 comments at \
            most: it may hold fewer than `limit`, even none, and still have a `next`.
            """,
        parameters: Parameter.filters + [.campaign, .limit, .afterInQueue],
        answers: [.page])

    static let claim = Operation(
        id: "claimComments", group: .review, summary: "Claim the next comments",
        description: "Hands out the next flagged comments that nobody else holds. Asking again prolongs the claim.",
        body: .json(schema: Schema.reference("ClaimRequest"), example: ["count": 5, "seconds": 300]),
        answers: [
            Answer(
                status: .ok, description: "The comments; fewer than asked for, or none, when no more are free.",
                schema: Schema.reference("CommentPage"), example: ["items": [Example.comment], "next": nil])
        ])

    static let reveal = Operation(
        id: "revealEmail", group: .review, summary: "Reveal an author's e-mail address",
        description: """
            The address, for an admin with a reason. The look stands in the comment's history before the seal is \
            opened. 404 also when the comment has no address.
            """,
        parameters: [.commentID],
        body: .json(schema: Schema.reference("RevealRequest"), example: ["reason": "The author asked for a copy"]),
        answers: [
            Answer(
                status: .ok, description: "The address.", schema: Schema.reference("Revealed"),
                example: ["email": "ana@example.org"])
        ],
        problems: [.reasonRequired, .noteTooLong])
}

extension Operation.Answer {
    static let decided = Operation.Answer(
        status: .ok, description: "Recorded.", schema: Schema.reference("Decided"),
        example: ["status": "rejected", "version": 2], headers: ["ETag"])
}
