import ArgumentParser

extension EndpointCommand {
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Everything about one endpoint but its secret.",
            discussion: "  tamis endpoint show end_06h0hjwe2sgzpkwe0g6pvccnpr")
        @OptionGroup var store: StoreOptions
        @Argument(help: "The endpoint's id.")
        var id: String

        func run() async throws { try await store.run(.showEndpoint(id: id)) }
    }

    struct Redeliver: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Send deliveries again, with their old ids and bytes.",
            discussion: """
                Those named, or all dead letters of a time; what still waits is left alone.

                  tamis endpoint redeliver end_06h0hjwe2sgzpkwe0g6pvccnpr dlv_06h0hk2m9xq4v8t3c1w7zr5dnb
                  tamis endpoint redeliver end_06h0hjwe2sgzpkwe0g6pvccnpr --since 2026-01-31T00:00:00Z --preview
                """)
        @OptionGroup var store: StoreOptions
        @Argument(help: "The endpoint's id.")
        var id: String
        @Argument(help: "Deliveries, as the log names them.")
        var deliveries: [String] = []
        @Option(help: "Made then or later, such as 2026-01-31T00:00:00Z.")
        var since: String?
        @Option(help: "Made before; now by default.")
        var until: String?
        @Option(help: "What they ended as: dead or delivered.")
        var state = "dead"
        @Flag(help: "Only count them.")
        var preview = false

        func validate() throws {
            guard deliveries.isEmpty != (since == nil) else {
                throw ValidationError("name deliveries, or a time with --since")
            }
        }

        func run() async throws {
            try await store.run(
                .redeliver(
                    id: id, deliveries: deliveries, since: since, until: until, state: state, preview: preview))
        }
    }

    struct Recover: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make the deliveries it missed while it was disabled.",
            discussion: """
                  tamis endpoint recover end_06h0hjwe2sgzpkwe0g6pvccnpr --since 2026-01-31T00:00:00Z --preview
                """)
        @OptionGroup var store: StoreOptions
        @Argument(help: "The endpoint's id.")
        var id: String
        @Option(help: "Decided then or later, such as 2026-01-31T00:00:00Z.")
        var since: String
        @Option(help: "Decided before; now by default.")
        var until: String?
        @Flag(help: "Only count them.")
        var preview = false

        func run() async throws {
            try await store.run(.recover(id: id, since: since, until: until, preview: preview))
        }
    }
}
