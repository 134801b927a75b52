import Privacy
import Synchronization

/// The beginning of links to the review pages. With port 0 it is known once the socket is bound.
final class LinkBase: Sendable {
    private let settings: Settings
    private let port: Mutex<Int>

    init(_ settings: Settings) {
        self.settings = settings
        port = Mutex(settings.port)
    }

    var url: String { settings.linkBase(port: port.withLock { $0 }) }

    func bound(to port: Int) {
        self.port.withLock { $0 = port }
    }

    /// A one-time link in which a moderator chooses a password.
    func setup(_ token: OpaqueToken) -> String { "\(url)/review/setup?token=\(token.text)" }
}
