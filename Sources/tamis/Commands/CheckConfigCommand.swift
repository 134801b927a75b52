import ArgumentParser
import Foundation
import Moderation
import Scoring

struct CheckConfigCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check-config", abstract: "Check settings, policy and wordlists, and show what is in force.",
        discussion: """
            Reads arguments, environment and files as `tamis serve` would and prints every setting with where it was \
            said. Everything that is wrong is told at once with file and line, and ends with 1; what is merely odd is a \
            warning.

              tamis check-config --config /etc/tamis/tamis.yaml
              tamis check-config --json | jq '.settings[] | select(.from != "default")'
            """)

    @OptionGroup var folder: FolderOptions
    @OptionGroup var listen: ListenOptions
    @Flag(help: "Print one JSON document, for programs.")
    var json = false

    func run() async throws {
        let environment = ProcessInfo.processInfo.environment
        let reading = SettingsReading(
            file: folder.config, environment: environment, arguments: folder.arguments + listen.arguments)
        var problems = reading.problems.map(\.description)
        var scoring: [[AdminValue]] = []
        do {
            let files = try ScorerFiles(
                config: folder.config, policyFile: reading.settings.policyFile,
                wordlistsFolder: reading.settings.wordlistsFolder)
            let sources = ScorerSources(files)
            let wrong = sources.problems
            problems += wrong.map(\.description)
            let scorer = wrong.isEmpty ? try sources.scorer() : nil
            scoring = [
                [.text("policy"), .text(files.policy), .optional(scorer?.policy.version)],
                [.text("wordlists"), .text(files.wordlists), .optional(scorer?.listsVersion)],
            ]
        } catch {
            problems.append("\(error)")
        }
        show(reading, scoring, problems, SettingsAdvice.warnings(reading.settings, environment: environment))
        if !problems.isEmpty { throw ExitCode(1) }
    }

    private func show(_ reading: SettingsReading, _ scoring: [[AdminValue]], _ problems: [String], _ warnings: [String])
    {
        let settings = AdminReport.table(
            [AdminColumn("name", "SETTING"), AdminColumn("value", "VALUE"), AdminColumn("from", "FROM")],
            rows: SettingKey.all.map { key in
                let value = key.shown(reading.settings)
                return [
                    .text(key.name), value.isEmpty ? .none : .text(value), .text(reading.origin(of: key.name).words),
                ]
            })
        let files = AdminReport.table(
            [AdminColumn("name", "IN FORCE"), AdminColumn("path", "PATH"), AdminColumn("version", "VERSION")],
            rows: scoring)
        if json {
            print(
                AdminReport.one(
                    "",
                    [
                        AdminField("settings", settings.records), AdminField("files", files.records),
                        AdminField("problems", .texts(problems)), AdminField("warnings", .texts(warnings)),
                    ]
                ).json)
        } else {
            print(settings.text(width: Terminal.outputWidth))
            if !scoring.isEmpty { print("\n" + files.text(width: Terminal.outputWidth)) }
        }
        for warning in warnings { Terminal.complain("tamis: warning: \(warning)") }
        for problem in problems { Terminal.complain("tamis: \(problem)") }
    }
}
