import HTTPTypes
import Moderation

/// The API document (OpenAPI 3.1), made from the route table: what is not a route is not in it.
package struct OpenAPIDocument: Sendable {
    package let value: JSONValue

    /// `version` is the service's.
    package init(routes: [Route], version: String) {
        var paths: [(String, JSONValue)] = []
        for route in routes where !paths.contains(where: { $0.0 == route.path }) {
            let methods = routes.filter { $0.path == route.path }
            paths.append((route.path, .members(methods.map { ($0.method.rawValue.lowercased(), Self.operation($0)) })))
        }
        value = [
            "openapi": "3.1.0",
            "info": [
                "title": "Tamis", "version": .text(version), "summary": "Self-hosted comment moderation",
                "description": .text(Self.introduction), "license": ["name": "Apache-2.0", "identifier": "Apache-2.0"],
            ],
            "servers": [["url": "/", "description": "Where this document was found."]],
            "tags": .list(Self.tags), "security": [["key": []]], "paths": .members(paths),
            "webhooks": Webhooks.document,
            "components": [
                "securitySchemes": [
                    "key": [
                        "type": "http", "scheme": "bearer",
                        "description": """
                        A site's API key, made with `tamis key add`: `Authorization: Bearer tamis_…`. Each operation \
                        needs one scope: submit, score, read, moderate or admin; none includes another.
                        """,
                    ]
                ],
                "schemas": .members(Self.schemas), "headers": Self.headers,
                "parameters": ["AcceptLanguage": Parameter.language.document],
                "responses": .members(Problem.Code.allCases.map { ($0.component, Self.problem([$0])) }),
            ],
        ]
    }

    private static let introduction = """
        Tamis takes comments, scores them, decides by policy, lets people review what is flagged and tells webhooks.

        JSON in, JSON out, UTF-8; times are RFC 3339 in UTC; offsets and lengths are bytes of UTF-8. A body has at most \
        262,144 bytes and comes without `Content-Encoding`. A query parameter that is not listed is refused.

        Every answer carries `X-Request-ID`, which the log has too. Errors are RFC 9457 problems with a `code` and, for \
        forms, `errors` with everything that is wrong at once, in French, Arabic or English by `Accept-Language`; they \
        never repeat what was sent. A path answers a method it does not take with 405 and `Allow`, an unknown path with \
        404. `HEAD` goes wherever `GET` does. A connection that is too slow, sends too large a head or is one too many is \
        answered with 408, 431 or 503 (`request_timeout`, `head_too_large`, `too_many_connections`) and closed.
        """

    private static let tags: [JSONValue] = [
        ["name": "comments", "description": "Taking comments, and looking at them."],
        ["name": "review", "description": "What a moderator does."],
        ["name": "endpoints", "description": "Who is told of decisions."],
        ["name": "service", "description": "For who runs Tamis. No key is needed."],
        ["name": "webhooks", "description": "What endpoints are sent."],
    ]

    private static let schemas: [(String, JSONValue)] =
        [
            ("Submission", Schema.submission), ("SubmissionForm", Schema.submissionForm), ("Scoring", Schema.scoring),
            ("ScoringForm", Schema.scoringForm), ("Edit", Schema.edit), ("EditForm", Schema.editForm),
        ] + Schema.comments + Schema.review + Schema.figures + Schema.person
        + Schema.endpoints + Schema.authors + Schema.campaigns + Schema.terms
        + [("EventData", Webhooks.data), ("Problem", Schema.problem), ("FieldProblem", Schema.fieldProblem)]

    private static let headers: JSONValue = [
        "Location": header("Where it stands now.", ["type": "string", "pattern": "^/v1/"]),
        "ETag": header(
            "What it is now: a comment's version between quotation marks, for `If-Match`.",
            ["type": "string", "pattern": "^\"[0-9a-f]+\"$"]),
        "Link": header("The next page: `<…>; rel=\"next\"`.", ["type": "string"], isRequired: false),
        "Retry-After": header("Seconds to wait before trying again.", ["type": "integer", "minimum": 1]),
        "Allow": header("The methods this path takes.", ["type": "string"]),
        "Accept-Encoding": header("What a body may be encoded in.", ["const": "identity"], isRequired: false),
        "WWW-Authenticate": header("How to come back.", ["const": "Bearer"]),
        "Content-Language": header("The language of the problem's words.", ["enum": ["fr", "ar", "en"]]),
        "X-Request-ID": header("This request in the log.", ["type": "string", "minLength": 1]),
    ]

    private static func header(_ description: String, _ schema: JSONValue, isRequired: Bool = true) -> JSONValue {
        ["description": .text(description), "required": .bool(isRequired), "schema": schema]
    }
}

extension Problem.Code {
    /// The name of this problem's answer among the components: `NotFound`.
    var component: String {
        rawValue.split(separator: "_").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    }
}
