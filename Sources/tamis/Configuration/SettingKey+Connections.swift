import HTTPAPI

extension SettingKey {
    /// Under `http`: what a connection may take, and whose word on addresses counts.
    static let connections: [SettingKey] = [
        seconds("http.header_seconds") { $0.header = $1 },
        seconds("http.body_seconds") { $0.body = $1 },
        seconds("http.write_seconds") { $0.write = $1 },
        seconds("http.idle_seconds") { $0.idle = $1 },
        number("http.max_head_bytes", 1024...65_536) { $0.headBytes = $1 },
        number("http.max_connections", 1...100_000) { $0.connections = $1 },
        number("http.max_connections_per_address", 1...100_000) { $0.connectionsPerAddress = $1 },
        SettingKey(name: "http.trusted_proxies") { settings, value throws(SettingProblem) in
            settings.trustedProxies = TrustedProxies(try value.networks())
        },
    ]

    private static func seconds(
        _ name: String, _ set: @escaping @Sendable (inout ConnectionLimits, Duration) -> Void
    ) -> SettingKey {
        number(name, 1...3600) { set(&$0, .seconds($1)) }
    }

    private static func number(
        _ name: String, _ range: ClosedRange<Int>, _ set: @escaping @Sendable (inout ConnectionLimits, Int) -> Void
    ) -> SettingKey {
        SettingKey(name: name) { settings, value throws(SettingProblem) in
            set(&settings.connectionLimits, try value.number(range))
        }
    }
}
