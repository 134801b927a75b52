package import Logging
package import Moderation
package import Privacy
import Scoring
package import Store

/// A moderator's acts on comments, the same for the pages, the JSON door and the command line.
/// `site` is the site the caller is bound to; nil may act on any.
package struct ReviewDesk: Sendable {
    package let store: ModerationStore

    package init(store: ModerationStore) {
        self.store = store
    }

    /// The flagged comments, most urgent first.
    package func queue(
        site: SiteID?, matching filter: CommentFilter = CommentFilter(), after cursor: String? = nil, limit: Int = 25
    ) async throws -> Page<Comment> {
        try await store.queue(
            site: site, matching: filter, after: cursor, limit: min(max(1, limit), ModerationStore.pageLimit))
    }

    package func queueLength(site: SiteID?) async throws -> Int {
        try await store.queueLength(site: site)
    }

    package func comment(_ id: CommentID, site: SiteID?) async throws -> Comment? {
        try await store.comment(id, site: site)
    }

    /// Hands out up to `count` comments that nobody else holds, for `lasting`.
    package func claim(
        site: SiteID?, holder: DecisionCause, count: Int, lasting: Duration = .seconds(300)
    ) async throws -> [Comment] {
        let ids = try await store.claimComments(
            site: site, holder: holder, count: min(max(1, count), ModerationStore.pageLimit), lasting: lasting)
        var comments: [Comment] = []
        for id in ids {
            if let comment = try await store.comment(id, site: site) { comments.append(comment) }
        }
        return comments
    }

    /// Records a decision. `expected` is the version the decider saw; nil decides whatever came before. `logger` is the
    /// request's, so that its id stands beside the decision's. Without `telling` no endpoint hears of it.
    /// `act` names several that are decided together, to be taken back together.
    package func decide(
        _ wish: ReviewAct, on id: CommentID, site: SiteID?, expected: Int?, by cause: DecisionCause,
        telling: Bool = true, act: EventID? = nil, logger: Logger
    ) async throws -> DecideResult {
        let result = try await store.decide(
            id, site: site, expected: expected, cause: cause, telling: telling, hosts: LinkHosts.of,
            places: SiteFeatures.places
        ) { _ in
            NextDecision(
                decision: wish.decision, reasons: wish.reasons.map(\.rawValue), note: wish.note, act: act)
        }
        return Self.logged(result, id, cause, logger)
    }

    /// Goes back to before the last decision of a moderator.
    package func undo(
        _ id: CommentID, site: SiteID?, expected: Int?, by cause: DecisionCause, logger: Logger
    ) async throws -> DecideResult {
        let result = try await store.decide(
            id, site: site, expected: expected, cause: cause, hosts: LinkHosts.of, places: SiteFeatures.places
        ) { Undo.next(after: $0) }
        return Self.logged(result, id, cause, logger)
    }

    /// Comment and version name a decision. The cause is a moderator's or a key's id.
    static func logged(
        _ result: DecideResult, _ id: CommentID, _ cause: DecisionCause, _ logger: Logger
    ) -> DecideResult {
        if case .decided(let version, let status) = result {
            logger.info(
                "decision recorded",
                metadata: [
                    "comment": "\(id)", "version": "\(version)", "status": "\(status.rawValue)", "by": "\(cause.text)",
                ])
        }
        return result
    }

    package func history(of id: CommentID, site: SiteID?) async throws -> CommentHistory? {
        guard try await store.comment(id, site: site) != nil else { return nil }
        return CommentHistory(
            decisions: try await store.history(of: id), reveals: try await store.reveals(of: id),
            deliveries: try await store.deliveries(of: id))
    }

    /// Bans or trusts an author, or takes that back; see `ModerationStore.setStanding`.
    package func setStanding(
        _ wish: StandingWish, of author: AuthorID, comment: CommentID?, site: SiteID?, by cause: DecisionCause
    ) async throws -> StandingResult {
        var wish = wish
        let note = TypedWords.plain(wish.note ?? "")
        wish.note = note.isEmpty ? nil : note
        return try await store.setStanding(wish, of: author, comment: comment, site: site, by: cause)
    }

    /// Opens an author's address for an admin, recorded first.
    package func reveal(_ id: CommentID, site: SiteID?, reason: String, by cause: DecisionCause) async throws
        -> RevealedEmail?
    {
        try await store.reveal(id, site: site, by: cause, reason: TypedWords.plain(reason))
    }
}

/// All that happened to a comment.
package struct CommentHistory: Sendable {
    package var decisions: [PastDecision]
    package var reveals: [RevealRecord]
    package var deliveries: [DeliveryRecord]

    /// Some decision of somebody still stands that can be taken back.
    package var canUndo: Bool { Undo.next(after: decisions) != nil }
}
