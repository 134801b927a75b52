import HTTPTypes
import Moderation
import Review
import Store

extension ReviewPages {
    private static let viewNameLimitBytes = 60

    /// Goes to a part of the queue that was saved; to all of it when it is forgotten.
    func showView(_ page: PageRequest) async throws -> PageAnswer {
        guard let moderator = page.moderator else { throw PageRefusal.notFound }
        let view = try await desk.store.views(of: moderator.id).first { $0.id.text == page.subject }
        return .see(QueueFilter(encoded: view?.filter ?? "").path())
    }

    /// Saves what the queue is narrowed to under a name, or forgets a view.
    func changeViews(_ page: PageRequest) async throws -> PageAnswer {
        guard let moderator = page.moderator else { throw PageRefusal.notFound }
        let filter = QueueFilter(encoded: page.form["filter"])
        if let id = ViewID(page.form["drop"]) {
            try await desk.store.dropView(id, of: moderator.id)
            return .see(filter.path())
        }
        let name = TypedWords.name(page.form["name"])
        let kept = name + " " + filter.text + " " + filter.thread
        guard filter != .none, (1...Self.viewNameLimitBytes).contains(name.utf8.count),
            Redaction.hidingAddresses(in: kept) == kept
        else { return notSaved(page, page.language(FilterText.viewNameNeeded), .unprocessableContent) }
        let view = SavedView(id: .timeOrdered(at: now()), name: name, filter: filter.encoded)
        guard try await desk.store.save(view, of: moderator.id) else {
            let limit = page.language.number(ModerationStore.viewLimit)
            return notSaved(page, page.language(FilterText.tooManyViews, limit), .conflict)
        }
        return .see(filter.path())
    }

    private func notSaved(_ page: PageRequest, _ why: String, _ status: HTTPResponse.Status) -> PageAnswer {
        let view = view(page)
        let back: HTML = """
            <p class="ways"><a class="button" href="\(QueueFilter(encoded: page.form["filter"]).path())">\
            \(view.say(CommentText.back))</a></p>
            """
        return .page(view.message(view.say(FilterText.saveView), why, more: back), status: status)
    }
}
