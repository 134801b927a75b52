import HTTPTypes

extension Operation {
    static let health = Operation(
        id: "getHealth", group: .service, summary: "Is the process alive",
        description: "Answers as long as the process does. Asks nothing of the database.",
        answers: [
            Answer(
                status: .ok, description: "It is.",
                schema: Schema.object("Alive.", [("status", ["const": "ok"])]), example: ["status": "ok"])
        ])

    static let ready = Operation(
        id: "getReadiness", group: .service, summary: "Can comments be taken",
        description: "The database takes a write and makes it durable.",
        answers: [
            Answer(
                status: .ok, description: "They can.",
                schema: Schema.object("Ready.", [("status", ["const": "ready"])]), example: ["status": "ready"])
        ],
        problems: [.unavailable])

    static let metrics = Operation(
        id: "getMetrics", group: .service, summary: "Figures for Prometheus",
        description: """
            Counters, gauges and histograms in the text format 0.0.4; labels are routes, classes of status, decisions \
            and ids of endpoints. A request with `Forwarded`, `X-Forwarded-For` or `X-Real-IP` came through a proxy \
            and is answered with 404.
            """,
        answers: [
            Answer(
                status: .ok, description: "The figures.", schema: ["type": "string", "pattern": "^# HELP "],
                mediaType: "text/plain")
        ],
        problems: [.notFound])

    static let document = Operation(
        id: "getDocument", group: .service, summary: "This document",
        description: "Made from the routes of the running service; changes only with its version.",
        parameters: [
            Parameter(
                name: "If-None-Match", place: .header, description: "The `ETag` of a copy that is kept.",
                schema: ["type": "string"])
        ],
        answers: [
            Answer(
                status: .ok, description: "OpenAPI 3.1.",
                schema: ["type": "object", "required": ["openapi", "info", "paths"]], headers: ["ETag"]),
            Answer(status: .notModified, description: "The copy is still right.", headers: ["ETag"]),
        ])
}
