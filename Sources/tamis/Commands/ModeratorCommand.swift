import ArgumentParser
import Foundation

struct ModeratorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "moderator", abstract: "People who review.",
        discussion: """
            Nobody ever types a password for somebody else: a one-time link, good for 48 hours, lets them choose one. \
            An admin may reveal addresses, a moderator decides, a viewer looks.

              tamis moderator add nadia --role moderator --language fr
              tamis moderator reset-link nadia
            """,
        subcommands: [
            Add.self, Change.self, List.self, ResetLink.self, Sessions.self, SignOut.self, Disable.self,
        ])

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add a moderator; prints a one-time link to choose a password.",
            discussion: "  tamis moderator add nadia --role moderator --language ar")
        @OptionGroup var store: StoreOptions
        @Argument(help: "The name to log in with.")
        var name: String
        @Option(help: "admin, moderator or viewer.", completion: .roles)
        var role = "moderator"
        @Option(help: "The language of their pages: fr, en or ar.", completion: .languages)
        var language: String?
        @Option(help: "Names of the sites they may see, set apart by commas; every site without.")
        var sites: String?

        func run() async throws {
            try await store.run(
                .addModerator(name: name, role: role, language: language, sites: sites.map(SiteNames.read) ?? []))
        }
    }

    struct Change: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Change a moderator's role, language or sites; it counts from their next request on.",
            discussion: """
                  tamis moderator change nadia --role viewer
                  tamis moderator change nadia --sites gazette,magazine
                  tamis moderator change nadia --sites all
                """)
        @OptionGroup var store: StoreOptions
        @Argument(help: "The moderator's name.")
        var name: String
        @Option(help: "admin, moderator or viewer.", completion: .roles)
        var role: String?
        @Option(help: "The language of their pages: fr, en or ar.", completion: .languages)
        var language: String?

        @Option(help: "Names of the sites they may see, set apart by commas; `all` for every site.")
        var sites: String?

        func run() async throws {
            try await store.run(
                .changeModerator(name: name, role: role, language: language, sites: sites.map(SiteNames.read)))
        }
    }

    struct Sessions: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List who is logged in: since when, when last seen, until when at the latest.",
            discussion: """
                  tamis moderator sessions
                  tamis moderator sessions nadia --json
                """)
        @OptionGroup var store: StoreOptions
        @Argument(help: "The moderator's name; everybody without.")
        var name: String?

        func run() async throws { try await store.run(.listSessions(name: name)) }
    }

    struct SignOut: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "sign-out",
            abstract: "End every session of a moderator; they may log in again.",
            discussion: """
                For a machine that was lost or left open. To shut somebody out for good: tamis moderator disable.

                  tamis moderator sign-out nadia
                """)
        @OptionGroup var store: StoreOptions
        @Argument(help: "The moderator's name.")
        var name: String

        func run() async throws { try await store.run(.signOut(name: name)) }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the moderators.", discussion: "  tamis moderator list --json")
        @OptionGroup var store: StoreOptions

        func run() async throws { try await store.run(.listModerators) }
    }

    struct ResetLink: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "reset-link", abstract: "Print a one-time link to choose a new password; earlier links end.",
            discussion: "  tamis moderator reset-link nadia")
        @OptionGroup var store: StoreOptions
        @Argument(help: "The moderator's name.")
        var name: String

        func run() async throws { try await store.run(.resetLink(name: name)) }
    }

    struct Disable: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Shut a moderator out; sessions end at once.", discussion: "  tamis moderator disable nadia")
        @OptionGroup var store: StoreOptions
        @Argument(help: "The moderator's name.")
        var name: String

        func run() async throws { try await store.run(.disableModerator(name: name)) }
    }
}

/// The sites of a moderator as they are typed.
private enum SiteNames {
    /// None for `all`.
    static func read(_ text: String) -> [String] {
        text == "all" ? [] : text.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
    }
}
