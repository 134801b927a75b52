import ArgumentParser
import CommentIntake
import Foundation
import Logging
import NIOCore

struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Run the service.",
        discussion: """
            Settings come from arguments, then the environment (TAMIS_HTTP_PORT …), then config/tamis.yaml. At the first
            start it makes a site, an API key and a one-time link for the first moderator, and prints them.
            SIGTERM lets requests and deliveries under way finish.

            --demo serves a temporary folder with a news article to comment on, sample comments in four languages, a
            review page open to a demo moderator and an inbox that shows the webhooks. The folder is removed at the end.
            """)

    @OptionGroup var store: StoreOptions
    @Option(help: "Address to listen on (default: 127.0.0.1).") var host: String?
    @Option(help: "Port to listen on (default: 8080; 0 takes a free one).") var port: Int?
    @Flag(help: "Show the whole loop on temporary data, on this machine only.") var demo = false

    func validate() throws {
        guard !demo || (store.data == nil && store.database == nil) else {
            throw ValidationError("--demo makes a data folder of its own: leave --data and --database out")
        }
    }

    func run() async throws {
        var settings = try store.settings()
        if let host { settings.host = host }
        if let port {
            guard (0...65_535).contains(port) else { throw ValidationError("--port takes 0 to 65535") }
            settings.port = port
        }
        guard demo else { return try await serve(settings) }
        DemoFolder.sweep()
        let folder = try DemoFolder()
        defer { folder.remove() }
        try await serve(try DemoSettings.make(from: settings, folder: folder.path))
        print("The demo has ended; its data goes with it.")
    }

    private func serve(_ settings: Settings) async throws {
        let level = settings.logLevel
        LoggingSystem.bootstrap { label in
            var handler = StreamLogHandler.standardError(label: label)
            handler.logLevel = level
            return handler
        }
        let logger = Logger(label: "tamis")
        let engine = try EngineLoader.load(settings, config: store.config)
        let folder = try DataFolder(path: settings.dataFolder)
        guard let lock = try folder.lock() else {
            throw ConfigurationError(
                file: settings.dataFolder + "/lock", line: nil, what: "another process serves this data folder")
        }
        let opened = try await folder.openStore(settings, holding: lock)
        let server = TamisServer(settings: settings, store: opened, engine: LiveEngine(engine), logger: logger)
        do {
            try await server.run(folder: folder, demo: demo ? DemoSite(store: opened, settings: settings) : nil)
        } catch let error as IOError {
            throw ConfigurationError(
                file: "\(settings.host):\(settings.port)", line: nil,
                what: "cannot listen there (error \(error.errnoCode))")
        }
        withExtendedLifetime(lock) {}
    }
}
