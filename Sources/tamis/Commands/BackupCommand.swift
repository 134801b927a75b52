import ArgumentParser
import Foundation

struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Copy the database into one file, while the service runs.",
        discussion: """
            The copy is the database at one moment: every comment and decision answered before the command is in it. \
            It is checked page by page and synced before it gets its name. A running service makes it itself, so the \
            file must be where that process may write.

            The keys are NOT in it. Keep a copy of vault.keys apart from the backups: without it no address, name or \
            webhook secret in a backup opens, and with it whoever has both can read them.

              tamis backup /var/backups/tamis-$(date +%F).sqlite
              tamis backup --others       what else a new machine needs
            """)

    @OptionGroup var store: StoreOptions
    @Argument(help: "The file to make.", completion: .file(extensions: ["sqlite"]))
    var file: String?
    @Flag(help: "Replace the file when it exists.")
    var force = false
    @Flag(help: "Name the other files a full restore needs, one a line, and make no backup.")
    var others = false

    func validate() throws {
        guard (file == nil) == others else {
            throw ValidationError("give the file to make, or --others to name what else to keep")
        }
    }

    func run() async throws {
        guard let file else { return try listOthers() }
        let path = URL(fileURLWithPath: file).standardizedFileURL.path
        try await store.run(.backup(path: path, force: force))
    }

    private func listOthers() throws {
        let settings = try store.folder.settings()
        let files = try ScorerFiles(
            config: store.folder.config, policyFile: settings.policyFile, wordlistsFolder: settings.wordlistsFolder)
        var paths = [("keys", DataFolder.keyFile(in: settings.dataFolder))]
        if let config = Settings.file(named: store.folder.config) { paths.append(("settings", config)) }
        paths += [("policy", files.policy), ("wordlists", files.wordlists)]
        if let model = files.model { paths.append(("model", model)) }
        let full = paths.map { ($0, URL(fileURLWithPath: $1).standardizedFileURL.path) }
        try store.finish(
            AdminAnswer(
                report: .one(full.map(\.1).joined(separator: "\n"), full.map { AdminField($0, .text($1)) }),
                failure: nil))
    }
}
