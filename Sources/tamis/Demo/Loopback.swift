import WebhookNotifier

/// The machine itself: the only place a demo is reached from, since its pages let anybody in.
enum Loopback {
    static let networks = ["127.0.0.0/8", "::1/128"].compactMap(CIDR.init)

    /// Whether a host name or address, an IPv6 one without brackets, means this machine.
    static func isName(_ host: String) -> Bool {
        if host.lowercased() == "localhost" { return true }
        return IPAddress(host).map { address in networks.contains { $0.contains(address) } } ?? false
    }

    /// The same for what a browser calls us by, such as `127.0.0.1:8080` or `[::1]:8080`. A name of the Internet that
    /// leads here all the same is somebody's trick to let their page read ours.
    static func isAuthority(_ authority: String?) -> Bool {
        guard let authority else { return false }
        if authority.hasPrefix("["), let end = authority.firstIndex(of: "]") {
            return isName(String(authority[..<end].dropFirst()))
        }
        return isName(String(authority.prefix { $0 != ":" }))
    }
}
