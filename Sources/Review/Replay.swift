package import Moderation
package import Store

/// What another policy or other lists would have decided on past comments, added up one comment after the other.
/// Its size does not grow with the number of comments.
package struct Replay: Sendable {
    /// One reason: what policy flagged or rejected for it then and now, and what moderators decided about those of now.
    package struct Reason: Sendable, Equatable {
        package var then = 0
        package var now = 0
        package var approvedByModerators = 0
        package var rejectedByModerators = 0

        package init() {}
    }

    /// Policy beside moderators: approved what they approved, or held what they rejected.
    package struct Agreement: Sendable, Equatable {
        package var agreed = 0
        /// Held, though a moderator approved it.
        package var heldApproved = 0
        /// Let through, though a moderator rejected it.
        package var passedRejected = 0

        package init() {}
    }

    /// A comment that would be decided otherwise.
    package struct Example: Sendable, Equatable {
        package var id: CommentID
        package var now: Decision
        package var reasons: [String]
        package var spamPoints: Double
        package var abusePoints: Double
        package var moderator: Decision?
        package var body: String
    }

    /// Most examples of each kind that are kept, the newest comments first.
    package static let mostExamples = 20
    /// Most versions told apart; what comes then is counted together.
    private static let mostVersions = 16

    package private(set) var comments = 0
    /// Nothing of them is left to score.
    package private(set) var erased = 0
    /// By `Decision.allCases`: then, now.
    package private(set) var decisions = [[Int]](repeating: [0, 0, 0], count: 3)
    package private(set) var reasons: [String: Reason] = [:]
    package private(set) var then = Agreement()
    package private(set) var now = Agreement()
    package private(set) var newlyHeld: [Example] = []
    package private(set) var newlyPassed: [Example] = []
    /// What the comments were scored with, most recent first; nil stands for all further ones.
    package private(set) var versions: [(versions: EngineVersions?, comments: Int)] = []

    package init() {}

    /// `body` of an example is cut by the caller; `decision` is what would be decided now.
    package mutating func add(_ past: PastComment, score: Score, decision: DecisionRecord, body: String) {
        comments += 1
        decisions[Self.place(past.policy.decision)][Self.place(decision.decision)] += 1
        // Lessons change with every decision: versions are told apart by the rest.
        var versions = past.comment.versions
        versions.learned = nil
        count(versions)
        if past.policy.decision != .approve {
            for reason in past.policy.reasons { reasons[reason, default: Reason()].then += 1 }
        }
        if decision.decision != .approve {
            for reason in decision.reasons {
                reasons[reason, default: Reason()].now += 1
                if past.moderator == .approve { reasons[reason, default: Reason()].approvedByModerators += 1 }
                if past.moderator == .reject { reasons[reason, default: Reason()].rejectedByModerators += 1 }
            }
        }
        if let moderator = past.moderator {
            then.count(past.policy.decision, beside: moderator)
            now.count(decision.decision, beside: moderator)
        }
        guard (past.policy.decision == .approve) != (decision.decision == .approve) else { return }
        let example = Example(
            id: past.comment.id, now: decision.decision, reasons: decision.reasons, spamPoints: score.spamPoints,
            abusePoints: score.abusePoints, moderator: past.moderator, body: body)
        if decision.decision == .approve {
            if newlyPassed.count < Self.mostExamples { newlyPassed.append(example) }
        } else if newlyHeld.count < Self.mostExamples {
            newlyHeld.append(example)
        }
    }

    package mutating func addErased() { erased += 1 }

    private mutating func count(_ found: EngineVersions) {
        if let index = versions.firstIndex(where: { $0.versions == found }) {
            versions[index].comments += 1
        } else if versions.count < Self.mostVersions {
            versions.append((found, 1))
        } else if let last = versions.last, last.versions == nil {
            versions[versions.count - 1].comments += 1
        } else {
            versions.append((nil, 1))
        }
    }

    private static func place(_ decision: Decision) -> Int {
        switch decision {
        case .approve: 0
        case .flag: 1
        case .reject: 2
        }
    }
}

extension Replay.Agreement {
    /// A moderator who put it back into the queue has decided nothing yet.
    fileprivate mutating func count(_ policy: Decision, beside moderator: Decision) {
        switch (policy == .approve, moderator) {
        case (_, .flag): break
        case (false, .approve): heldApproved += 1
        case (true, .reject): passedRejected += 1
        default: agreed += 1
        }
    }
}
