import Moderation
import Review
import Store

extension ReviewPages {
    /// Few enough that a full page of long comments, with its styles and script, stays under 60 KB.
    static let pageSize = 7

    /// A part of the queue. What is shown to a moderator is theirs for `claimed`, and shown to no other meanwhile.
    func showQueue(_ page: PageRequest) async throws -> PageAnswer {
        guard let moderator = page.moderator else { throw PageRefusal.notFound }
        let after = page.query["after"]
        let filter = QueueFilter(page.query)
        let holder = moderator.role.includes(.moderator) ? DecisionCause.moderator(moderator.id) : nil
        var comments = try await desk.store.queue(
            for: moderator, matching: filter.filter(now: now()), freeFor: holder, after: after.isEmpty ? nil : after,
            limit: Self.pageSize)
        var part = View.QueuePart(filter: filter, after: after, isPassed: page.query["passed"] == "1")
        if let holder {
            let held = try await desk.store.hold(comments.items.map(\.id), holder: holder, lasting: Self.claimed)
            // Another moderator may have been quicker between the two steps.
            comments.items.removeAll { held[$0.id] == nil }
            part.until = comments.items.compactMap { held[$0.id]?.expires }.min()
            part.handed = held.compactMapValues(\.handedBy)
            part.heldByOthers = try await desk.store.heldByOthers(than: moderator)
        }
        part.names = part.handed.isEmpty ? [:] : try await moderatorNames()
        part.last = try await lastActs(page)
        part.views = try await desk.store.views(of: moderator.id)
        part.left = Int(page.query["left"]).map { min(max(0, $0), Self.pageSize) } ?? 0
        let view = view(page, waiting: try await desk.store.queueLength(for: moderator))
        return .page(view.queue(comments, sites: try await siteNames(for: moderator), part))
    }

    /// The decisions named by `last` that are the newest ones of their comments and the moderator's own.
    private func lastActs(_ page: PageRequest) async throws -> [View.LastAct] {
        var acts: [View.LastAct] = []
        for text in page.query["last"].split(separator: ",").prefix(Self.pageSize) {
            guard let id = CommentID(String(text)), let comment = try await desk.comment(id, site: nil),
                page.moderator?.maySee(comment.site) == true,
                let past = try await desk.store.history(of: id).last,
                past.record.cause == page.moderator.map({ .moderator($0.id) }), past.version == comment.version
            else { continue }
            acts.append(View.LastAct(comment: comment, past: past))
        }
        return acts
    }

    /// Of the sites a moderator may see.
    func siteNames(for moderator: Moderator) async throws -> [SiteID: String] {
        Dictionary(
            try await desk.store.sites().filter { moderator.maySee($0.id) }.map { ($0.id, $0.name) },
            uniquingKeysWith: { first, _ in first })
    }

    func moderatorNames() async throws -> [ModeratorID: String] {
        let accounts = try await desk.store.moderators()
        return Dictionary(
            accounts.map { ($0.moderator.id, $0.moderator.name) }, uniquingKeysWith: { first, _ in first })
    }
}
