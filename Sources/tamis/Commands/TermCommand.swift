import ArgumentParser
import Moderation

struct TermCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "term", abstract: "Words one site looks for beside the lists.",
        discussion: """
            A term is a word or a phrase: letters and spaces, * at the end for an open ending. It is found in disguise too. \
            Comments to come are scored with it; those already decided stay.

              tamis term try 'stoatling' --category insult
              tamis term add 'stoatling' --category insult --points 5
            """,
        subcommands: [Try.self, Add.self, List.self, Remove.self])

    struct Try: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "What a term would have found among the newest 10,000 comments; nothing is kept.",
            discussion: "  tamis term try 'stoatling' --category insult")
        @OptionGroup var store: StoreOptions
        @OptionGroup var term: TermOptions

        func run() async throws {
            try await store.run(
                .tryTerm(site: term.site, text: term.text, category: term.category, points: term.points))
        }
    }

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add a term, or change the points of one that is there.",
            discussion: "  tamis term add 'stoatling' --category insult --points 3")
        @OptionGroup var store: StoreOptions
        @OptionGroup var term: TermOptions

        func run() async throws {
            try await store.run(
                .addTerm(site: term.site, text: term.text, category: term.category, points: term.points))
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "The terms of a site.", discussion: "  tamis term list --site default --json")
        @OptionGroup var store: StoreOptions
        @Option(help: "The site.", completion: .sites)
        var site = "default"

        func run() async throws { try await store.run(.listTerms(site: site)) }
    }

    struct Remove: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take a term off.", discussion: "  tamis term remove trm_06h0hjwe2sgzpkwe0g6pvccnpr")
        @OptionGroup var store: StoreOptions
        @Argument(help: "The term's id.")
        var id: String
        @Option(help: "The site.", completion: .sites)
        var site = "default"

        func run() async throws { try await store.run(.removeTerm(site: site, id: id)) }
    }
}

struct TermOptions: ParsableArguments {
    @Argument(help: "The word or phrase.")
    var text: String
    @Option(help: "insult, hate, threat, sexual, profanity or spam.", completion: .termCategories)
    var category: String
    @Option(help: "What it weighs: 0.5 to 12. Without: 5, enough to have a human look under the shipped policy.")
    var points: Double?
    @Option(help: "The site.", completion: .sites)
    var site = "default"
}
