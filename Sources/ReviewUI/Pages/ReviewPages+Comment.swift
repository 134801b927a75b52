import HTTPTypes
import Moderation
import Privacy
import Review
import Store

extension ReviewPages {
    private static let reasonLimitBytes = 500

    func showComment(_ page: PageRequest) async throws -> PageAnswer {
        try await comment(page)
    }

    /// The page of one comment, perhaps with a problem or the author's address.
    private func comment(
        _ page: PageRequest, status: HTTPResponse.Status = .ok, problem: View.CommentProblem? = nil,
        address: String? = nil
    ) async throws -> PageAnswer {
        guard let id = page.comment, let moderator = page.moderator,
            let comment = try await desk.comment(id, site: nil), let history = try await desk.history(of: id, site: nil)
        else { throw PageRefusal.notFound }
        let surroundings = try await context(of: comment, page)
        let view = view(page, waiting: try await desk.store.queueLength(for: moderator))
        let sites = try await siteNames(for: moderator)
        let around = View.CommentSurroundings(
            history: history, names: try await moderatorNames(), site: sites.count > 1 ? sites[comment.site] : nil,
            address: address, problem: problem, typed: page.form, context: surroundings)
        return .page(view.comment(comment, around), status: status)
    }

    /// The page again, with what was wrong.
    func show(_ page: PageRequest, problem: String) async throws -> PageAnswer {
        try await comment(page, status: .unprocessableContent, problem: .general(problem))
    }

    // MARK: Decisions

    func decide(_ decision: Decision, _ page: PageRequest) async throws -> PageAnswer {
        let act: ReviewAct
        do {
            act = try ReviewAct(
                decision: decision.rawValue, reason: page.form["reason"], note: page.form["note"])
        } catch {
            let problem =
                if case .noteTooLong(let limit) = error {
                    View.CommentProblem.note(page.language(TroubleText.noteTooLong, String(limit)))
                } else {
                    View.CommentProblem.reason(page.language(TroubleText.reasonNeeded))
                }
            return try await comment(page, status: .unprocessableContent, problem: problem)
        }
        let (id, version, cause) = try target(page)
        return try await answer(
            to: desk.decide(act, on: id, site: nil, expected: version, by: cause, logger: page.logger), id, page)
    }

    func undo(_ page: PageRequest) async throws -> PageAnswer {
        let (id, version, cause) = try target(page)
        return try await answer(
            to: desk.undo(id, site: nil, expected: version, by: cause, logger: page.logger), id, page)
    }

    private func target(_ page: PageRequest) throws -> (CommentID, Int, DecisionCause) {
        guard let id = page.comment, let moderator = page.moderator else { throw PageRefusal.notFound }
        guard let version = Int(page.form["version"]) else { throw PageRefusal.formExpired }
        return (id, version, .moderator(moderator.id))
    }

    private func answer(to result: DecideResult, _ id: CommentID, _ page: PageRequest) async throws -> PageAnswer {
        switch result {
        case .decided: return .see(afterwards(id, page))
        case .notFound: throw PageRefusal.notFound
        case .changed(_, let latest):
            let author = try await desk.comment(id, site: nil)?.authorName
            return .page(
                view(page).conflict(id, latest: latest, author: author ?? "", names: try await moderatorNames()),
                status: .conflict)
        case .nothingToUndo:
            let view = view(page)
            return .page(
                view.message(
                    view.say(TroubleText.nothingToUndoTitle), view.say(TroubleText.nothingToUndo), more: view.wayOn(id)),
                status: .conflict)
        }
    }

    /// The queue again, where the moderator was in it: at the next comment, or at the one that came back.
    private func afterwards(_ id: CommentID, _ page: PageRequest) -> String {
        let mark = CommentID(page.form["focus"]).map { "#" + $0.text } ?? ""
        return QueueFilter(encoded: page.form["filter"]).path(("last", id.text), ("after", page.form["after"])) + mark
    }

    // MARK: Address

    /// Shows the address in the answer itself, which no browser keeps. The look is recorded before the seal opens.
    func revealAddress(_ page: PageRequest) async throws -> PageAnswer {
        guard let id = page.comment, let moderator = page.moderator else { throw PageRefusal.notFound }
        let reason = page.form["reason"]
        guard reason.contains(where: { !$0.isWhitespace }), reason.utf8.count <= Self.reasonLimitBytes else {
            return try await comment(
                page, status: .unprocessableContent, problem: .look(page.language(CommentText.addressReasonNeeded)))
        }
        guard
            let revealed = try await desk.reveal(id, site: nil, reason: reason, by: .moderator(moderator.id))
        else { return try await comment(page, problem: .general(page.language(CommentText.noAddress))) }
        return try await comment(page, address: revealed.show())
    }
}
