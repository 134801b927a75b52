import ArgumentParser
import Foundation

/// The command line of Tamis.
struct Tamis: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tamis", abstract: "Comment moderation: takes, scores, queues, decides, tells.",
        version: TamisServer.version,
        subcommands: [
            ServeCommand.self, ScoreCommand.self, SiteCommand.self, KeyCommand.self, ModeratorCommand.self,
            EndpointCommand.self, QueueCommand.self, DoctorCommand.self, SchemaCommand.self,
        ])
}

/// Runs a command and ends with what the contract promises: 0 done, 1 refused or failed with one clear line on
/// standard error, 2 wrong usage.
@main
enum Main {
    static func main() async {
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
        case .validationFailure: say(message)
        default: if !message.isEmpty, !(error is ExitCode) { say("tamis: \(error)") }
        }
        exit(code == .success ? 0 : code == .validationFailure ? 2 : 1)
    }

    private static func say(_ message: String) {
        FileHandle.standardError.write(Data((message + "\n").utf8))
    }
}
