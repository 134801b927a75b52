import ArgumentParser
import Foundation

struct RestoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "Put a backup in the place of the database. The service must be stopped.",
        discussion: """
            The backup is copied and checked before anything is touched: that every page is whole, that this program \
            knows its schema, and that the vault.keys in the data folder open it. On a new machine put that file there \
            first. The database that was there is kept beside it under a name with the time.

            The restored database goes on from the moment of the backup, and that has a price to know.

            Deliveries that waited then are sent again, with the same webhook-id and bytes; receivers that keep to \
            Standard Webhooks drop what they had. With --pause-endpoints they wait until `tamis endpoint resume`: do \
            so when the restored copy is a trial beside the real one.

            Comments and decisions after the backup are gone here, but receivers have heard of them. A comment's \
            version may be lower than theirs until it is decided again. Who was erased since must be erased again.

            Keys, moderators and passwords are as they were: disable again what was disabled since. Sessions and \
            one-time links end.

              systemctl stop tamis
              tamis restore /var/backups/tamis-2026-01-31.sqlite --data /var/lib/tamis
              tamis doctor --data /var/lib/tamis
            """)

    @OptionGroup var store: StoreOptions
    @Argument(help: "The backup.", completion: .file(extensions: ["sqlite"]))
    var file: String
    @Flag(help: "Pause every endpoint, so that nothing is sent until you resume it.")
    var pauseEndpoints = false

    func run() async throws {
        let settings = try store.folder.settings()
        let folder = try DataFolder(path: settings.dataFolder)
        guard let lock = try folder.lock() else {
            throw ConfigurationError(
                file: settings.dataFolder + "/lock", line: nil,
                what: "a running process holds it; stop the service first")
        }
        let meter = ProgressMeter()
        let restore = Restore(folder: folder, settings: settings, pauseEndpoints: pauseEndpoints) { meter.show($0) }
        let answer = try await restore.run(from: file, holding: lock)
        meter.end()
        try store.finish(answer)
    }
}
