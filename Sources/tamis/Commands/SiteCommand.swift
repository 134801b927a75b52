import ArgumentParser

struct SiteCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "site", abstract: "Sites that embed comments.",
        discussion: """
            Everything belongs to a site: keys, endpoints, comments. The first start makes one named default.

              tamis site add kitchen-blog --language fr
              tamis key add --site kitchen-blog
            """,
        subcommands: [Add.self, List.self])

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add a site.", discussion: "  tamis site add kitchen-blog --language fr")
        @OptionGroup var store: StoreOptions
        @Argument(help: "Short name: a-z, 0-9 and -.")
        var name: String
        @Option(
            help: "What its readers are spoken to in when they do not say: fr, en or ar.", completion: .languages)
        var language: String?

        func run() async throws { try await store.run(.addSite(name: name, language: language)) }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the sites.", discussion: "  tamis site list --json | jq -r '.[].name'")
        @OptionGroup var store: StoreOptions
        @Flag(help: "Only the names, one a line.")
        var names = false

        func run() async throws { try await store.run(names ? .siteNames : .listSites) }
    }
}
