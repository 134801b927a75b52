import CommentIntake
import Moderation
import Scoring

/// Makes the scoring engine of policy and lists. A wrong file is refused with its line.
enum EngineLoader {
    static func load(_ sources: ScorerSources) throws(ConfigurationError) -> ScoringEngine {
        let scorer = try sources.scorer()
        return ScoringEngine(
            policy: scorer.policy,
            versions: EngineVersions(
                engine: Scorer.engineVersion, policy: scorer.policy.version, lists: scorer.listsVersion)
        ) { scorer.score($0) }
    }
}
