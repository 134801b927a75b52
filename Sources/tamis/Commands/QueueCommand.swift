import ArgumentParser

struct QueueCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "queue", abstract: "Review from a terminal.",
        subcommands: [List.self, Show.self, Approve.self, Reject.self, Undo.self])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "The flagged comments, most urgent first.")
        @OptionGroup var store: StoreOptions
        @Option(help: "Only of this site.") var site: String?
        @Option(help: "How many.") var limit = 25

        func run() async throws { try await store.run(.queue(site: site, limit: limit)) }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "One comment and why it was flagged.")
        @OptionGroup var store: StoreOptions
        @Argument(help: "The comment's id.") var id: String

        func run() async throws { try await store.run(.showComment(id: id)) }
    }

    struct Approve: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Approve comments.")
        @OptionGroup var store: StoreOptions
        @Argument(help: "The comments' ids.") var ids: [String]
        @Option(help: "A note for the history.") var note: String?

        func run() async throws { try await store.run(.decide(ids: ids, decision: "approve", reason: nil, note: note)) }
    }

    struct Reject: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Reject comments.")
        @OptionGroup var store: StoreOptions
        @Argument(help: "The comments' ids.") var ids: [String]
        @Option(help: "spam, insult, hate, threat, sexual, profanity, personal_data, illegal, off_topic or other.")
        var reason: String
        @Option(help: "A note for the history.") var note: String?

        func run() async throws {
            try await store.run(.decide(ids: ids, decision: "reject", reason: reason, note: note))
        }
    }

    struct Undo: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Take back the last decision of a moderator.")
        @OptionGroup var store: StoreOptions
        @Argument(help: "The comment's id.") var id: String

        func run() async throws { try await store.run(.undo(id: id)) }
    }
}
