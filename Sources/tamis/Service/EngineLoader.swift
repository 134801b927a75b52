import CProcess
import CommentIntake
import Moderation
import Scoring

/// Makes the scoring engine of policy, lists and model. A wrong file is refused with its line.
enum EngineLoader {
    static func load(_ sources: ScorerSources) throws(ConfigurationError) -> ScoringEngine {
        let scorer = try sources.scorer()
        // Reading lists takes several times what stays of them.
        tamis_return_free_memory()
        return ScoringEngine(
            policy: scorer.policy,
            versions: scorer.versions
        ) { scorer.score($0) }
    }
}
