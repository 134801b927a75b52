import Foundation
import Moderation
import Scoring

/// What policy, lists and model were as they stood at one look. Two looks compare by content: a touched file is no change.
struct ScorerSources: Sendable, Equatable {
    private let files: ScorerFiles
    private let policy: Data?
    private let lists: Result<WordlistFiles, WordlistError>
    private let model: Data?

    init(_ files: ScorerFiles) {
        self.files = files
        policy = FileManager.default.contents(atPath: files.policy)
        lists = Result { () throws(WordlistError) in try WordlistFiles(folder: files.wordlists) }
        model = files.model.flatMap { FileManager.default.contents(atPath: $0) }
    }

    /// The scorer they make; refused with file and line when something in them is wrong.
    func scorer() throws(ConfigurationError) -> Scorer {
        let lists = readLists()
        let policy = try readPolicy(known: known(lists))
        let model = files.isModelOff || policy.model == nil ? nil : try readModel()
        do throws(WordlistError) {
            return Scorer(wordlists: try lists.get(), policy: policy, model: model)
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
        if !files.isModelOff, let policy = try? readPolicy(known: known(readLists())), policy.model != nil {
            do throws(ConfigurationError) { _ = try readModel() } catch { problems.append(error) }
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

    private func readModel() throws(ConfigurationError) -> LinearModel {
        let place = files.model ?? "config/model.tamis"
        guard let model else {
            throw ConfigurationError(
                file: place, line: nil, what: "cannot be read; \"model: off\" in the policy goes without")
        }
        do throws(ModelFile.Damaged) {
            return try ModelFile.read(Array(model))
        } catch {
            throw ConfigurationError(file: place, line: nil, what: error.description)
        }
    }

    /// Lists name their files as they stand in the folder; an operator wants the path.
    private func place(_ error: WordlistError) -> ConfigurationError {
        let path = error.file == files.wordlists ? error.file : files.wordlists + "/" + error.file
        return ConfigurationError(file: path, line: error.line > 0 ? error.line : nil, what: error.what)
    }
}
