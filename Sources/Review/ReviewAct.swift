package import Moderation

/// A valid act of a moderator: what they decided and why.
package struct ReviewAct: Sendable, Equatable {
    package let decision: Decision
    package let reasons: [DecisionReason]
    package let note: String?

    /// Why a request for an act is refused.
    package enum Problem: Error, Equatable, Sendable {
        case unknownDecision
        case unknownReason
        /// A rejection says why.
        case reasonRequired
        case noteTooLong(limitBytes: Int)
    }

    package static let noteLimitBytes = 2000

    /// Reasons a moderator may give. `engine_unavailable` is ours alone.
    package static let reasons = DecisionReason.allCases.filter { $0 != .engineUnavailable }

    /// Takes an act as it came from outside; `reject` needs a reason.
    package init(decision: String?, reason: String?, note: String?) throws(Problem) {
        guard let decision = decision.flatMap(Decision.init(rawValue:)) else { throw .unknownDecision }
        var reasons: [DecisionReason] = []
        if let reason, !reason.isEmpty {
            guard let known = DecisionReason(rawValue: reason), Self.reasons.contains(known) else {
                throw .unknownReason
            }
            reasons = [known]
        }
        guard decision != .reject || !reasons.isEmpty else { throw .reasonRequired }
        if let note, note.utf8.count > Self.noteLimitBytes { throw .noteTooLong(limitBytes: Self.noteLimitBytes) }
        self.decision = decision
        self.reasons = reasons
        self.note = note.map(TypedWords.plain).flatMap { $0.isEmpty ? nil : $0 }
    }
}
