import ArgumentParser
import CProcess
import Foundation

/// The command line of Tamis.
struct Tamis: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tamis", abstract: "Comment moderation: takes, scores, queues, decides, tells.",
        discussion: """
            Commands that change something work beside a running service as well as without one. They end with 0 when \
            done, 1 when refused, with one clear line on standard error, and 2 on wrong usage. Add --json to a list for \
            programs.

            Shell completions: tamis --generate-completion-script bash (or zsh, fish).
            """,
        version: TamisServer.version,
        groupedSubcommands: [
            CommandGroup(name: "Service", subcommands: [ServeCommand.self, CheckConfigCommand.self]),
            CommandGroup(
                name: "Setting up",
                subcommands: [SiteCommand.self, KeyCommand.self, ModeratorCommand.self, EndpointCommand.self]),
            CommandGroup(
                name: "Moderating",
                subcommands: [
                    QueueCommand.self, AuthorCommand.self, TermCommand.self, AuditCommand.self, ScoreCommand.self,
                ]),
            CommandGroup(name: "A person's rights", subcommands: [AccessCommand.self, EraseCommand.self]),
            CommandGroup(name: "Moving", subcommands: [ImportCommand.self, ExportCommand.self]),
            CommandGroup(
                name: "Measuring",
                subcommands: [EvalCommand.self, LearnCommand.self, ReplayCommand.self, WordlistCommand.self]),
            CommandGroup(
                name: "Operations",
                subcommands: [
                    DoctorCommand.self, BackupCommand.self, RestoreCommand.self, MigrateCommand.self,
                    SchemaCommand.self,
                ]),
        ])
}

/// Runs a command and ends with what the contract promises: 0 done, 1 refused or failed with one clear line on
/// standard error, 2 wrong usage.
@main
enum Main {
    static func main() async {
        guard tamis_crash_at_once() == 0 else {
            Terminal.complain("tamis: core dumps and backtraces cannot be turned off")
            exit(1)
        }
        do {
            var command = try Tamis.parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch {
            end(with: error)
        }
    }

    private static func end(with error: any Error) -> Never {
        let code = Tamis.exitCode(for: error)
        let message = Tamis.fullMessage(for: error)
        switch code {
        case .success: print(message)
        case .validationFailure: Terminal.complain(message)
        default: if !message.isEmpty, !(error is ExitCode) { Terminal.complain("tamis: \(error)") }
        }
        exit(code == .success ? 0 : code == .validationFailure ? 2 : 1)
    }
}
