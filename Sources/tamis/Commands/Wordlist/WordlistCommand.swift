import ArgumentParser

struct WordlistCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "wordlist", abstract: "Check, explain, test and import wordlists.",
        discussion: """
            A list is a text file, wordlists/<language>/<category>.txt; wordlists/README.md teaches writing one.

              tamis wordlist show 'zut*' --in "Ah, zuuut alors"
              tamis wordlist lint wordlists/fr/insult.txt
              tamis wordlist test
              tamis wordlist import keys.txt --format wordpress --language fr --category insult
            """,
        subcommands: [
            WordlistLintCommand.self, WordlistShowCommand.self, WordlistTestCommand.self, WordlistImportCommand.self,
        ])
}
