package import Moderation
import Privacy
import Scoring
import Store

/// What came of an edit.
package enum EditOutcome: Sendable {
    case edited(AcceptedComment, version: Int)
    case notFound
    /// Somebody was faster: the version now, and what they decided.
    case changed(version: Int, latest: DecisionRecord)
}

extension IntakeDesk {
    /// Takes a stored comment of `site` again as its reader edited it: scored and decided anew. Only a body must be
    /// sent. Of the author what is not sent stays, and a blank `author.url` takes the old one away; where the comment stands
    /// stays as it is. What a moderator turned down policy does not show again by itself: it waits for review.
    /// `expected` nil edits whatever the version is. Throws `ValidationError` with every problem.
    package func edit(_ id: CommentID, _ form: CommentForm, site: Site, expected: Int?) async throws -> EditOutcome {
        // Without a version of the caller's own, one that changes under our hands is read again.
        for _ in 1..<Self.editTries where expected == nil {
            let outcome = try await tryToEdit(id, form, site: site, expected: nil)
            guard case .changed = outcome else { return outcome }
        }
        return try await tryToEdit(id, form, site: site, expected: expected)
    }

    private static let editTries = 4

    private func tryToEdit(
        _ id: CommentID, _ form: CommentForm, site: Site, expected: Int?
    ) async throws -> EditOutcome {
        let engine = engine.current
        var policy = engine.policy
        policy.required = [.body]
        let submitted = try SubmittedComment.validate(form, policy: policy)
        guard let stored = try await store.comment(id, site: site.id), stored.status != .erased else {
            return .notFound
        }
        guard expected == nil || expected == stored.version else {
            return .changed(version: stored.version, latest: stored.decision)
        }
        var details = submitted.details
        if details.name.isEmpty { details.name = stored.authorName }
        if form.authorURL == nil { details.url = stored.authorURL }
        let at = now()
        var content = CommentContent(
            body: submitted.body, authorName: details.name, authorURL: details.url, languageHint: submitted.language,
            context: try await store.context(
                site: site.id, thread: stored.thread.id, hosts: LinkHosts.of(submitted.body), author: .writer(id)))
        content.context.arrival = FormTrace.among(stored.signals)
        var campaign = campaignMarks(of: content, thread: stored.thread, site: site, by: engine)
        if let marks = campaign { campaign?.match = try await store.match(marks, notOf: id) }
        var accepted = judge(content, id: id, at: at, by: engine)
        campaign?.offersHosts = Self.looksLikeSpam(accepted, engine.policy)
        let isTurnedDown = try await store.history(of: id).lastOfModerator == .reject
        // What was turned down does not come back by itself, nor with a campaign.
        let isForgiven = isTurnedDown && campaign?.match?.ruling?.record.decision == .approve
        let followed = isForgiven ? nil : accepted.follow(campaign?.match)
        if accepted.decision.decision == .approve, isTurnedDown {
            accepted.decision.decision = .flag
            accepted.decision.reasons = [DecisionReason.other.rawValue]
        }
        var edited = NewComment(
            id: id, site: site, thread: stored.thread, parent: stored.parent, externalID: stored.externalID,
            email: submitted.authorEmail, details: details, body: submitted.body, score: accepted.score,
            displayed: accepted.displayed, decision: accepted.decision, versions: accepted.versions,
            terms: PolicyTerms(engine.policy), writtenAt: stored.writtenAt, receivedAt: at)
        edited.campaign = campaign
        edited.followed = followed
        let result = try await store.edit(edited, expected: stored.version)
        switch result {
        case .decided(let version, _): return .edited(accepted, version: version)
        case .changed(let version, let latest): return .changed(version: version, latest: latest)
        case .notFound, .nothingToUndo: return .notFound
        }
    }
}

extension [PastDecision] {
    /// What a moderator decided last and nobody took back, whatever policy made of later edits.
    fileprivate var lastOfModerator: Decision? {
        let undone = Set(compactMap(\.undoes))
        return last { $0.record.cause != .policy && $0.undoes == nil && !undone.contains($0.version) }?.record.decision
    }
}
