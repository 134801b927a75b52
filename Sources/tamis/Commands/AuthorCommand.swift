import ArgumentParser

struct AuthorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "author", abstract: "Ban and trust authors.",
        discussion: """
            An author is named by a comment of theirs. It is said of the address they typed and of the account the comment came \
            with, if the form's backend sent one (author.key). Every act is in the audit.

              tamis author ban cmt_06h0hjwe2sgzpkwe0g6pvccnpr --until 2030-01-31T00:00:00Z
              tamis author list --site default
            """,
        subcommands: [Ban.self, Trust.self, Lift.self, List.self])

    struct Ban: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Reject what this author sends from now on.",
            discussion: "  tamis author ban cmt_06h0hjwe2sgzpkwe0g6pvccnpr --note 'third warning'")
        @OptionGroup var store: StoreOptions
        @OptionGroup var author: AuthorOptions

        func run() async throws { try await store.run(author.command("banned")) }
    }

    struct Trust: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Judge what this author sends mildly.",
            discussion: """
                Full weight for an account the form's backend vouches for; little for an address, which anybody can type.

                  tamis author trust cmt_06h0hjwe2sgzpkwe0g6pvccnpr
                """)
        @OptionGroup var store: StoreOptions
        @OptionGroup var author: AuthorOptions

        func run() async throws { try await store.run(author.command("trusted")) }
    }

    struct Lift: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take back what was said of this author.",
            discussion: "  tamis author lift cmt_06h0hjwe2sgzpkwe0g6pvccnpr")
        @OptionGroup var store: StoreOptions
        @Argument(help: "A comment of theirs.")
        var comment: String
        @Option(help: "A note for the audit.")
        var note: String?

        func run() async throws {
            try await store.run(.setStanding(comment: comment, standing: nil, until: nil, note: note))
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Who is banned or trusted at a site, newest first.",
            discussion: "  tamis author list --site default --json")
        @OptionGroup var store: StoreOptions
        @Option(help: "The site.", completion: .sites)
        var site = "default"

        func run() async throws { try await store.run(.listStandings(site: site)) }
    }
}

struct AuthorOptions: ParsableArguments {
    @Argument(help: "A comment of theirs.")
    var comment: String
    @Option(help: "Until this moment, as 2030-01-31T00:00:00Z; for good without.")
    var until: String?
    @Option(help: "A note for the audit.")
    var note: String?

    func command(_ standing: String) -> AdminCommand {
        .setStanding(comment: comment, standing: standing, until: until, note: note)
    }
}
