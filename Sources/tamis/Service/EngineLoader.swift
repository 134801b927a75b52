import CProcess
import CommentIntake
import Moderation
import Scoring

/// Makes the scoring engine of policy and lists. A wrong file is refused with its line.
enum EngineLoader {
    static func load(_ sources: ScorerSources) throws(ConfigurationError) -> ScoringEngine {
        let scorer = try sources.scorer()
        // Reading lists takes several times what stays of them.
        tamis_return_free_memory()
        return ScoringEngine(
            policy: scorer.policy,
            versions: EngineVersions(
                engine: Scorer.engineVersion, policy: scorer.policy.version, lists: scorer.listsVersion)
        ) { scorer.score($0) }
    }
}
