import HTTPTypes
import Hummingbird
import Moderation

/// An error as Perspective's clients know it.
struct PerspectiveProblem: Error {
    var status: HTTPResponse.Status = .badRequest
    var name = "INVALID_ARGUMENT"
    var message: String
    /// Of `commentanalyzer.v1alpha1.Error`; nil leaves the details out.
    var type: String?

    static let badKey = PerspectiveProblem(message: "API key not valid. Please pass a valid API key.")
    static let empty = PerspectiveProblem(message: "Comment must be non-empty.", type: "COMMENT_EMPTY")
    static let tooLong = PerspectiveProblem(message: "Comment text too long.", type: "COMMENT_TOO_LONG")
    static let noAttributes = PerspectiveProblem(
        message: "Missing requested_attributes", type: "NO_REQUESTED_ATTRIBUTES")
    static let notPlain = invalid("Currently, only 'PLAIN_TEXT' comments are supported")
    static let forbidden = PerspectiveProblem(
        status: .forbidden, name: "PERMISSION_DENIED", message: "This API key may not suggest scores.")
    static let unavailable = PerspectiveProblem(
        status: .serviceUnavailable, name: "UNAVAILABLE", message: "The service is currently unavailable.")

    static func invalid(_ message: String) -> PerspectiveProblem {
        PerspectiveProblem(message: message, type: "INVALID_REQUEST")
    }

    var response: Response {
        .json(
            JSONWriter.object { json in
                json.object("error") { json in
                    json.member("code", status.code)
                    json.member("message", message)
                    json.member("status", name)
                    guard let type else { return }
                    json.array("details") { list in
                        list.object { json in
                            json.member("@type", "type.googleapis.com/google.commentanalyzer.v1alpha1.Error")
                            json.member("errorType", type)
                        }
                    }
                }
            }, status: status)
    }
}
