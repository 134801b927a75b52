import HTTPTypes

/// What the API document says of one route, beside what the route's own line in the table says: method, path, scope.
package struct Operation: Sendable {
    /// The groups of the document, in its order.
    package enum Group: String, Sendable, CaseIterable {
        case comments, review, endpoints, service
    }

    /// What a request carries as its body.
    enum Body: Sendable {
        case none
        /// A comment: JSON, a form or its multipart kin.
        case comment(schema: JSONValue, example: JSONValue)
        /// A small JSON object of our own.
        case json(schema: JSONValue, example: JSONValue)
    }

    /// An answer of success.
    struct Answer: Sendable {
        var status: HTTPResponse.Status
        var description: String
        /// Nil for an answer without content.
        var schema: JSONValue?
        var example: JSONValue?
        /// Header components by name.
        var headers: [String] = []
        var links: [Link] = []
        var mediaType = "application/json"
    }

    /// What of an answer leads on to another operation: parameter → runtime expression.
    struct Link: Sendable {
        var operation: String
        var parameters: [(String, JSONValue)]
    }

    /// `operationId`: stable, a verb and a noun.
    package let id: String
    let group: Group
    let summary: String
    let description: String
    var parameters: [Parameter] = []
    var body = Body.none
    let answers: [Answer]
    /// What this operation may refuse beside what every operation of its kind may; see `Route.problems`.
    var problems: [Problem.Code] = []

    /// Names the query may hold.
    var queryNames: [String] { parameters.filter { $0.place == .query }.map(\.name) }
}

/// A parameter of the path, the query or a header.
struct Parameter: Sendable {
    enum Place: String, Sendable {
        case path, query, header
    }

    let name: String
    let place: Place
    var isRequired = false
    let description: String
    let schema: JSONValue
    var example: JSONValue?

    var document: JSONValue {
        var document: JSONValue = [
            "name": .text(name), "in": .text(place.rawValue), "required": .bool(isRequired),
            "description": .text(description), "schema": schema,
        ]
        if let example { document = document.with([("example", example)]) }
        return document
    }
}

extension Parameter {
    static let commentID = Parameter(
        name: "id", place: .path, isRequired: true, description: "The comment, as `POST /v1/comments` named it.",
        schema: Schema.reference("CommentID"), example: .text(Example.commentID))
    static let endpointID = Parameter(
        name: "id", place: .path, isRequired: true, description: "The endpoint, as it was named when it was added.",
        schema: Schema.reference("EndpointID"), example: .text(Example.endpointID))
    static let limit = Parameter(
        name: "limit", place: .query, description: "Most items of the page.",
        schema: ["type": "integer", "minimum": 1, "maximum": 100, "default": 25], example: 25)
    static let after = Parameter(
        name: "after", place: .query,
        description: "`next` of the page before: the page that follows it. The first page without.",
        schema: ["type": "string", "pattern": "^cmt_[0-9a-z]{1,60}$"])
    static let afterInQueue = Parameter(
        name: "after", place: .query,
        description: "`next` of the page before: the page that follows it. The first page without.",
        schema: ["type": "string", "pattern": "^[0-9]{1,7}-cmt_[0-9a-z]{1,60}$"])
    static let idempotencyKey = Parameter(
        name: "Idempotency-Key", place: .header,
        description: """
            Makes a repeat harmless: the same key with the same bytes within 24 hours gets the first answer again and \
            keeps nothing twice. 1 to 255 printable ASCII characters without `"`, bare or between quotation marks.
            """,
        schema: ["type": "string", "pattern": #"^("[!#-~]{1,255}"|[!#-~]{1,255})$"#])
    static func ifMatch(isRequired: Bool) -> Parameter {
        Parameter(
            name: "If-Match", place: .header, isRequired: isRequired,
            description: """
                The version that was seen, as `ETag` had it: `"3"`. When somebody was faster the answer is 412 and \
                says what was decided. `*` decides whatever the version is.
                """,
            schema: ["anyOf": [["type": "string", "pattern": #"^"[1-9][0-9]{0,17}"$"#], ["const": "*"]]],
            example: "\"1\"")
    }
    /// Every operation takes it: problems are told in the language asked for.
    static let language = Parameter(
        name: "Accept-Language", place: .header,
        description: "The language of `title` and `message` in problems: French, Arabic or English.",
        schema: ["type": "string"], example: "fr")
}
