import ArgumentParser
import Foundation
import Logging
import NIOCore
import NIOPosix

/// What a demo is served with: the settings as given, on loopback alone, with a folder and a database of its own.
enum DemoSettings {
    static func make(from given: Settings, folder: String) throws -> Settings {
        guard Loopback.isName(given.host) else {
            throw ValidationError("--demo lets anybody in: with it, --host takes an address of this machine only")
        }
        var settings = given
        settings.publicURL = nil
        settings.allowInsecureLogin = false
        settings.dataFolder = folder
        settings.database = "sqlite:\(folder)/tamis.sqlite"
        settings.allowedNetworks = Loopback.networks
        settings.allowHTTP = true
        // What is worth reading stands on standard output; who wants more says so.
        if settings.logLevel == .info { settings.logLevel = .warning }
        return settings
    }

    /// The port after the service's when it is free, otherwise 0: any.
    static func inboxPort(_ settings: Settings) async -> Int {
        let port = settings.port + 1
        guard settings.port > 0, port <= 65_535 else { return 0 }
        do {
            let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
                .bind(host: settings.host, port: port).get()
            try await channel.close()
            return port
        } catch {
            return 0
        }
    }
}
