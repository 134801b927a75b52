import ArgumentParser

struct ModeratorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "moderator", abstract: "People who review.",
        subcommands: [Add.self, List.self, ResetLink.self, Disable.self])

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add a moderator; prints a one-time link to choose a password.")
        @OptionGroup var store: StoreOptions
        @Argument(help: "The name to log in with.") var name: String
        @Option(help: "admin, moderator or viewer.") var role = "moderator"
        @Option(help: "fr, en or ar.") var language: String?

        func run() async throws { try await store.run(.addModerator(name: name, role: role, language: language)) }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the moderators.")
        @OptionGroup var store: StoreOptions

        func run() async throws { try await store.run(.listModerators) }
    }

    struct ResetLink: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "reset-link", abstract: "Print a one-time link to choose a new password; earlier links end.")
        @OptionGroup var store: StoreOptions
        @Argument(help: "The moderator's name.") var name: String

        func run() async throws { try await store.run(.resetLink(name: name)) }
    }

    struct Disable: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Shut a moderator out; sessions end at once.")
        @OptionGroup var store: StoreOptions
        @Argument(help: "The moderator's name.") var name: String

        func run() async throws { try await store.run(.disableModerator(name: name)) }
    }
}
