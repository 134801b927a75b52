import CommentIntake
import HTTPTypes
import Hummingbird
import Moderation
import Privacy
import Store

extension TamisAPI {
    private struct PersonRequest: Decodable {
        struct Author: Decodable {
            var email: String?
        }

        var author: Author?
        var after: String?
        var limit: Int?
        var keep_body: Bool?

        /// All that is wrong with it at once; the address itself is not repeated.
        var address: PrivateEmail {
            get throws {
                guard let text = author?.email, !CleanText.isBlank(text) else {
                    throw Problem(.invalidFields, fields: [FieldProblem(.authorEmail, .required)])
                }
                do { return try PrivateEmail(text) } catch {
                    throw Problem(.invalidFields, fields: [FieldProblem(.authorEmail, .invalidEmail)])
                }
            }
        }
    }

    /// Everything held about a person, for that person. The look is recorded before anything is opened.
    func access(_ request: Request, _ context: APIContext, _ caller: Caller) async throws -> Response {
        let sent = try await RequestBody.json(PersonRequest.self, of: request)
        let email = try sent.address
        let limit = sent.limit ?? ModerationStore.pageLimit
        let after = sent.after.map { CommentID($0) }
        guard (1...ModerationStore.pageLimit).contains(limit), after != .some(nil) else { throw Problem(.badParameter) }
        let author = try await store.openPerson(email, site: caller.site.id, by: caller.cause) { id, since, email in
            let shown = email.show()
            return JSONWriter.object {
                $0.member("id", id.text)
                $0.member("email", shown)
                $0.member("since", since.rfc3339)
            }
        }
        let page = try await store.personComments(email, site: caller.site.id, after: after ?? nil, limit: limit)
        return .json(
            JSONWriter.object { json in
                json.array("authors") { list in
                    if let author { list.raw(author) }
                }
                json.array("comments") { list in
                    for comment in page.items { list.object { comment.write(into: &$0) } }
                }
                json.member("next", page.next)
            })
    }

    /// Destroys a person's key. The answer is the same whether anybody had this address.
    func erase(_ request: Request, _ context: APIContext, _ caller: Caller) async throws -> Response {
        let sent = try await RequestBody.json(PersonRequest.self, of: request)
        try await store.erase(
            sent.address, site: caller.site.id, by: caller.cause, keepingBodies: sent.keep_body ?? false)
        return .json(JSONWriter.object { $0.member("status", "erased") }, status: .accepted)
    }
}
