import ArgumentParser

struct QueueCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "queue", abstract: "Review from a terminal.",
        discussion: """
            The same acts as on the review page, recorded as done from the command line. Endpoints hear of each.

              tamis queue list
              tamis queue show cmt_06h0hjwe2sgzpkwe0g6pvccnpr
              tamis queue reject cmt_06h0hjwe2sgzpkwe0g6pvccnpr --reason spam
            """,
        subcommands: [List.self, Show.self, Approve.self, Reject.self, Undo.self])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "The flagged comments, most urgent first.",
            discussion: "  tamis queue list --site default --limit 10")
        @OptionGroup var store: StoreOptions
        @Option(help: "Only of this site.", completion: .sites)
        var site: String?
        @Option(help: "How many, at most 100.")
        var limit = 25

        func validate() throws {
            guard (1...100).contains(limit) else { throw ValidationError("--limit takes 1 to 100") }
        }

        func run() async throws { try await store.run(.queue(site: site, limit: limit)) }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "One comment and why it was flagged.",
            discussion: "  tamis queue show cmt_06h0hjwe2sgzpkwe0g6pvccnpr")
        @OptionGroup var store: StoreOptions
        @Argument(help: "The comment's id.")
        var id: String

        func run() async throws { try await store.run(.showComment(id: id)) }
    }

    struct Approve: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Approve comments.", discussion: "  tamis queue approve cmt_06h0hjwe2sgzpkwe0g6pvccnpr")
        @OptionGroup var store: StoreOptions
        @Argument(help: "The comments' ids.")
        var ids: [String]
        @Option(help: "A note for the history.")
        var note: String?

        func run() async throws { try await store.run(.decide(ids: ids, decision: "approve", reason: nil, note: note)) }
    }

    struct Reject: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Reject comments.",
            discussion: "  tamis queue reject cmt_06h0hjwe2sgzpkwe0g6pvccnpr --reason insult")
        @OptionGroup var store: StoreOptions
        @Argument(help: "The comments' ids.")
        var ids: [String]
        @Option(
            help: "spam, insult, hate, threat, sexual, profanity, personal_data, illegal, off_topic or other.",
            completion: .reasons)
        var reason: String
        @Option(help: "A note for the history.")
        var note: String?

        func run() async throws {
            try await store.run(.decide(ids: ids, decision: "reject", reason: reason, note: note))
        }
    }

    struct Undo: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take back the last decision of a moderator.",
            discussion: "  tamis queue undo cmt_06h0hjwe2sgzpkwe0g6pvccnpr")
        @OptionGroup var store: StoreOptions
        @Argument(help: "The comment's id.")
        var id: String

        func run() async throws { try await store.run(.undo(id: id)) }
    }
}
