package import Moderation
import Synchronization

/// What scores and decides at one moment: rules, lists and policy that belong together.
/// A class, so that every comment takes the whole of it by one reference.
package final class ScoringEngine: Sendable {
    package let policy: Policy
    package let versions: EngineVersions
    /// Throws when it cannot score; the comment is then kept for a human.
    private let score: @Sendable (CommentContent) throws -> Score

    package init(
        policy: Policy, versions: EngineVersions, score: @escaping @Sendable (CommentContent) throws -> Score
    ) {
        self.policy = policy
        self.versions = versions
        self.score = score
    }

    /// The points of a comment and what follows from them. A scorer that fails flags with `engine_unavailable`:
    /// nothing is published unseen, nothing is lost.
    package func judge(_ content: CommentContent, at now: Instant) -> (score: Score, decision: DecisionRecord) {
        do {
            let score = try score(content)
            return (score, policy.decide(score, at: now))
        } catch {
            return (
                Score(),
                DecisionRecord(
                    decision: .flag, cause: .policy, reasons: [DecisionReason.engineUnavailable.rawValue], at: now)
            )
        }
    }

    package func probabilities(_ score: Score) -> (spam: Double, abuse: Double) {
        (policy.probability(.spam, points: score.spamPoints), policy.probability(.abuse, points: score.abusePoints))
    }
}

/// The engine in force. A reload puts another in its place between two comments, never within one.
package final class LiveEngine: Sendable {
    private let state: Mutex<ScoringEngine>

    package init(_ engine: ScoringEngine) {
        state = Mutex(engine)
    }

    package var current: ScoringEngine { state.withLock { $0 } }

    package func replace(with engine: ScoringEngine) {
        // The old one's lists are given back after the lock: nobody waits for that.
        let old = state.withLock { state in
            defer { state = engine }
            return state
        }
        withExtendedLifetime(old) {}
    }
}
