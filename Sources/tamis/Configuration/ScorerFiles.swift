import Foundation
import Moderation
import Scoring

/// Where the policy, the lists and the model in force stand. Found once: a file that goes missing later is a problem to tell,
/// never a reason to take another.
struct ScorerFiles: Sendable, Equatable {
    let policy: String
    let wordlists: String
    /// Nil when none was found: an error only for a policy that asks it.
    let model: String?
    /// Whether the model is left out, whatever the policy says.
    let isModelOff: Bool

    /// What stands for no model where one may be named.
    static let noModel = "off"

    struct Missing: Error, CustomStringConvertible {
        var description: String
    }

    /// Named in the settings, or looked for when nil. A site's own policy replaces the common one as a whole.
    init(
        config: String?, site: String? = nil, policyFile: String? = nil, wordlistsFolder: String? = nil,
        modelFile: String? = nil
    )
        throws
    {
        let files = ShippedFiles(config: config)
        guard let folder = wordlistsFolder ?? files.path("wordlists") else {
            throw Missing(description: "no wordlists/ folder beside the configuration, here, or with the program")
        }
        let own = site.flatMap { Self.isName($0) ? files.path("config/sites/\($0).policy.yaml") : nil }
        guard let policy = own ?? policyFile ?? files.path("config/policy.yaml") else {
            throw Missing(description: "no config/policy.yaml beside the configuration, here, or with the program")
        }
        self.policy = policy
        self.wordlists = folder
        isModelOff = modelFile == Self.noModel
        model = isModelOff ? nil : modelFile ?? files.path("config/model.tamis")
    }

    /// Makes the scorer of what stands there now.
    func scorer() throws(ConfigurationError) -> Scorer {
        try ScorerSources(self).scorer()
    }

    /// As site names are: nothing of a path.
    private static func isName(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { $0 == 0x2D || $0 >= 0x30 && $0 < 0x3A || $0 >= 0x61 && $0 < 0x7B }
    }
}
