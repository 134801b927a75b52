package import Hummingbird
package import Moderation
import Privacy
import Review
import Store

extension ReviewPages {
    /// Signs a moderator in without a password and leads to the queue: for the demo's link, which its own secret guards.
    package func admit(_ moderator: Moderator) async throws -> Response {
        let session = try await desk.store.openSession(for: moderator.id, lifetime: Self.lifetime)
        var answer = PageAnswer.see("/review")
        answer.cookies = [cookie(settings.sessionCookie, session.text)]
        return answer.response(settings: settings)
    }
}
