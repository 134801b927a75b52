import ArgumentParser
import Foundation
import Moderation
import Scoring

struct WordlistTestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test", abstract: "Run the examples that stand below the terms of lists.",
        discussion: """
            Each "+" text must be found by its term, each "-" text must not, with all lists together, as comments are \
            scanned. Without files those of all lists in force are run. Ends with 1 when one does not hold.

              tamis wordlist test wordlists/en/insult.txt
            """)

    @Argument(help: "Lists to test.", completion: .file(extensions: ["txt"]))
    var files: [String] = []

    @OptionGroup var options: WordlistOptions

    @Flag(help: "Also fail when a term that flags alone has no \"+\" example.")
    var strict = false

    func run() throws {
        let readings = try options.readings(with: files)
        let named = files.isEmpty ? nil : Set(files)
        func isTold(_ error: WordlistError) -> Bool { named?.contains(error.file) ?? true }
        let problems = readings.flatMap(\.problems).filter(isTold)
        let lists = readings.compactMap(\.list)
        let failures = problems + WordlistCheck.failures(in: lists).filter(isTold)
        let missing = WordlistCheck.withoutExample(in: lists).filter(isTold)
        let told = failures + (strict ? missing : [])
        let examples = lists.filter { named?.contains($0.file) ?? true }.reduce(0) { $0 + $1.exampleCount }
        if options.json {
            try FileHandle.standardOutput.write(
                contentsOf: Data(Self.document(examples, failures, missing) + [0x0A]))
        } else {
            for failure in told { print(failure.description) }
            print(
                "\(examples) examples, \(failures.count) failures; \(missing.count) terms that flag alone have none")
        }
        if !told.isEmpty { throw ExitCode(1) }
    }

    private static func document(_ examples: Int, _ failures: [WordlistError], _ missing: [WordlistError]) -> [UInt8] {
        JSONWriter.object { json in
            json.member("examples", examples)
            for (key, errors) in [("failures", failures), ("without_example", missing)] {
                json.array(key) { list in
                    for error in errors {
                        list.object { json in
                            json.member("file", error.file)
                            json.member("line", error.line)
                            json.member("what", error.what)
                        }
                    }
                }
            }
        }
    }
}
