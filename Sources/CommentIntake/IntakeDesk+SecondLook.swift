import Moderation
import Privacy
import Scoring
package import Store

extension IntakeDesk {
    /// Looks once more at a comment that was let through in doubt, with what was learned and loaded since: where policy decides
    /// otherwise now, that is recorded and told like any decision. Whatever comes of it, who waits for it hears.
    package func lookAgain(_ look: SecondLook) async throws {
        if let stored = try await store.comment(look.comment, site: look.site.id), stored.status != .erased,
            stored.version == 1, stored.decision.cause == .policy,
            // What follows a moderator's decision about a campaign is not in doubt.
            !stored.signals.contains(where: { $0.name.hasPrefix("campaign.") })
        {
            let engine = engine.current
            let at = now()
            var content = CommentContent(
                body: stored.body, authorName: stored.authorName, authorURL: stored.authorURL, languageHint: nil,
                context: try await store.context(
                    site: look.site.id, thread: stored.thread.id, hosts: LinkHosts.of(stored.body),
                    author: .writer(stored.id)))
            content.context.arrival = FormTrace.among(stored.signals)
            let judged = judge(content, id: stored.id, at: at, by: engine)
            if judged.decision.decision != stored.decision.decision {
                var again = NewComment(
                    id: stored.id, site: look.site, thread: stored.thread, parent: stored.parent,
                    externalID: stored.externalID, email: nil,
                    details: AuthorDetails(name: stored.authorName, url: stored.authorURL), body: stored.body,
                    score: judged.score, displayed: judged.displayed, decision: judged.decision,
                    versions: judged.versions, terms: PolicyTerms(engine.policy), writtenAt: stored.writtenAt,
                    receivedAt: at)
                again.isOtherText = false
                _ = try await store.edit(again, expected: stored.version)
            }
        }
        try await store.finishSecondLook(look.comment)
    }
}
