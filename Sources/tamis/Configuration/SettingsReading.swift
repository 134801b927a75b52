import Foundation

/// The settings as read from every place, where each came from, and everything that is wrong.
struct SettingsReading {
    /// Where a setting in force was said.
    enum Origin: Equatable {
        case builtIn
        case file(String, line: Int)
        case environment(String)
        case argument(String)

        var words: String {
            switch self {
            case .builtIn: "default"
            case .file(let path, let line): "\(path):\(line)"
            case .environment(let name): name
            case .argument(let name): name
            }
        }
    }

    private(set) var settings = Settings()
    private(set) var origins: [String: Origin] = [:]
    private(set) var problems: [ConfigurationError] = []
    private let keys = Dictionary(uniqueKeysWithValues: SettingKey.all.map { ($0.name, $0) })

    /// Arguments beat the environment, that beats the file, that beats the defaults.
    /// `file` nil looks for `config/tamis.yaml` beside the shipped lists and does without when there is none.
    init(file: String?, environment: [String: String], arguments: [(name: String, text: String)]) {
        if let path = Settings.file(named: file) { readFile(path) }
        for key in SettingKey.all {
            guard let text = environment[key.environmentName], !text.isEmpty else { continue }
            apply(key.name, .scalar(text), .environment(key.environmentName)) {
                ConfigurationError(file: key.environmentName, line: nil, what: $0)
            }
        }
        for (name, text) in arguments {
            let option = "--" + (name.split(separator: ".").last ?? "")
            apply(name, .scalar(text), .argument(option)) {
                ConfigurationError(file: option, line: nil, what: $0)
            }
        }
    }

    func origin(of name: String) -> Origin { origins[name] ?? .builtIn }

    private mutating func readFile(_ path: String) {
        let file: YAMLFile
        do {
            file = try YAMLFile(path: path)
        } catch {
            problems.append(
                error as? ConfigurationError ?? ConfigurationError(file: path, line: nil, what: "is not valid YAML"))
            return
        }
        for (name, entry) in file.entries.sorted(by: { $0.value.line < $1.value.line }) {
            // A key without a value leaves the default, as in the shipped file.
            if entry.value == .scalar("") || entry.value == .scalar("null"), keys[name] != nil { continue }
            apply(name, entry.value, .file(path, line: entry.line)) {
                ConfigurationError(file: path, line: entry.line, what: $0)
            }
        }
    }

    private mutating func apply(
        _ name: String, _ value: YAMLFile.Value, _ origin: Origin, problem: (String) -> ConfigurationError
    ) {
        guard let key = keys[name] else { return problems.append(problem("there is no setting \(name)")) }
        do throws(SettingProblem) {
            try key.apply(&settings, value)
            origins[name] = origin
        } catch {
            if case .file = origin {
                problems.append(problem("\(name) \(error.what)"))
            } else {
                problems.append(problem(error.what))
            }
        }
    }
}
