import HTTPAPI
import Logging
import Moderation
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
        "http.trusted_proxies": { list($0.trustedProxies.networks) },
        "http.header_seconds": { seconds($0.connectionLimits.header) },
        "http.body_seconds": { seconds($0.connectionLimits.body) },
        "http.write_seconds": { seconds($0.connectionLimits.write) },
        "http.idle_seconds": { seconds($0.connectionLimits.idle) },
        "http.max_head_bytes": { String($0.connectionLimits.headBytes) },
        "http.max_connections": { String($0.connectionLimits.connections) },
        "http.max_connections_per_address": { String($0.connectionLimits.connectionsPerAddress) },
        "data": { $0.dataFolder },
        "database": { $0.database },
        "language": { $0.language },
        "log.level": { $0.logLevel.rawValue },
        "webhooks.allowed_networks": { list($0.allowedNetworks) },
        "webhooks.allow_http": { String($0.allowHTTP) },
        "doors.recheck_seconds": { String($0.recheckSeconds) },
        "retention.approved_days": { String($0.retention.approvedDays ?? 0) },
        "retention.flagged_days": { String($0.retention.flaggedDays ?? 0) },
        "retention.rejected_days": { String($0.retention.rejectedDays ?? 0) },
        "policy": { $0.policyFile ?? "" },
        "wordlists": { $0.wordlistsFolder ?? "" },
    ]

    private static func list(_ networks: [CIDR]) -> String {
        "[" + networks.map(\.description).joined(separator: ", ") + "]"
    }

    private static func seconds(_ limit: Duration) -> String { String(limit.components.seconds) }
}
