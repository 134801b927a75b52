import HTTPTypes
import Moderation

extension OpenAPIDocument {
    /// One operation, in the order in which a reader wants it.
    static func operation(_ route: Route) -> JSONValue {
        let operation = route.operation
        var description = operation.description
        if case .key(let scope) = route.access { description += "\n\nNeeds a key with scope `\(scope.rawValue)`." }
        var document: JSONValue = [
            "operationId": .text(operation.id), "tags": [.text(operation.group.rawValue)],
            "summary": .text(operation.summary), "description": .text(description),
        ]
        switch route.access {
        case .open: document = document.with([("security", [])])
        case .key(let scope): document = document.with([("security", [["key": [.text(scope.rawValue)]]])])
        }
        document = document.with([
            (
                "parameters",
                .list(operation.parameters.map(\.document) + [["$ref": "#/components/parameters/AcceptLanguage"]])
            )
        ])
        if let body = body(operation.body) { document = document.with([("requestBody", body)]) }
        return document.with([("responses", responses(route))])
    }

    private static func body(_ body: Operation.Body) -> JSONValue? {
        switch body {
        case .none: return nil
        case .json(let schema, let example):
            return ["required": true, "content": ["application/json": ["schema": schema, "example": example]]]
        case .comment(let schema, let example):
            let name = ["Scoring", "Edit"].first { schema == Schema.reference($0) } ?? "Submission"
            let form = Schema.reference(name + "Form")
            let types = RequestBody.formTypes.map { type -> (String, JSONValue) in
                (type, type == "application/json" ? ["schema": schema, "example": example] : ["schema": form])
            }
            return ["required": true, "content": .members(types)]
        }
    }

    private static func responses(_ route: Route) -> JSONValue {
        var responses = route.operation.answers.map { (String($0.status.code), answer($0)) }
        let statuses = Set(route.problems.map(\.status.code)).sorted()
        for status in statuses {
            let codes = route.problems.filter { $0.status.code == status }
            let only = codes.count == 1 ? codes.first : nil
            responses.append(
                (
                    String(status),
                    only.map { ["$ref": .text("#/components/responses/\($0.component)")] } ?? problem(codes)
                ))
        }
        return .members(responses)
    }

    private static func answer(_ answer: Operation.Answer) -> JSONValue {
        var document: JSONValue = [
            "description": .text(answer.description), "headers": headers(answer.headers, isProblem: false),
        ]
        if let schema = answer.schema {
            var content: JSONValue = ["schema": schema]
            if let example = answer.example { content = content.with([("example", example)]) }
            document = document.with([("content", .members([(answer.mediaType, content)]))])
        }
        guard !answer.links.isEmpty else { return document }
        let links = answer.links.map { link -> (String, JSONValue) in
            (link.operation, ["operationId": .text(link.operation), "parameters": .members(link.parameters)])
        }
        return document.with([("links", .members(links))])
    }

    /// The answer of these problems, which share a status.
    static func problem(_ codes: [Problem.Code]) -> JSONValue {
        let lines = codes.map { codes.count == 1 ? $0.documentation : "- `\($0.rawValue)`: \($0.documentation)" }
        return [
            "description": .text(lines.joined(separator: "\n")),
            "headers": headers(
                Set(codes.flatMap(\.headers)).sorted(), isProblem: true,
                ofRequest: !codes.allSatisfy(\.isOfConnection)),
            "content": [
                "application/problem+json": [
                    "schema": [
                        "allOf": [
                            Schema.reference("Problem"),
                            [
                                "properties": [
                                    "code": ["enum": .list(codes.map { .text($0.rawValue) })],
                                    "status": ["const": .integer(codes.first?.status.code ?? 0)],
                                ]
                            ],
                        ]
                    ]
                ]
            ],
        ]
    }

    /// What the connection itself says belongs to no request: it has neither an id nor a language that was asked for.
    private static func headers(_ names: [String], isProblem: Bool, ofRequest: Bool = true) -> JSONValue {
        let common = !ofRequest ? [] : isProblem ? ["Content-Language", "X-Request-ID"] : ["X-Request-ID"]
        return .members((names + common).map { ($0, ["$ref": .text("#/components/headers/\($0)")]) })
    }
}

extension Problem.Code {
    /// The headers an answer with this problem has, by name.
    fileprivate var headers: [String] {
        switch self {
        case .methodNotAllowed: ["Allow"]
        case .unauthorized: ["WWW-Authenticate"]
        case .unavailable, .idempotencyKeyInUse, .tooManyConnections: ["Retry-After"]
        case .unsupportedEncoding: ["Accept-Encoding"]
        default: []
        }
    }

    /// Answered by the connection, in place of a request.
    fileprivate var isOfConnection: Bool {
        [.requestTimeout, .headTooLarge, .tooManyConnections].contains(self)
    }
}
