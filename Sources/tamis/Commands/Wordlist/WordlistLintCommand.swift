import ArgumentParser
import Foundation
import Moderation
import Scoring

struct WordlistLintCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lint", abstract: "Say everything that is wrong or doubtful in lists, with file and line.",
        discussion: """
            Without files all lists in force are checked; files are checked together with them, each in the place of the \
            list it replaces. Ends with 1 when there is an error.

            Errors: lines that cannot be read, terms that an exception or the allowlist always holds, points outside of the \
            table, examples that do not hold, terms found in words of an innocent.txt.
            Warnings: spellings that two terms have, terms for which another always speaks, terms that flag alone without \
            an example, exceptions that do nothing, terms found in common words.

              tamis wordlist lint wordlists/fr/insult.txt
              tamis wordlist lint --json | jq -r '.findings[] | select(.kind == "innocent").what'
            """)

    @Argument(help: "Lists to check.", completion: .file(extensions: ["txt"]))
    var files: [String] = []

    @OptionGroup var options: WordlistOptions

    @Flag(help: "Leave warnings out.")
    var errorsOnly = false

    func run() throws {
        let readings = try options.readings(with: files)
        let named = files.isEmpty ? nil : Set(files)
        let problems = readings.flatMap(\.problems).filter { named?.contains($0.file) ?? true }
        let lint = WordlistLint(readings.compactMap(\.list), only: named)
        let all = WordlistLint.sorted(WordlistLint.findings(of: problems) + lint.findings)
        let errors = all.count { $0.severity == .error }
        let findings = errorsOnly ? all.filter { $0.severity == .error } : all
        if options.json {
            try FileHandle.standardOutput.write(contentsOf: Data(Self.document(findings) + [0x0A]))
        } else {
            for finding in findings { print(finding.description) }
            let count = named?.count ?? readings.count
            print("\(count) lists: \(errors) errors, \(all.count - errors) warnings")
        }
        if errors > 0 { throw ExitCode(1) }
    }

    private static func document(_ findings: [WordlistFinding]) -> [UInt8] {
        JSONWriter.object { json in
            json.array("findings") { list in
                for finding in findings {
                    list.object { json in
                        json.member("severity", finding.severity.rawValue)
                        json.member("kind", finding.kind.rawValue)
                        json.member("file", finding.file)
                        json.member("line", finding.line)
                        json.member("what", finding.what)
                    }
                }
            }
        }
    }
}
