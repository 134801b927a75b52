import Moderation
import Review
import Scoring
import Store

/// Scores stored comments anew, a page at a time.
struct ReplayRun {
    let store: ModerationStore
    let scorer: Scorer
    /// Of an example's text; 0 keeps none.
    let shownCharacters: Int
    let progress: ProgressTeller

    func replay(site: SiteID?, last: Int?) async throws -> Replay {
        var replay = Replay()
        let count = try await store.commentCount(site: site)
        let total = min(count, last ?? count)
        var done = 0
        var cursor: String?
        while done < total {
            let page = try await store.pastComments(
                site: site, before: cursor, limit: min(ModerationStore.pageLimit, total - done))
            for past in page.items {
                try await add(past, to: &replay)
                done += 1
            }
            progress(AdminProgress(what: "scoring", done: done, total: total))
            guard let next = page.next else { break }
            cursor = next
        }
        return replay
    }

    private func add(_ past: PastComment, to replay: inout Replay) async throws {
        let comment = past.comment
        guard comment.status != .erased else { return replay.addErased() }
        var content = CommentContent(
            body: comment.body, authorName: comment.authorName, authorURL: comment.authorURL)
        content.context = try await store.context(
            site: comment.site, thread: comment.thread.id, hosts: LinkHosts.of(comment.body))
        content.context.arrival = FormTrace.among(comment.signals)
        content.context.forget(past.moderator)
        let score = scorer.score(content)
        replay.add(
            past, score: score, decision: scorer.policy.decide(score, at: past.policy.at),
            body: shownCharacters > 0 ? PlainText.line(comment.body, limit: shownCharacters) : "")
    }
}

extension SiteContext {
    /// Without what was decided about the comment itself, which would tell the answer.
    mutating func forget(_ decision: Decision?) {
        guard let decision else { return }
        hostHistory = hostHistory.compactMap { history in
            var history = history
            if decision == .approve { history.approved = max(0, history.approved - 1) }
            if decision == .reject { history.rejected = max(0, history.rejected - 1) }
            return history.approved + history.rejected > 0 ? history : nil
        }
    }
}
