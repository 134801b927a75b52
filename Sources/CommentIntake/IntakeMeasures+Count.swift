import Moderation
import Store

extension IntakeMeasures {
    /// Counts a comment that was kept.
    func count(_ comment: AcceptedComment, policy: Policy) {
        decisions[comment.decision.decision].add()
        for label in Label.allCases where comment.score.points(label) >= policy.thresholds[label].flag {
            labels[label].add()
        }
        if comment.decision.reasons.first == DecisionReason.engineUnavailable.rawValue { failures.add() }
    }
}
