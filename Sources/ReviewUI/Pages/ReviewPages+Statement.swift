import Moderation
import Review
import Store

extension ReviewPages {
    /// What the author of a comment is told of a decision, in each language, to be passed on.
    func showStatement(_ page: PageRequest) async throws -> PageAnswer {
        guard let id = page.comment, let moderator = page.moderator, let comment = try await desk.comment(id, site: nil)
        else { throw PageRefusal.notFound }
        var texts: [(PageLanguage, String)] = []
        for language in PageLanguage.offered {
            if let text = try await statement(comment, language) { texts.append((language, text)) }
        }
        let view = view(page, waiting: try await desk.store.queueLength(for: moderator))
        return .page(view.statement(of: comment, texts))
    }
}
