import Foundation
import Moderation
import Scoring

/// Makes the scorer from the lists and the policy that are in force.
struct ScorerFiles {
    var config: String?
    var site: String?
    /// Named in the settings; looked for when nil.
    var policyFile: String?
    var wordlistsFolder: String?

    struct Missing: Error, CustomStringConvertible {
        var description: String
    }

    /// A site's own policy replaces the common one as a whole.
    func scorer() throws -> Scorer {
        let files = ShippedFiles(config: config)
        guard let folder = wordlistsFolder ?? files.path("wordlists") else {
            throw Missing(description: "no wordlists/ folder beside the configuration, here, or with the program")
        }
        return try Scorer(wordlists: Wordlist.load(folder: folder), policy: policy(files))
    }

    private func policy(_ files: ShippedFiles) throws -> Policy {
        let own = site.flatMap { Self.isName($0) ? files.path("config/sites/\($0).policy.yaml") : nil }
        guard let path = own ?? policyFile ?? files.path("config/policy.yaml") else {
            throw Missing(description: "no config/policy.yaml beside the configuration, here, or with the program")
        }
        return try PolicyFile.load(path: path)
    }

    /// As site names are: nothing of a path.
    private static func isName(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { $0 == 0x2D || $0 >= 0x30 && $0 < 0x3A || $0 >= 0x61 && $0 < 0x7B }
    }
}
