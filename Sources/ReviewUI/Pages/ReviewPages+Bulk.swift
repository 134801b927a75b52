import HTTPTypes
import Moderation
import Review
import Store

extension ReviewPages {
    /// One act on every selected comment; each keeps to the version that was seen. `undo` takes the act back.
    func decideMany(_ page: PageRequest) async throws -> PageAnswer {
        guard let moderator = page.moderator else { throw PageRefusal.notFound }
        let picked = page.form.names(beginning: "pick-").prefix(Self.pageSize).compactMap { name in
            CommentID(String(name.dropFirst("pick-".count))).flatMap { id in
                Int(page.form[name]).map { (id: id, version: $0) }
            }
        }
        let filter = QueueFilter(encoded: page.form["filter"])
        guard !picked.isEmpty else { return problem(page, FilterText.bulkNone) }
        let isUndo = page.form["act"] == "undo"
        let act: ReviewAct?
        do {
            act =
                isUndo
                ? nil
                : try ReviewAct(decision: page.form["act"], reason: page.form["reason"], note: page.form["note"])
        } catch {
            if case .noteTooLong(let limit) = error {
                return problem(page, page.language(TroubleText.noteTooLong, String(limit)))
            }
            return problem(page, TroubleText.reasonNeeded)
        }
        let cause = DecisionCause.moderator(moderator.id)
        var done: [CommentID] = []
        // None of them is touched when one is not there for this moderator.
        for (id, _) in picked { try await gate(id, moderator) }
        for (id, version) in picked {
            let result =
                if let act {
                    try await desk.decide(
                        act, on: id, site: nil, expected: version, by: cause, logger: page.logger)
                } else {
                    try await desk.undo(id, site: nil, expected: version, by: cause, logger: page.logger)
                }
            if case .decided = result { done.append(id) }
        }
        let left = picked.count - done.count
        return .see(
            filter.path(
                ("last", done.map(\.text).joined(separator: ",")), ("left", left > 0 ? String(left) : ""),
                ("after", page.form["after"])))
    }

    private func problem(_ page: PageRequest, _ phrase: some Phrase) -> PageAnswer {
        problem(page, page.language(phrase))
    }

    private func problem(_ page: PageRequest, _ text: String) -> PageAnswer {
        let view = view(page)
        return .page(
            view.message(view.say(FilterText.bulk), text, more: view.wayBack), status: .unprocessableContent)
    }
}
