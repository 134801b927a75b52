import Foundation
import Moderation
import Scoring

/// The text of policy and lists as it stood at one look. Two looks compare by content: a touched file is no change.
struct ScorerSources: Sendable, Equatable {
    private let files: ScorerFiles
    private let policy: Data?
    private let lists: Result<WordlistFiles, WordlistError>

    init(_ files: ScorerFiles) {
        self.files = files
        policy = FileManager.default.contents(atPath: files.policy)
        lists = Result { () throws(WordlistError) in try WordlistFiles(folder: files.wordlists) }
    }

    /// The scorer they make; refused with file and line when something in them is wrong.
    func scorer() throws(ConfigurationError) -> Scorer {
        let lists = readLists()
        let policy = try readPolicy(known: known(lists))
        do throws(WordlistError) {
            return Scorer(wordlists: try lists.get(), policy: policy)
        } catch {
            throw place(error)
        }
    }

    /// Everything that is wrong, file by file.
    var problems: [ConfigurationError] {
        var problems: [ConfigurationError] = []
        if let text = policy.flatMap({ String(validating: $0, as: UTF8.self) }) {
            problems += PolicyFile.problems(in: text, file: files.policy, known: known(readLists()))
        } else {
            problems.append(ConfigurationError(file: files.policy, line: nil, what: "cannot be read as UTF-8 text"))
        }
        switch lists {
        case .success(let lists): problems += lists.problems.map(place)
        case .failure(let error): problems.append(place(error))
        }
        return problems
    }

    private func readLists() -> Result<[Wordlist], WordlistError> {
        Result { () throws(WordlistError) in try lists.get().lists() }
    }

    /// What the policy may speak of. Lists that are refused are told of by themselves; the policy's names stand then.
    private func known(_ lists: Result<[Wordlist], WordlistError>) -> KnownSignals {
        switch lists {
        case .success(let lists): KnownSignals(wordlists: lists)
        case .failure: PolicyFile.anyList
        }
    }

    private func readPolicy(known: KnownSignals) throws(ConfigurationError) -> Policy {
        guard let policy else {
            throw ConfigurationError(file: files.policy, line: nil, what: "cannot be read as UTF-8 text")
        }
        return try PolicyFile.read(policy, file: files.policy, known: known)
    }

    /// Lists name their files as they stand in the folder; an operator wants the path.
    private func place(_ error: WordlistError) -> ConfigurationError {
        let path = error.file == files.wordlists ? error.file : files.wordlists + "/" + error.file
        return ConfigurationError(file: path, line: error.line > 0 ? error.line : nil, what: error.what)
    }
}
