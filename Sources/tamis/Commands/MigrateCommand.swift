import ArgumentParser

struct MigrateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate", abstract: "Bring the database to this program's schema, and say which it is.",
        discussion: """
            `tamis serve` does this by itself when it starts. Each step is whole or not at all, and there is no way \
            back but a backup: take one before a new version.

              tamis backup before-upgrade.sqlite && tamis migrate
            """)

    @OptionGroup var store: StoreOptions

    func run() async throws { try await store.run(.schema) }
}
