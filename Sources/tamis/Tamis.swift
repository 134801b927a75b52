import ArgumentParser

/// The command line of Tamis.
@main
struct Tamis: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tamis", abstract: "Comment moderation: takes, scores, queues, decides, tells.",
        version: TamisServer.version,
        subcommands: [
            ServeCommand.self, ScoreCommand.self, SiteCommand.self, KeyCommand.self, ModeratorCommand.self,
            EndpointCommand.self, QueueCommand.self, DoctorCommand.self,
        ])
}
