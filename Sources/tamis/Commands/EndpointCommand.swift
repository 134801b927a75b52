import ArgumentParser

struct EndpointCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "endpoint", abstract: "Webhook endpoints: who is told of decisions.",
        subcommands: [Add.self, List.self, Pause.self, Resume.self, Disable.self, Rotate.self, Test.self, Log.self])

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Add an endpoint; its secret is shown once.")
        @OptionGroup var store: StoreOptions
        @Argument(help: "Where events go.") var url: String
        @Option(help: "Whose events.") var site: String
        @Option(help: "Which events, divided by commas (default: all).") var types = ""
        @Flag(help: "Send the comment's text too.") var body = false

        func run() async throws {
            try await store.run(
                .addEndpoint(site: site, url: url, types: types.split(separator: ",").map(String.init), body: body))
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List endpoints; never their secrets.")
        @OptionGroup var store: StoreOptions
        @Option(help: "Only of this site.") var site: String?

        func run() async throws { try await store.run(.listEndpoints(site: site)) }
    }

    struct Pause: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Let deliveries wait.")
        @OptionGroup var store: StoreOptions
        @Argument(help: "The endpoint's id.") var id: String

        func run() async throws { try await store.run(.setEndpointState(id: id, state: "paused")) }
    }

    struct Resume: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Send again, first what waited.")
        @OptionGroup var store: StoreOptions
        @Argument(help: "The endpoint's id.") var id: String

        func run() async throws { try await store.run(.setEndpointState(id: id, state: "active")) }
    }

    struct Disable: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Make no more deliveries for it.")
        @OptionGroup var store: StoreOptions
        @Argument(help: "The endpoint's id.") var id: String

        func run() async throws { try await store.run(.setEndpointState(id: id, state: "disabled")) }
    }

    struct Rotate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Give it a new secret, shown once.")
        @OptionGroup var store: StoreOptions
        @Argument(help: "The endpoint's id.") var id: String

        func run() async throws { try await store.run(.rotateEndpoint(id: id)) }
    }

    struct Test: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Send it an endpoint.test event.")
        @OptionGroup var store: StoreOptions
        @Argument(help: "The endpoint's id.") var id: String

        func run() async throws { try await store.run(.testEndpoint(id: id)) }
    }

    struct Log: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Its newest deliveries.")
        @OptionGroup var store: StoreOptions
        @Argument(help: "The endpoint's id.") var id: String
        @Option(help: "How many.") var limit = 25

        func run() async throws { try await store.run(.endpointLog(id: id, limit: limit)) }
    }
}
