import HTTPAPI

extension SettingKey {
    /// Under `http`: whose word on addresses counts.
    static let connections: [SettingKey] = [
        SettingKey(name: "http.trusted_proxies") { settings, value throws(SettingProblem) in
            settings.trustedProxies = TrustedProxies(try value.networks())
        }
    ]
}
