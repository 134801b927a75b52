import ArgumentParser
import Foundation

/// The options that name the settings and the data folder.
struct FolderOptions: ParsableArguments {
    @Option(
        name: .long, help: "Settings file (default: config/tamis.yaml beside the program).",
        completion: .file(extensions: ["yaml"]))
    var config: String?

    @Option(name: .long, help: "Data folder (default: data).", completion: .directory)
    var data: String?

    @Option(name: .long, help: "Database, such as sqlite:data/tamis.sqlite.")
    var database: String?

    /// What was typed, by the settings it stands for.
    var arguments: [(name: String, text: String)] {
        [("data", data), ("database", database)].compactMap { name, text in text.map { (name, $0) } }
    }

    /// The settings in force, those of `more` over all. A wrong argument is wrong usage.
    func settings(_ more: [(name: String, text: String)] = []) throws -> Settings {
        do {
            return try Settings.read(file: config, arguments: arguments + more)
        } catch let problem as ConfigurationError where problem.file.hasPrefix("--") {
            throw ValidationError("\(problem.file) \(problem.what)")
        }
    }
}

/// The options that say where the service listens.
struct ListenOptions: ParsableArguments {
    @Option(help: "Address to listen on (default: 127.0.0.1).")
    var host: String?

    @Option(help: "Port to listen on (default: 8080; 0 takes a free one).")
    var port: Int?

    var arguments: [(name: String, text: String)] {
        [("http.host", host), ("http.port", port.map(String.init))].compactMap { name, text in
            text.map { (name, $0) }
        }
    }
}
