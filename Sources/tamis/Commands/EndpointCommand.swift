import ArgumentParser

struct EndpointCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "endpoint", abstract: "Webhook endpoints: who is told of decisions.",
        discussion: """
            Events follow Standard Webhooks: signed, retried until they arrive, each with one id and one body however \
            often it comes. Any Standard Webhooks library verifies them with the secret; whoever would rather hold no \
            secret checks the Ed25519 signature (v1a) with the public key. Recipes: config/integrations/webhooks.

              tamis endpoint add https://hooks.example.org/tamis --site default
              tamis endpoint test end_06h0hjwe2sgzpkwe0g6pvccnpr
              tamis endpoint log end_06h0hjwe2sgzpkwe0g6pvccnpr
            """,
        subcommands: [
            Add.self, Change.self, List.self, Show.self, Pause.self, Resume.self, Disable.self, Rotate.self, Test.self,
            Log.self,
            Redeliver.self, Recover.self,
        ])

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add an endpoint; its secret is shown once.",
            discussion: """
                  tamis endpoint add https://hooks.example.org/tamis --site default \\
                      --types comment.approved,comment.rejected
                """)
        @OptionGroup var store: StoreOptions
        @Argument(help: "Where events go.")
        var url: String
        @Option(help: "Whose events.", completion: .sites)
        var site: String
        @Flag(help: "Send the comment's text too.")
        var body = false
        @OptionGroup var manner: EndpointManner

        func run() async throws {
            var wish = try manner.wish()
            wish.url = url
            wish.body = body
            try await store.run(.addEndpoint(site: site, wish))
        }
    }

    struct Change: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Change what is named of it; its id, secret and log stay.",
            discussion: """
                  tamis endpoint change end_06h0hjwe2sgzpkwe0g6pvccnpr --url https://hooks.example.org/2
                  tamis endpoint change end_06h0hjwe2sgzpkwe0g6pvccnpr --at-once 2 --per-minute 120
                  printf 'X-Gateway: %s\\n' "$TOKEN" |
                      tamis endpoint change end_06h0hjwe2sgzpkwe0g6pvccnpr --headers-from -
                """)
        @OptionGroup var store: StoreOptions
        @Argument(help: "The endpoint's id.")
        var id: String
        @Option(help: "Where events go from now on.")
        var url: String?
        @Flag(inversion: .prefixedNo, help: "Whether to send the comment's text too.")
        var body: Bool?
        @Flag(help: "Send none of its own headers any more.")
        var clearHeaders = false
        @OptionGroup var manner: EndpointManner

        func run() async throws {
            var wish = try manner.wish()
            wish.url = url
            wish.body = body
            if clearHeaders { wish.headers = "" }
            try await store.run(.changeEndpoint(id: id, wish))
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List endpoints; never their secrets.", discussion: "  tamis endpoint list --site default")
        @OptionGroup var store: StoreOptions
        @Option(help: "Only of this site.", completion: .sites)
        var site: String?

        func run() async throws { try await store.run(.listEndpoints(site: site)) }
    }

    struct Pause: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Let deliveries wait.", discussion: "  tamis endpoint pause end_06h0hjwe2sgzpkwe0g6pvccnpr")
        @OptionGroup var store: StoreOptions
        @Argument(help: "The endpoint's id.")
        var id: String

        func run() async throws { try await store.run(.setEndpointState(id: id, state: "paused")) }
    }

    struct Resume: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Send again, first what waited.",
            discussion: "  tamis endpoint resume end_06h0hjwe2sgzpkwe0g6pvccnpr")
        @OptionGroup var store: StoreOptions
        @Argument(help: "The endpoint's id.")
        var id: String

        func run() async throws { try await store.run(.setEndpointState(id: id, state: "active")) }
    }

    struct Disable: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make no more deliveries for it.",
            discussion: "  tamis endpoint disable end_06h0hjwe2sgzpkwe0g6pvccnpr")
        @OptionGroup var store: StoreOptions
        @Argument(help: "The endpoint's id.")
        var id: String

        func run() async throws { try await store.run(.setEndpointState(id: id, state: "disabled")) }
    }

    struct Rotate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Give it a new secret, shown once, and a new public key.",
            discussion: """
                Meanwhile both sign, so that the receiver can change over when it likes.

                  tamis endpoint rotate end_06h0hjwe2sgzpkwe0g6pvccnpr
                  tamis endpoint rotate end_06h0hjwe2sgzpkwe0g6pvccnpr --overlap 0
                """)
        @OptionGroup var store: StoreOptions
        @Argument(help: "The endpoint's id.")
        var id: String
        @Option(help: "Hours the old secret still signs too, at most 168; 0 for one that leaked.")
        var overlap = 24

        func validate() throws {
            guard (0...168).contains(overlap) else { throw ValidationError("--overlap takes 0 to 168 hours") }
        }

        func run() async throws { try await store.run(.rotateEndpoint(id: id, overlapHours: overlap)) }
    }

    struct Test: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Send it an endpoint.test event.",
            discussion: "  tamis endpoint test end_06h0hjwe2sgzpkwe0g6pvccnpr")
        @OptionGroup var store: StoreOptions
        @Argument(help: "The endpoint's id.")
        var id: String

        func run() async throws { try await store.run(.testEndpoint(id: id)) }
    }

    struct Log: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Its newest deliveries.",
            discussion: "  tamis endpoint log end_06h0hjwe2sgzpkwe0g6pvccnpr --limit 5")
        @OptionGroup var store: StoreOptions
        @Argument(help: "The endpoint's id.")
        var id: String
        @Option(help: "How many, at most 1000.")
        var limit = 25
        @Option(help: "Only those waiting, delivered or dead.")
        var state: String?

        func validate() throws {
            guard (1...1000).contains(limit) else { throw ValidationError("--limit takes 1 to 1000") }
        }

        func run() async throws { try await store.run(.endpointLog(id: id, state: state, limit: limit)) }
    }
}
