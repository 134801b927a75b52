import HTTPTypes

extension Operation {
    private static let members: [(String, JSONValue)] = [
        ("id", .text(Example.campaignID)), ("comments", 12), ("version", 1), ("begun_at", .text(Example.moment)),
        ("last_at", .text(Example.moment)),
    ]

    static let campaigns = Operation(
        id: "listCampaigns", group: .review, summary: "List campaigns",
        description: """
            Comments of the site that say nearly the same, however they are disguised, or that look like spam and link to the \
            same host: groups of two and more, the one with the newest comment first.
            """,
        parameters: [.limit, .afterInCampaigns],
        answers: [
            Answer(
                status: .ok, description: "The campaigns.", schema: Schema.reference("CampaignPage"),
                example: ["items": [.members(members)], "next": nil])
        ])

    static let campaign = Operation(
        id: "getCampaign", group: .review, summary: "Show a campaign",
        description: "With its newest comments, five at most; all of them: `GET /v1/comments?campaign=…`.",
        parameters: [.campaignID],
        answers: [
            Answer(
                status: .ok, description: "The campaign.", schema: Schema.reference("Campaign"),
                example: .members(members + [("newest", [Example.comment])]), headers: ["ETag"])
        ])

    static let decideCampaign = Operation(
        id: "decideCampaign", group: .review, summary: "Decide about a campaign",
        description: """
            One decision for all its comments, each with an event of its own, and for those that come later: what is like a \
            rejected one is rejected, what is nearly the same as an approved one does not wait for review. What a moderator \
            decided of a single comment stays. It holds until it is taken back, or 90 days after the last comment.
            """,
        parameters: [.campaignID, .ifMatch(isRequired: true)],
        body: .json(
            schema: Schema.reference("CampaignDecisionRequest"), example: ["decision": "reject", "reason": "spam"]),
        answers: [done],
        problems: [
            .versionRequired, .versionMismatch, .unknownDecision, .unknownReason, .reasonRequired, .noteTooLong,
        ])

    static let undoCampaign = Operation(
        id: "undoCampaign", group: .review, summary: "Take a campaign's decision back",
        description: """
            Of every comment about which nobody decided since, and of those that followed, which go back to what policy had \
            decided of them alone.
            """,
        parameters: [.campaignID, .ifMatch(isRequired: false)], answers: [done],
        problems: [.versionMismatch, .nothingToUndo])

    static let undoMany = Operation(
        id: "undoDecisions", group: .review, summary: "Take many decisions back",
        description:
            "All that one `POST /v1/decisions` decided, as far as it still stands; `act` is what that answered.",
        body: .json(schema: Schema.reference("UndoRequest"), example: ["act": .text(Example.eventID)]),
        answers: [
            Answer(
                status: .ok, description: "How many were taken back; none of an act nobody knows.",
                schema: Schema.reference("Undone"),
                example: ["changed": 3, "kept": 0])
        ])

    private static let done = Answer(
        status: .ok, description: "Recorded.", schema: Schema.reference("CampaignDecided"),
        example: .members(members + [("changed", 11), ("kept", 1)]), headers: ["ETag"])
}

extension Parameter {
    static let campaignID = Parameter(
        name: "id", place: .path, isRequired: true, description: "The campaign, as comments and the list name it.",
        schema: Schema.reference("CampaignID"), example: .text(Example.campaignID))
    static let afterInCampaigns = Parameter(
        name: "after", place: .query,
        description: "`next` of the page before: the page that follows it. The first page without.",
        schema: ["type": "string", "pattern": "^[0-9]{1,16}-cam_[0-9a-z]{1,60}$"])
}

extension Schema {
    private static let campaign: [(String, JSONValue)] = [
        ("id", reference("CampaignID")), ("comments", count("Comments in it now.", from: 0)),
        ("version", count("Counts what was decided of the whole, from 1.")),
        ("begun_at", moment("When its second comment came.")), ("last_at", moment("When its last comment came.")),
        ("decision", reference("Decision")),
    ]
    private static let reached: [(String, JSONValue)] = [
        ("changed", count("Comments that were decided otherwise by it.", from: 0)),
        ("kept", count("Comments that stay as they were.", from: 0)),
    ]

    static let campaigns: [(String, JSONValue)] = [
        ("CampaignID", identifier("cam", "A campaign at a site.")),
        (
            "Campaign",
            object(
                "Comments that say nearly the same.",
                campaign + [("newest", list(reference("Comment"), "Its newest comments, five at most."))],
                optional: ["decision"])
        ),
        (
            "CampaignPage",
            object(
                "A page of campaigns.",
                [
                    (
                        "items",
                        list(
                            object("Comments that say nearly the same.", campaign, optional: ["decision"]),
                            "The campaigns.")
                    ),
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
            "CampaignDecided",
            object("The campaign after the decision.", campaign + reached, optional: ["decision"])
        ),
        ("CampaignDecisionRequest", campaignDecision),
        (
            "UndoRequest",
            request("Which decisions.", [("act", identifier("evt", "What they were decided with."))], required: ["act"])
        ),
        ("Undone", object("How many.", reached)),
    ]
}
