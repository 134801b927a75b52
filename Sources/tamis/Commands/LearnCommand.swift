import ArgumentParser
import Foundation
import Moderation
import Scoring

/// `tamis learn`: makes a model of labelled comments.
struct LearnCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "learn", abstract: "Learn a model from labelled comments.",
        discussion: """
            Reads labelled files as `tamis eval` does, scores every row with the lists and the policy in force, and learns \
            what to add to them: one weight for each word and run of letters, and for each signal. The same rows, lists and \
            policy give the same file, byte for byte. Learn anew after lists or rules have changed, and measure before:

              tamis eval gold/ --five-fold
              tamis eval gold/ --leave-one-out
              tamis learn gold/ --out config/model.tamis
            """)

    @Argument(help: "Labelled files, or folders of .jsonl files.", completion: .file(extensions: ["jsonl"]))
    var labelled: [String]

    @Option(help: "Where the model is written.", completion: .file(extensions: ["tamis"]))
    var out: String

    @Option(help: "Never learn from this set; may be given again.")
    var without: [String] = []

    @Option(
        help: "A configuration file; lists and policy are looked for beside its folder first.",
        completion: .file(extensions: ["yaml"]))
    var config: String?

    @Option(help: "The policy to learn beside.", completion: .file(extensions: ["yaml"]))
    var policy: String?

    @Option(help: "The folder of wordlists to learn beside.", completion: .directory)
    var wordlists: String?

    func validate() throws {
        if labelled.isEmpty { throw ValidationError("name labelled files or folders") }
    }

    func run() async throws {
        let meter = ProgressMeter()
        defer { meter.end() }
        do {
            let scorer = try ScorerFiles(
                config: config, policyFile: policy, wordlistsFolder: wordlists, modelFile: ScorerFiles.noModel
            ).scorer()
            let rows = try await TrainingRows(try LabelledFiles(labelled), scorer: scorer) { meter.show($0) }
            let used = rows.rows.indices.filter { !without.contains(rows.set(of: $0)) }
            if used.isEmpty { throw LabelledFiles.Problem(description: "there is no row") }
            for set in without where !rows.rows.indices.contains(where: { rows.set(of: $0) == set }) {
                throw LabelledFiles.Problem(description: "--without \(set): there is no such set")
            }
            let model = LinearModel.learned(from: rows.set, rows: used)
            meter.end()
            let bytes = ModelFile.bytes(of: model)
            try Data(bytes).write(to: URL(fileURLWithPath: out), options: .atomic)
            print("\(out): model \(model.version), \(bytes.count) bytes, from \(used.count) rows")
        } catch {
            meter.end()
            Terminal.complain("tamis learn: \(error)")
            throw ExitCode(1)
        }
    }
}
