import Foundation

extension Settings {
    /// The settings file: the one named, otherwise `config/tamis.yaml` beside the shipped lists; nil when there is none.
    static func file(named name: String?) -> String? {
        name ?? ShippedFiles(config: nil).path("config/tamis.yaml")
    }

    /// The settings in force; the first problem refuses them all.
    static func read(
        file: String?, environment: [String: String] = ProcessInfo.processInfo.environment,
        arguments: [(name: String, text: String)] = []
    ) throws -> Settings {
        let reading = SettingsReading(file: file, environment: environment, arguments: arguments)
        if let problem = reading.problems.first { throw problem }
        return reading.settings
    }
}
