import HTTPTypes
import Hummingbird
import Logging
import Moderation
import Review
import Store

extension ReviewPages {
    /// How long a comment stays with the moderator it was shown to.
    static let claimed = Duration.seconds(300)
    private static let earlierLimit = 5

    /// What stands around a comment. A moderator who opens one that waits and that nobody holds, holds it.
    func context(of comment: Comment, _ page: PageRequest) async throws -> View.CommentContext {
        var author = CommentFilter()
        author.author = comment.author
        let earlier = try await desk.store.comments(
            site: comment.site, matching: author, before: comment.id.text, limit: Self.earlierLimit)
        var context = View.CommentContext(
            parent: try await desk.store.parent(of: comment), earlier: earlier.items,
            terms: try await desk.store.policyTerms(comment.versions.policy))
        context.standings = try await desk.store.standings(of: comment.author, site: comment.site) ?? []
        guard let moderator = page.moderator, moderator.role.includes(.moderator), comment.status == .flagged else {
            return context
        }
        let cause = DecisionCause.moderator(moderator.id)
        _ = try await desk.store.hold([comment.id], holder: cause, lasting: Self.claimed)
        let accounts = try await desk.store.moderators()
        if let claim = try await desk.store.claim(of: comment.id), claim.holder != cause {
            let name = accounts.first { .moderator($0.moderator.id) == claim.holder }?.moderator.name
            context.heldBy = (name ?? claim.holder.text, claim.expires)
        }
        context.colleagues = accounts.filter {
            $0.mayDecide(at: comment.site) && $0.moderator.id != moderator.id
        }.map(\.moderator)
        return context
    }

    /// Passes a comment on to a colleague, in whose queue it then waits.
    func pass(_ page: PageRequest) async throws -> PageAnswer {
        guard let id = page.comment, let moderator = page.moderator, let site = try await desk.store.site(of: id),
            let colleague = try await desk.store.moderators().first(where: {
                $0.moderator.id.text == page.form["to"] && $0.mayDecide(at: site)
            })
        else { throw PageRefusal.notFound }
        guard try await desk.store.hand(id, to: colleague.moderator.id, by: .moderator(moderator.id)) else {
            let view = view(page)
            return .page(
                view.message(view.say(FilterText.pass), view.say(FilterText.cannotPass), more: view.wayOn(id)),
                status: .conflict)
        }
        page.logger.info(
            "comment passed on",
            metadata: ["comment": "\(id)", "by": "\(moderator.id)", "to": "\(colleague.moderator.id)"])
        return .see(QueueFilter.none.path(("passed", "1")))
    }

    func showReceipt(_ page: PageRequest) async throws -> PageAnswer {
        guard let id = page.comment, let comment = try await desk.comment(id, site: nil) else {
            throw PageRefusal.notFound
        }
        return PageAnswer(
            status: .ok, type: "application/json; charset=utf-8", body: try await receipt(comment))
    }
}

extension ModeratorAccount {
    fileprivate func mayDecide(at site: SiteID) -> Bool {
        !isDisabled && moderator.role.includes(.moderator) && moderator.maySee(site)
    }
}
