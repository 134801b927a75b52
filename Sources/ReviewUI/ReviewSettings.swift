import Foundation

/// Where the pages are reached, from which links, cookies and the origin check follow.
package struct ReviewSettings: Sendable, Equatable {
    package enum Scheme: String, Sendable {
        case http, https
    }

    package let scheme: Scheme
    /// In lower case; an IPv6 address in brackets.
    package let host: String
    /// Nil for the scheme's own.
    package let port: Int?
    /// Lets moderators in over plain http on a network, where anybody on the way reads their password.
    package let allowInsecureLogin: Bool

    package init(scheme: Scheme, host: String, port: Int?, allowInsecureLogin: Bool) {
        self.scheme = scheme
        self.host = host.lowercased()
        self.port = port == (scheme == .https ? 443 : 80) ? nil : port
        self.allowInsecureLogin = allowInsecureLogin
    }

    /// Nil when the text is not an http or https address with a host.
    package init?(publicURL: String, allowInsecureLogin: Bool) {
        guard let parts = URLComponents(string: publicURL), let host = parts.host, !host.isEmpty,
            let scheme = parts.scheme.flatMap({ Scheme(rawValue: $0.lowercased()) })
        else { return nil }
        let isBareIPv6 = host.contains(":") && !host.hasPrefix("[")
        self.init(
            scheme: scheme, host: isBareIPv6 ? "[\(host)]" : host, port: parts.port,
            allowInsecureLogin: allowInsecureLogin)
    }

    /// As a browser writes it in `Origin`.
    package var origin: String { scheme.rawValue + "://" + authority }

    var authority: String { host + (port.map { ":\($0)" } ?? "") }

    package var isLoopback: Bool {
        host == "localhost" || host == "[::1]"
            || (host.hasPrefix("127.") && host.utf8.allSatisfy { $0 == UInt8(ascii: ".") || (48...57).contains($0) })
    }

    /// Browsers keep `Secure` cookies for https, and for plain http on the machine itself.
    var isSecure: Bool { scheme == .https || isLoopback }
    package var isLoginAllowed: Bool { isSecure || allowInsecureLogin }
    var sessionCookie: String { isSecure ? "__Host-tamis" : "tamis" }
    var formCookie: String { isSecure ? "__Host-tamis-form" : "tamis-form" }
    var settingsCookie: String { isSecure ? "__Host-tamis-settings" : "tamis-settings" }
    var languageCookie: String { isSecure ? "__Host-tamis-language" : "tamis-language" }
}
