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
