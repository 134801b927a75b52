import CommentIntake
import HTTPTypes
import Hummingbird
import Logging
import Moderation
import Store

extension TamisAPI {
    /// The site's reader edited a comment: the same form as a new one, scored and decided anew.
    func edit(_ request: Request, _ context: APIContext, _ caller: Caller) async throws -> Response {
        let expected = try versionIfGiven(by: request)
        let form = try RequestBody.form(try await RequestBody.bytes(of: request), of: request)
        switch try await intake.edit(identifier(context), form, site: caller.site, expected: expected) {
        case .edited(let comment, let version):
            context.logger.debug("comment edited", metadata: ["comment": "\(comment.id)", "by": "\(caller.key.id)"])
            return .json(CommentAnswer.taken(comment, version: version), headers: [.eTag: "\"\(version)\""])
        case .notFound: throw Problem(.notFound)
        case .changed(let version, let latest): throw Problem(.versionMismatch, latest: (version, latest))
        }
    }

    /// The site's reader deleted a comment.
    func delete(_ request: Request, _ context: APIContext, _ caller: Caller) async throws -> Response {
        let result = try await store.delete(
            identifier(context), site: caller.site.id, expected: versionIfGiven(by: request), cause: caller.cause)
        return try answer(result)
    }

    /// `If-Match` of a route that does not insist on it.
    private func versionIfGiven(by request: Request) throws -> Int? {
        request.headers[.ifMatch] == nil ? nil : try expectedVersion(of: request)
    }
}
