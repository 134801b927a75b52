import ArgumentParser
import CProcess
import CommentIntake
import Foundation
import Logging
import NIOCore
import UnixSignals

struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Run the service.",
        discussion: """
            Settings come from arguments, then the environment (TAMIS_HTTP_PORT …), then config/tamis.yaml. At the first \
            start it makes a site, an API key and a one-time link for the first moderator, and prints them. \
            SIGTERM lets requests and deliveries under way finish.

            --demo serves a temporary folder with a news article to comment on, sample comments in four languages, a \
            review page open to a demo moderator and an inbox that shows the webhooks. The folder is removed at the end.

              tamis serve --data /var/lib/tamis --port 8080
              tamis check-config          what would be in force

            Policy and wordlists are read again when they change, and at once on SIGHUP; a wrong one is refused, the \
            earlier ones stay in force, and `tamis doctor` says so. Settings are read at start only.
            """)

    @OptionGroup var store: FolderOptions
    @OptionGroup var listen: ListenOptions
    @Flag(help: "Show the whole loop on temporary data, on this machine only.") var demo = false

    func validate() throws {
        guard !demo || (store.data == nil && store.database == nil) else {
            throw ValidationError("--demo makes a data folder of its own: leave --data and --database out")
        }
    }

    func run() async throws {
        // First of all: until it is trapped, a SIGHUP would end the process.
        let hangups = await UnixSignalsSequence(trapping: .sighup)
        let settings = try store.settings(listen.arguments)
        guard demo else { return try await serve(settings, hangups) }
        DemoFolder.sweep()
        let folder = try DemoFolder()
        defer { folder.remove() }
        try await serve(try DemoSettings.make(from: settings, folder: folder.path), hangups)
        print("The demo has ended; its data goes with it.")
    }

    private func serve(_ settings: Settings, _ hangups: UnixSignalsSequence) async throws {
        let level = settings.logLevel
        LoggingSystem.bootstrap { label in
            var handler = StreamLogHandler.standardError(label: label)
            handler.logLevel = level
            return handler
        }
        let logger = Logger(label: "tamis")
        let settings = settings.within(openFiles: tamis_raise_open_files(), logger: logger)
        let files = try ScorerFiles(
            config: store.config, policyFile: settings.policyFile, wordlistsFolder: settings.wordlistsFolder)
        let sources = ScorerSources(files)
        let engine = LiveEngine(try EngineLoader.load(sources))
        let folder = try DataFolder(path: settings.dataFolder)
        guard let lock = try folder.lock() else {
            throw ConfigurationError(
                file: settings.dataFolder + "/lock", line: nil, what: "another process serves this data folder")
        }
        let opened = try await folder.openStore(settings, holding: lock)
        let server = TamisServer(settings: settings, store: opened, engine: engine, logger: logger)
        let reloads = ReloadLog()
        let reload = EngineReload(
            reloader: EngineReloader(files: files, loaded: sources, engine: engine, log: reloads, logger: logger),
            hangups: hangups, settingsFile: Settings.file(named: store.config).map(SettingsFile.init), logger: logger)
        do {
            try await server.run(
                folder: folder, reload: reload, reloads: reloads,
                demo: demo ? DemoSite(store: opened, settings: settings) : nil)
        } catch let error as IOError {
            throw ConfigurationError(
                file: "\(settings.host):\(settings.port)", line: nil,
                what: error.errnoCode == EADDRINUSE
                    ? "the address is in use; --port takes another"
                    : "cannot listen there (error \(error.errnoCode))")
        }
        withExtendedLifetime(lock) {}
    }
}
