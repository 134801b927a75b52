package import Moderation

/// A site in figures, as it stands at one moment.
package struct SiteFigures: Sendable, Equatable {
    package var at: Instant
    /// Comments by what their latest decision made of them.
    package var comments: [CommentStatus: Int] = [:]
    /// What waits, by the label with most points.
    package var queue: [Label: Int] = [:]
    /// Decisions from this moment on are counted.
    package var since: Instant
    package var decisions: [ReviewMeasures.Cause: [Decision: Int]] = [:]

    /// How long back decisions are counted.
    package static let span = Duration.seconds(24 * 3600)
}

extension ModerationStore {
    package func figures(of site: SiteID) async throws -> SiteFigures {
        let at = now()
        let since = at.advanced(by: .zero - SiteFigures.span)
        return try await database.read { session in
            var figures = SiteFigures(at: at, since: since)
            for row in try session.rows(FigureSQL.decided, .text(site.text)) {
                guard let status = CommentStatus(rawValue: try row.text(0)) else {
                    throw StoreError.malformedRow(column: 0)
                }
                figures.comments[status] = Int(try row.integer(1))
            }
            for row in try session.rows(FigureSQL.waiting, .text(site.text)) {
                guard let label = Label(rawValue: try row.text(0)) else { throw StoreError.malformedRow(column: 0) }
                figures.queue[label] = Int(try row.integer(1))
            }
            figures.comments[.flagged] = figures.queue.values.reduce(0, +)
            for row in try session.rows(FigureSQL.decisions, .time(since), .text(site.text)) {
                guard let decision = Decision(rawValue: try row.text(1)) else {
                    throw StoreError.malformedRow(column: 1)
                }
                let decider = ReviewMeasures.Cause(DecisionCause(stored: try row.text(0)))
                figures.decisions[decider, default: [:]][decision, default: 0] += Int(try row.integer(2))
            }
            return figures
        }
    }
}

package enum FigureSQL: String, SQLText {
    case decided = """
        SELECT status, COUNT(*) FROM comments WHERE site = $1 AND status <> 'flagged' GROUP BY status
        """
    case waiting = """
        SELECT CASE WHEN spam_points >= abuse_points THEN 'spam' ELSE 'abuse' END, COUNT(*)
        FROM comments WHERE status = 'flagged' AND site = $1 GROUP BY 1
        """
    case decisions = """
        SELECT d.cause, d.decision, COUNT(*) FROM decisions d JOIN comments c ON c.id = d.comment
        WHERE d.at >= $1 AND c.site = $2 GROUP BY d.cause, d.decision
        """
}
