import HTTPTypes
import Store

extension Operation {
    private static let delivery: JSONValue = [
        "id": .text(Example.deliveryID), "endpoint_id": .text(Example.endpointID),
        "event_id": .text(Example.eventID), "type": "comment.flagged", "state": "delivered",
        "created_at": .text(Example.moment),
        "attempts": [
            [
                "number": 1, "at": .text(Example.moment), "milliseconds": 84, "status": 204, "answer_bytes": 0,
                "answer": "",
            ]
        ],
    ]
    private static let counted = Answer(
        status: .ok, description: "How many.", schema: Schema.reference("DeliveryCount"), example: ["count": 12])

    static let listDeliveries = Operation(
        id: "listDeliveries", group: .endpoints, summary: "Show an endpoint's delivery log",
        description: "The newest deliveries with every attempt, 25 unless `limit` says otherwise.",
        parameters: [
            .endpointID,
            Parameter(
                name: "state", place: .query, description: "Only deliveries in this state; `dead` are dead letters.",
                schema: ["enum": .list(DeliveryState.allCases.map { .text($0.rawValue) })]),
            .limit,
            Parameter(
                name: "after", place: .query,
                description: "`next` of the page before: the page that follows it. The first page without.",
                schema: ["type": "string", "pattern": "^dlv_[0-9a-z]{1,60}$"]),
        ],
        answers: [
            Answer(
                status: .ok, description: "The log.", schema: Schema.reference("DeliveryList"),
                example: ["items": [delivery], "next": nil],
                links: [
                    Link(operation: "getDelivery", parameters: [("id", "$response.body#/items/0/id")]),
                    Link(operation: "redeliverOne", parameters: [("id", "$response.body#/items/0/id")]),
                ])
        ])

    static let showDelivery = Operation(
        id: "getDelivery", group: .endpoints, summary: "Show a delivery",
        description: "One event to one endpoint with every attempt.", parameters: [.deliveryID],
        answers: [
            Answer(
                status: .ok, description: "The delivery.", schema: Schema.reference("LoggedDelivery"),
                example: delivery)
        ])

    static let redeliverOne = Operation(
        id: "redeliverOne", group: .endpoints, summary: "Send a delivery again",
        description: """
            A dead letter, or what was delivered before: with its old event id and bytes, at once and with a new \
            schedule. `count` is 0 when it waits for its next attempt anyway.
            """,
        parameters: [.deliveryID], answers: [counted])

    static let redeliver = Operation(
        id: "redeliver", group: .endpoints, summary: "Send deliveries of an endpoint again",
        description: """
            Those named in `deliveries`, at most 1,000, or all made from `since` on and before `until` that are in \
            `state`. Each keeps its event id and bytes. `preview` only counts them.
            """,
        parameters: [.endpointID],
        body: .json(
            schema: Schema.reference("RedeliverRequest"),
            example: ["since": "2026-01-31T00:00:00Z", "until": "2026-02-01T00:00:00Z", "preview": true]),
        answers: [counted])

    static let recover = Operation(
        id: "recover", group: .endpoints, summary: "Make the deliveries an endpoint missed",
        description: """
            For every decision from `since` on and before `until` whose event this endpoint wants and never got a \
            delivery of, because it was disabled or not there yet. Events keep their ids. `preview` only counts them.
            """,
        parameters: [.endpointID],
        body: .json(
            schema: Schema.reference("RecoverRequest"),
            example: ["since": "2026-01-31T00:00:00Z", "until": "2026-02-01T00:00:00Z", "preview": true]),
        answers: [counted])
}

extension Parameter {
    static let deliveryID = Parameter(
        name: "id", place: .path, isRequired: true, description: "The delivery, as the log names it.",
        schema: Schema.reference("DeliveryID"), example: .text(Example.deliveryID))
}
