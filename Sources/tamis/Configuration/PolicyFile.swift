import Foundation
import Moderation
import Scoring
import Yams

/// Reads `config/policy.yaml` into a `Policy`. Every key is checked: an unknown one is an error, never ignored.
enum PolicyFile {
    /// Without lists at hand every category of theirs is taken.
    static let anyList = KnownSignals(wordlists: nil)

    static func load(path: String, known: KnownSignals = anyList) throws(ConfigurationError) -> Policy {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw ConfigurationError(file: path, line: nil, what: "cannot be read as UTF-8 text")
        }
        return try read(data, file: path, known: known)
    }

    /// The policy of a file's bytes; its version names them.
    static func read(_ data: Data, file: String, known: KnownSignals) throws(ConfigurationError) -> Policy {
        guard let text = String(validating: data, as: UTF8.self) else {
            throw ConfigurationError(file: file, line: nil, what: "cannot be read as UTF-8 text")
        }
        var policy = try parse(text, file: file, known: known)
        policy.version = Fingerprint.of(Array(text.utf8))
        return policy
    }

    static func parse(_ text: String, file: String, known: KnownSignals = anyList) throws(ConfigurationError) -> Policy
    {
        var reader = PolicyReader(file: file, known: known)
        reader.read(text)
        if let problem = reader.problems.first { throw problem }
        return reader.policy
    }

    /// Everything that is wrong in it.
    static func problems(in text: String, file: String, known: KnownSignals = anyList) -> [ConfigurationError] {
        var reader = PolicyReader(file: file, known: known)
        reader.read(text)
        return reader.problems
    }
}
