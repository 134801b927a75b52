import Hummingbird
import Moderation
import Store

extension TamisAPI {
    /// The process answers.
    func health(_ request: Request, _ context: APIContext) async throws -> Response {
        .json(JSONWriter.object { $0.member("status", "ok") })
    }

    /// The database takes a write and makes it durable; 503 otherwise.
    func ready(_ request: Request, _ context: APIContext) async throws -> Response {
        try await store.database.write { _ in }
        return .json(JSONWriter.object { $0.member("status", "ready") })
    }
}
