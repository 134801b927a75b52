import ArgumentParser

struct SiteCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "site", abstract: "Sites that embed comments.", subcommands: [Add.self, List.self])

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Add a site.")
        @OptionGroup var store: StoreOptions
        @Argument(help: "Short name: a-z, 0-9 and -.") var name: String
        @Option(help: "What its readers are spoken to in when they do not say: fr, en or ar.") var language: String?

        func run() async throws { try await store.run(.addSite(name: name, language: language)) }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the sites.")
        @OptionGroup var store: StoreOptions

        func run() async throws { try await store.run(.listSites) }
    }
}
