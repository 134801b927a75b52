import Logging
import WebhookNotifier

extension SettingKey {
    /// The value in force, as it would be written in the settings file; empty when there is none.
    func shown(_ settings: Settings) -> String { Self.shown[name]?(settings) ?? "" }

    /// How each setting is written. A key that is missing here fails a test.
    static let shown: [String: @Sendable (Settings) -> String] = [
        "http.host": { $0.host },
        "http.port": { String($0.port) },
        "http.public_url": { $0.publicURL ?? "" },
        "http.allow_insecure_login": { String($0.allowInsecureLogin) },
        "data": { $0.dataFolder },
        "database": { $0.database },
        "language": { $0.language },
        "log.level": { $0.logLevel.rawValue },
        "webhooks.allowed_networks": { "[" + $0.allowedNetworks.map(\.description).joined(separator: ", ") + "]" },
        "webhooks.allow_http": { String($0.allowHTTP) },
        "policy": { $0.policyFile ?? "" },
        "wordlists": { $0.wordlistsFolder ?? "" },
    ]
}
