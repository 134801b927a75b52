import Foundation
import HTTPAPI
import Logging
import Moderation
import ReviewUI
import WebhookNotifier

/// Everything the server is told, read once: arguments, then environment, then file, then these defaults.
struct Settings: Sendable {
    var host = "127.0.0.1"
    var port = 8080
    /// What links and cookies are made from; from host and port when not given.
    var publicURL: String?
    var allowInsecureLogin = false
    var connectionLimits = ConnectionLimits()
    var trustedProxies = TrustedProxies()
    var dataFolder = "data"
    /// `sqlite:PATH`.
    var database = "sqlite:data/tamis.sqlite"
    var logLevel = Logger.Level.info
    /// Of the site made at the first start, and of moderators added without one.
    var language = "en"
    var allowedNetworks: [CIDR] = []
    var allowHTTP = false
    /// After how long an Akismet client hears again of what was let through in doubt.
    var recheckSeconds = 120
    var retention = Retention()
    /// Where policy and lists stand; found beside the program when nil.
    var policyFile: String?
    var wordlistsFolder: String?

    /// The file of the database.
    var databasePath: String { String(database.dropFirst("sqlite:".count)) }

    var webhookRules: WebhookURLRules {
        WebhookURLRules(allowsHTTP: allowHTTP, addresses: AddressGuard(allowedNetworks: allowedNetworks))
    }
}

/// One key of `config/tamis.yaml`, and how its text becomes a setting.
struct SettingKey: Sendable {
    let name: String
    let apply: @Sendable (inout Settings, YAMLFile.Value) throws(SettingProblem) -> Void

    /// `http.port` → `TAMIS_HTTP_PORT`.
    var environmentName: String { "TAMIS_" + name.uppercased().replacing(".", with: "_") }
}

struct SettingProblem: Error {
    let what: String
}

extension SettingKey {
    /// Every key the server knows. A key that is not here is refused: it is a slip of the pen.
    static let all = plain + connections

    private static let plain: [SettingKey] = [
        SettingKey(name: "http.host") { settings, value throws(SettingProblem) in
            let host = try value.text()
            guard
                ReviewSettings(
                    publicURL: "http://\(host.contains(":") ? "[\(host)]" : host)", allowInsecureLogin: false) != nil
            else { throw SettingProblem(what: "takes a host name or an IP address") }
            settings.host = host
        },
        SettingKey(name: "http.port") { settings, value throws(SettingProblem) in
            settings.port = try value.number(0...65_535)
        },
        SettingKey(name: "http.public_url") { settings, value throws(SettingProblem) in
            let text = try value.text()
            guard let url = URL(string: text), url.query == nil, url.fragment == nil,
                ReviewSettings(publicURL: text, allowInsecureLogin: false) != nil
            else { throw SettingProblem(what: "takes an address such as https://comments.example.org") }
            settings.publicURL = text.hasSuffix("/") ? String(text.dropLast()) : text
        },
        SettingKey(name: "http.allow_insecure_login") { settings, value throws(SettingProblem) in
            settings.allowInsecureLogin = try value.flag()
        },
        SettingKey(name: "data") { settings, value throws(SettingProblem) in
            let usual = settings.database == "sqlite:\(settings.dataFolder)/tamis.sqlite"
            settings.dataFolder = try value.text()
            if usual { settings.database = "sqlite:\(settings.dataFolder)/tamis.sqlite" }
        },
        SettingKey(name: "database") { settings, value throws(SettingProblem) in
            let text = try value.text()
            guard text.hasPrefix("sqlite:"), text.count > "sqlite:".count else {
                throw SettingProblem(what: "takes sqlite:PATH")
            }
            settings.database = text
        },
        SettingKey(name: "log.level") { settings, value throws(SettingProblem) in
            guard let level = Logger.Level(rawValue: try value.text()) else {
                throw SettingProblem(
                    what: "takes one of \(Logger.Level.allCases.map(\.rawValue).joined(separator: ", "))")
            }
            settings.logLevel = level
        },
        SettingKey(name: "language") { settings, value throws(SettingProblem) in
            let text = try value.text()
            guard ["fr", "en", "ar"].contains(text) else { throw SettingProblem(what: "takes fr, en or ar") }
            settings.language = text
        },
        SettingKey(name: "webhooks.allowed_networks") { settings, value throws(SettingProblem) in
            settings.allowedNetworks = try value.networks()
        },
        SettingKey(name: "webhooks.allow_http") { settings, value throws(SettingProblem) in
            settings.allowHTTP = try value.flag()
        },
        SettingKey(name: "doors.recheck_seconds") { settings, value throws(SettingProblem) in
            settings.recheckSeconds = try value.number(2...3600)
        },
        days("retention.approved_days") { $0.approvedDays = $1 },
        days("retention.flagged_days") { $0.flaggedDays = $1 },
        days("retention.rejected_days") { $0.rejectedDays = $1 },
        SettingKey(name: "policy") { settings, value throws(SettingProblem) in settings.policyFile = try value.text() },
        SettingKey(name: "wordlists") { settings, value throws(SettingProblem) in
            settings.wordlistsFolder = try value.text()
        },
    ]
}

extension SettingKey {
    /// 0 keeps.
    private static func days(
        _ name: String, _ set: @escaping @Sendable (inout Retention, Int?) -> Void
    ) -> SettingKey {
        SettingKey(name: name) { settings, value throws(SettingProblem) in
            let days = try value.number(0...Retention.days.upperBound)
            guard days == 0 || Retention.days.contains(days) else {
                throw SettingProblem(what: "takes 0, which keeps, or at least \(Retention.days.lowerBound)")
            }
            set(&settings.retention, days == 0 ? nil : days)
        }
    }
}

extension YAMLFile.Value {
    func text() throws(SettingProblem) -> String {
        guard case .scalar(let text) = self, !text.isEmpty else { throw SettingProblem(what: "takes one value") }
        return text
    }

    func number(_ range: ClosedRange<Int>) throws(SettingProblem) -> Int {
        guard let number = Int(try text()), range.contains(number) else {
            throw SettingProblem(what: "takes a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    func flag() throws(SettingProblem) -> Bool {
        switch try text() {
        case "true", "yes", "on", "1": true
        case "false", "no", "off", "0": false
        default: throw SettingProblem(what: "takes true or false")
        }
    }

    func networks() throws(SettingProblem) -> [CIDR] {
        var networks: [CIDR] = []
        for text in items() {
            guard let network = CIDR(text) else { throw SettingProblem(what: "takes networks such as 192.0.2.0/24") }
            networks.append(network)
        }
        return networks
    }

    /// A list, or one text divided by commas, as the environment has it.
    func items() -> [String] {
        switch self {
        case .list(let items): items
        case .scalar(let text):
            text.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
        }
    }
}
