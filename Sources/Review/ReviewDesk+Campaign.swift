package import Logging
package import Moderation
import Scoring
import Store

/// What came of an act on a whole campaign.
package enum CampaignOutcome: Sendable, Equatable {
    /// As it is now; how many comments were decided otherwise by it, and how many stay as they were: decided so already, or by
    /// a moderator for themselves.
    case done(Campaign, changed: Int, kept: Int)
    case notFound
    /// Somebody was faster: as it is now.
    case changed(Campaign)
    case nothingToUndo
}

extension ReviewDesk {
    /// Comments of one campaign that a site learns from: more of the same teach nothing.
    private static let lessonsOfCampaign = 8
    private static let decisionsAtOnce = 8

    /// Approves or rejects a whole campaign: every member, and those that come later. What a moderator decided of a single one
    /// stays. `expected` is the version of the campaign that was seen; nil decides whatever it is.
    package func decide(
        _ wish: ReviewAct, campaign id: CampaignID, site: SiteID?, expected: Int?, by cause: DecisionCause,
        logger: Logger
    ) async throws -> CampaignOutcome {
        let at = store.now()
        let act = EventID.timeOrdered(at: at)
        let record = DecisionRecord(
            decision: wish.decision, cause: cause, reasons: wish.reasons.map(\.rawValue), note: wish.note, at: at)
        let ruling = CampaignRuling(record: record, act: act)
        let before: Campaign
        switch try await store.rule(ruling, campaign: id, site: site, expected: expected, by: cause) {
        case .ruled(let campaign): before = campaign
        case .notFound: return .notFound
        case .changed(let now): return .changed(now)
        case .nothingToUndo: return .nothingToUndo
        }
        let earlier = before.ruling?.act
        let reached = try await decideAll(by: cause, logger) {
            try await store.members(of: id, after: $0)
        } choose: {
            past in
            guard let standing = past.lastStanding else { return nil }
            if standing.record.cause != .policy, standing.act == nil || standing.act != earlier { return nil }
            if past.last?.record.decision == record.decision { return nil }
            return NextDecision(
                decision: record.decision, reasons: record.reasons, note: record.note, act: act)
        }
        return try await outcome(id, reached)
    }

    /// Takes back what was decided of a campaign: of every member that nobody decided about since, and of those that followed.
    package func undo(
        campaign id: CampaignID, site: SiteID?, expected: Int?, by cause: DecisionCause, logger: Logger
    ) async throws -> CampaignOutcome {
        switch try await store.rule(nil, campaign: id, site: site, expected: expected, by: cause) {
        case .ruled(let campaign):
            guard let act = campaign.ruling?.act else { return .nothingToUndo }
            return try await outcome(id, try await undoAll(of: act, by: cause, logger))
        case .notFound: return .notFound
        case .changed(let now): return .changed(now)
        case .nothingToUndo: return .nothingToUndo
        }
    }

    /// Takes back every decision of an act on many comments that still stands; how many, and how many do not stand any more.
    package func undo(
        act: EventID, site: SiteID?, by cause: DecisionCause, logger: Logger
    ) async throws -> (changed: Int, kept: Int) {
        try await undoAll(of: act, site: site, by: cause, logger)
    }

    private func undoAll(
        of act: EventID, site: SiteID? = nil, by cause: DecisionCause, _ logger: Logger
    ) async throws -> (changed: Int, kept: Int) {
        try await decideAll(site: site, by: cause, logger) {
            try await store.comments(of: act, after: $0)
        } choose: {
            past in
            guard let standing = past.lastStanding, standing.act == act else { return nil }
            guard let followed = standing.followed else { return Undo.next(after: past) }
            return NextDecision(
                decision: followed.decision, reasons: followed.reasons, note: nil, undoes: standing.version)
        }
    }

    private func outcome(
        _ id: CampaignID, _ reached: (changed: Int, kept: Int)
    ) async throws -> CampaignOutcome {
        guard let now = try await store.campaign(id, site: nil) else { return .notFound }
        return .done(now, changed: reached.changed, kept: reached.kept)
    }

    /// Decides about many comments, page by page, several at once: they share a commit.
    private func decideAll(
        site: SiteID? = nil, by cause: DecisionCause, _ logger: Logger,
        page: (CommentID?) async throws -> [CommentID],
        choose: @escaping @Sendable ([PastDecision]) -> NextDecision?
    ) async throws -> (changed: Int, kept: Int) {
        var (changed, kept) = (0, 0)
        var taught = 0
        var after: CommentID?
        while true {
            let ids = try await page(after)
            guard let last = ids.last else { return (changed, kept) }
            for begin in stride(from: 0, to: ids.count, by: Self.decisionsAtOnce) {
                let some = ids[begin..<min(begin + Self.decisionsAtOnce, ids.count)]
                let isTeaching = taught < Self.lessonsOfCampaign
                let results = try await withThrowingTaskGroup(of: DecideResult.self) { group in
                    for id in some {
                        group.addTask {
                            let result = try await store.decide(
                                id, site: site, expected: nil, cause: cause, teaching: isTeaching, hosts: LinkHosts.of,
                                places: SiteFeatures.places, choose: choose)
                            return Self.logged(result, id, cause, logger)
                        }
                    }
                    return try await group.reduce(into: []) { $0.append($1) }
                }
                for case .decided in results {
                    changed += 1
                    taught += 1
                }
                kept += results.count { $0 == .nothingToUndo }
            }
            after = last
        }
    }
}

extension [PastDecision] {
    /// The last that nobody took back, policy's too.
    fileprivate var lastStanding: PastDecision? {
        let undone = Set(compactMap(\.undoes))
        return last { $0.undoes == nil && !undone.contains($0.version) }
    }
}
