import Moderation
import Review
import Store

extension ReviewPages {
    /// Few enough that a full page of long comments, with its styles and script, stays under 60 KB.
    static let pageSize = 10

    func showQueue(_ page: PageRequest) async throws -> PageAnswer {
        let after = page.query["after"]
        let comments = try await desk.queue(site: nil, after: after.isEmpty ? nil : after, limit: Self.pageSize)
        let view = view(page, waiting: try await desk.queueLength(site: nil))
        return .page(
            view.queue(comments, sites: try await siteNames(), last: try await lastAct(page), after: after))
    }

    /// The decision named by `last`, when it is the newest one of its comment and the moderator's own.
    private func lastAct(_ page: PageRequest) async throws -> View.LastAct? {
        guard let id = CommentID(page.query["last"]), let comment = try await desk.comment(id, site: nil),
            let past = try await desk.store.history(of: id).last,
            past.record.cause == page.moderator.map({ .moderator($0.id) }), past.version == comment.version
        else { return nil }
        return View.LastAct(comment: comment, past: past)
    }

    func siteNames() async throws -> [SiteID: String] {
        Dictionary(try await desk.store.sites().map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
    }

    func moderatorNames() async throws -> [ModeratorID: String] {
        let accounts = try await desk.store.moderators()
        return Dictionary(
            accounts.map { ($0.moderator.id, $0.moderator.name) }, uniquingKeysWith: { first, _ in first })
    }
}
