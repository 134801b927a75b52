import Foundation
import HTTPAPI
import Hummingbird
import ReviewUI

/// All that a site needs to have its comments moderated: it takes the form, asks Tamis, and shows what it says. It is the
/// only one that holds the API key, and knows Tamis by its HTTP address alone.
struct FormBackend: Sendable {
    let tamis: TamisClient
    let gazette: Gazette

    func take(_ request: Request, context: APIContext) async throws -> Response {
        let sent = try await request.body.collect(upTo: 256 * 1024)
        let typed = FormFields(sent.readableBytesView) ?? .none
        let answer = await tamis.post(
            "/v1/comments", language: "fr", idempotencyKey: typed["form"],
            fields: [
                ("body", typed["comment"]), ("author.name", typed["author"]), ("author.email", typed["email"]),
                ("author.url", typed["url"]), ("thread.id", Article.id), ("thread.title", Article.title),
                ("thread.url", gazette.url), ("ip", context.remoteAddress?.ipAddress ?? ""),
                ("user_agent", request.headers[.userAgent] ?? ""),
            ])
        switch answer.status {
        case 201:
            let taken = try JSONDecoder().decode(Taken.self, from: answer.body)
            gazette.comments.keep(id: taken.id, status: taken.status, name: typed["author"], text: typed["comment"])
            return .redirect(to: "/demo/?posted=\(taken.id)#posted", type: .normal)
        case 422:
            let problem = try JSONDecoder().decode(Problem.self, from: answer.body)
            return gazette.page(typed: typed, errors: problem.errors ?? [], status: .unprocessableContent)
        default:
            return gazette.page(typed: typed, status: .serviceUnavailable)
        }
    }

    private struct Taken: Decodable {
        let id, status: String
    }

    private struct Problem: Decodable {
        let errors: [FieldError]?
    }
}
