import HTTPTypes
import Moderation
import Review
import Store

extension ReviewPages {
    /// Members shown, the newest.
    private static let membersShown = 20

    /// All that say nearly the same as one comment.
    func showCampaign(_ page: PageRequest) async throws -> PageAnswer {
        try await campaign(page)
    }

    private func campaign(
        _ page: PageRequest, status: HTTPResponse.Status = .ok, problem: View.CommentProblem? = nil
    ) async throws -> PageAnswer {
        guard let id = page.comment, let moderator = page.moderator, let comment = try await desk.comment(id, site: nil)
        else { throw PageRefusal.notFound }
        let view = view(page, waiting: try await desk.store.queueLength(for: moderator))
        guard let of = comment.campaign, let campaign = try await desk.store.campaign(of, site: comment.site) else {
            return .page(
                view.message(view.say(CampaignText.title), view.say(CampaignText.none), more: view.wayOn(id)))
        }
        var filter = CommentFilter()
        filter.campaign = campaign.id
        let members = try await desk.store.comments(
            site: comment.site, matching: filter, before: nil, limit: Self.membersShown)
        let shown = View.CampaignPage(
            campaign: campaign, members: members.items, names: try await moderatorNames(), problem: problem,
            typed: page.form)
        return .page(view.campaign(shown, from: comment), status: status)
    }

    /// Approves, rejects or takes back for all at once.
    func decideCampaign(_ page: PageRequest) async throws -> PageAnswer {
        guard let id = page.comment, let moderator = page.moderator, let comment = try await desk.comment(id, site: nil)
        else { throw PageRefusal.notFound }
        guard let campaign = comment.campaign else { return try await self.campaign(page) }
        guard let version = Int(page.form["version"]) else { throw PageRefusal.formExpired }
        let cause = DecisionCause.moderator(moderator.id)
        let outcome: CampaignOutcome
        if page.form["act"] == "undo" {
            outcome = try await desk.undo(
                campaign: campaign, site: comment.site, expected: version, by: cause, logger: page.logger)
        } else {
            let act: ReviewAct
            do {
                act = try ReviewAct(
                    decision: page.form["act"], reason: page.form["reason"], note: page.form["note"])
            } catch {
                let problem =
                    if case .noteTooLong(let limit) = error {
                        View.CommentProblem.note(page.language(TroubleText.noteTooLong, String(limit)))
                    } else {
                        View.CommentProblem.reason(page.language(TroubleText.reasonNeeded))
                    }
                return try await self.campaign(page, status: .unprocessableContent, problem: problem)
            }
            guard act.decision != .flag else { throw PageRefusal.formExpired }
            outcome = try await desk.decide(
                act, campaign: campaign, site: comment.site, expected: version, by: cause, logger: page.logger)
        }
        switch outcome {
        case .done: return .see(Place.comment(id).path + "/campaign")
        case .notFound: throw PageRefusal.notFound
        case .changed, .nothingToUndo:
            return try await self.campaign(
                page, status: .conflict, problem: .general(page.language(CampaignText.conflict)))
        }
    }
}
