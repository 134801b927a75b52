import Foundation

extension Settings {
    /// Reads file and environment; arguments are laid over the result by the command.
    /// `file` nil looks for `config/tamis.yaml` beside the shipped lists and does without when there is none.
    static func read(
        file: String?, environment: [String: String] = ProcessInfo.processInfo.environment
    ) throws -> Settings {
        var settings = Settings()
        if let path = file ?? ShippedFiles(config: nil).path("config/tamis.yaml") {
            let yaml = try YAMLFile(path: path)
            let known = Dictionary(uniqueKeysWithValues: SettingKey.all.map { ($0.name, $0) })
            for (name, entry) in yaml.entries.sorted(by: { $0.value.line < $1.value.line }) {
                guard let key = known[name] else {
                    throw ConfigurationError(file: path, line: entry.line, what: "there is no setting \(name)")
                }
                if entry.value == .scalar("") || entry.value == .scalar("null") { continue }
                do { try key.apply(&settings, entry.value) } catch {
                    throw ConfigurationError(file: path, line: entry.line, what: "\(name) \(error.what)")
                }
            }
        }
        for key in SettingKey.all {
            guard let text = environment[key.environmentName], !text.isEmpty else { continue }
            do { try key.apply(&settings, .scalar(text)) } catch {
                throw ConfigurationError(file: key.environmentName, line: nil, what: error.what)
            }
        }
        return settings
    }
}
