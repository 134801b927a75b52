import ArgumentParser

struct SiteCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "site", abstract: "Sites that embed comments.",
        discussion: """
            Everything belongs to a site: keys, endpoints, comments. The first start makes one named default.

              tamis site add kitchen-blog --language fr
              tamis key add --site kitchen-blog
            """,
        subcommands: [Add.self, List.self, Origins.self, Contact.self])

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

    struct Origins: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "From which pages a site's readers may post by themselves.",
            discussion: """
                Opens the public form, POST /f/SITE, to the pages of these origins and no others; --close closes it again.
                Without either it shows them. The form to put on the pages lies in config/integrations/form.

                  tamis site origins --site kitchen-blog https://kitchen.example.org https://www.example.org
                """)
        @OptionGroup var store: StoreOptions
        @Option(help: "The site's name.", completion: .sites)
        var site: String
        @Flag(help: "Close the public form.")
        var close = false
        @Argument(help: "Scheme and host, with the port where it is not the usual one.")
        var origins: [String] = []

        func validate() throws {
            if close, !origins.isEmpty { throw ValidationError("give origins or --close, not both") }
        }

        func run() async throws {
            try await store.run(.siteOrigins(site: site, origins: close || !origins.isEmpty ? origins : nil))
        }
    }

    struct Contact: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Where authors may object to a decision.",
            discussion: """
                A page or an address of the site's own; it stands in every statement of reasons, for anybody to read. Without \
                one, authors are told to write to the site. Given neither a contact nor --clear, it is shown.

                  tamis site contact --site kitchen-blog https://kitchen.example.org/objections
                """)
        @OptionGroup var store: StoreOptions
        @Option(help: "The site's name.", completion: .sites)
        var site: String
        @Flag(help: "Name none.")
        var clear = false
        @Argument(help: "A URL that begins with http:// or https://, or an e-mail address.")
        var contact: String?

        func validate() throws {
            if clear, contact != nil { throw ValidationError("give a contact or --clear, not both") }
        }

        func run() async throws {
            try await store.run(.siteContact(site: site, contact: clear ? "" : contact))
        }
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
