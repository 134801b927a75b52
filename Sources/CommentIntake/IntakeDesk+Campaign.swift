import Moderation
import Scoring
import Store

/// How a comment that comes follows what was decided of a campaign.
extension IntakeDesk {
    /// By what it is known as one of many. A host joins that no moderator here ever approved, that is not the site's own and on
    /// which not anybody puts something.
    func campaignMarks(
        of content: CommentContent, thread: ThreadReference, site: Site, by engine: ScoringEngine
    ) -> CampaignMarks? {
        let policy = engine.policy.campaigns
        guard policy.days > 0 else { return nil }
        var hosts: [String] = []
        if policy.joinsByHost {
            let approved = content.context.hostHistory.filter { $0.approved > 0 }.map(\.host)
            let own = LinkHosts.of(thread.url ?? "") + approved
            hosts = LinkHosts.of(content.body).filter { !policy.isShared($0) && !own.contains($0) }
        }
        return store.campaignMarks(print: TextPrint(of: content.body), hosts: hosts, site: site.id, policy: policy)
    }

    static func looksLikeSpam(_ accepted: AcceptedComment, _ policy: Policy) -> Bool {
        accepted.score.spamPoints >= policy.thresholds.spam.flag
    }
}

extension AcceptedComment {
    /// From this share of common pieces on what was approved once stands for the rest.
    private static let approvedLikeness = 0.7

    /// Takes the place of policy's decision where a moderator decided of all that are like this one: always when they were
    /// rejected; when they were approved, only what would wait for review and is nearly the same. What nothing could score waits
    /// for a human in any case. The score stays as it is. What policy would have decided by itself; nil when it did.
    mutating func follow(_ match: CampaignMatch?) -> FollowedRuling? {
        guard let match, let ruling = match.ruling, ruling.record.decision != decision.decision,
            !decision.reasons.contains(DecisionReason.engineUnavailable.rawValue),
            ruling.record.decision == .reject
                || (decision.decision == .flag && match.likeness >= Self.approvedLikeness)
        else { return nil }
        let followed = FollowedRuling(act: ruling.act, decision: decision.decision, reasons: decision.reasons)
        decision.decision = ruling.record.decision
        decision.reasons = ruling.record.reasons
        let reason = ruling.record.reasons.first ?? "other"
        score.signals.append(
            Signal(
                name: ruling.record.decision == .reject ? "campaign.rejected" : "campaign.approved",
                label: reason == "spam" ? .spam : .abuse, reason: reason, points: 0, evidence: []))
        return followed
    }
}
