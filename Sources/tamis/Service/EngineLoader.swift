import CMalloc
import CommentIntake
import Moderation
import Scoring

/// Reads policy and lists and makes the scoring engine of them. A wrong file is refused with its line.
enum EngineLoader {
    static func load(_ settings: Settings, config: String?) throws -> ScoringEngine {
        let scorer = try ScorerFiles(
            config: config, policyFile: settings.policyFile, wordlistsFolder: settings.wordlistsFolder
        ).scorer()
        // Reading lists takes several times what stays of them.
        tamis_return_free_memory()
        return ScoringEngine(
            policy: scorer.policy,
            versions: EngineVersions(
                engine: Scorer.engineVersion, policy: scorer.policy.version, lists: scorer.listsVersion)
        ) { scorer.score($0) }
    }
}
