import Foundation
import ReviewUI

/// What is not wrong but will surprise: told by `check-config`.
enum SettingsAdvice {
    static func warnings(_ settings: Settings, environment: [String: String]) -> [String] {
        unknownNames(environment) + publicURL(settings)
    }

    /// Names that look like a setting of ours and are none.
    private static func unknownNames(_ environment: [String: String]) -> [String] {
        let known = SettingKey.all.map(\.environmentName)
        return environment.keys.filter { $0.hasPrefix("TAMIS_") && !known.contains($0) }.sorted().map { name in
            let near = known.first { $0.replacing("_", with: "") == name.replacing("_", with: "") }
            return "\(name) is no setting" + (near.map { "; \($0) is" } ?? "")
        }
    }

    private static func publicURL(_ settings: Settings) -> [String] {
        guard
            let pages = ReviewSettings(
                publicURL: settings.linkBase(port: settings.port), allowInsecureLogin: settings.allowInsecureLogin)
        else { return [] }
        var warnings: [String] = []
        let anywhere = ["0.0.0.0", "::", "[::]"]
        if anywhere.contains(pages.host) {
            warnings.append("links would lead to \(pages.host), where nobody is: set http.public_url")
        } else if !pages.isLoginAllowed {
            warnings.append(
                "login is refused on \(pages.origin), where passwords could be read on the way: set http.public_url to an https address, or http.allow_insecure_login"
            )
        }
        if let url = settings.publicURL.flatMap({ URLComponents(string: $0) }) {
            if !url.path.isEmpty, url.path != "/" {
                warnings.append(
                    "http.public_url has the path \(url.path), but the pages stand at the top of their host")
            }
            if pages.isLoopback, let port = url.port, settings.port != 0, port != settings.port {
                warnings.append("http.public_url says port \(port), but http.port is \(settings.port)")
            }
        }
        return warnings
    }
}
