import ArgumentParser
import Foundation
import Store

/// The options of every command that works on the data folder.
struct StoreOptions: ParsableArguments {
    @Option(name: .long, help: "Settings file (default: config/tamis.yaml beside the program).")
    var config: String?

    @Option(name: .long, help: "Data folder (default: data).")
    var data: String?

    @Option(name: .long, help: "Database, such as sqlite:data/tamis.sqlite.")
    var database: String?

    func settings() throws -> Settings {
        var settings = try Settings.read(file: config)
        for (name, text) in [("data", data), ("database", database)] {
            guard let text, let key = SettingKey.all.first(where: { $0.name == name }) else { continue }
            do { try key.apply(&settings, .scalar(text)) } catch { throw ValidationError("--\(name) \(error.what)") }
        }
        return settings
    }

    /// Runs a command: through the server when one holds the data folder, otherwise here.
    func run(_ command: AdminCommand) async throws {
        let settings = try settings()
        let folder = try DataFolder(path: settings.dataFolder)
        let answer = try await answer(to: command, in: folder, settings)
        if !answer.text.isEmpty { print(answer.text) }
        guard let failure = answer.failure else { return }
        FileHandle.standardError.write(Data("tamis: \(failure)\n".utf8))
        throw ExitCode(1)
    }

    /// How long a command waits for another command, or for a server that starts or stops, to let go of the folder.
    private static let patience = Duration.seconds(20)

    private func answer(
        to command: AdminCommand, in folder: DataFolder, _ settings: Settings
    ) async throws -> AdminAnswer {
        let end = ContinuousClock.now + Self.patience
        while true {
            if let lock = try folder.lock() {
                let store = try await folder.openStore(settings, holding: lock)
                let answer = await AdminDesk(store: store, settings: settings, links: LinkBase(settings)).run(command)
                try await store.close()
                withExtendedLifetime(lock) {}
                return answer
            }
            if let answer = try await AdminClient.ask(command, socket: folder.socket) { return answer }
            guard ContinuousClock.now < end else {
                throw ConfigurationError(
                    file: settings.dataFolder + "/lock", line: nil, what: "another process holds this data folder")
            }
            try await Task.sleep(for: .milliseconds(50))
        }
    }
}

extension Settings {
    /// The beginning of links to the review pages.
    func linkBase(port: Int) -> String {
        publicURL ?? "http://\(host.contains(":") ? "[\(host)]" : host):\(port)"
    }
}
