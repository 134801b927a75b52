import Foundation

/// What the command line asks of the store, run by whoever holds the data folder: the server, or the command itself.
enum AdminCommand: Codable, Sendable {
    case addSite(name: String, language: String?)
    case listSites
    case addKey(site: String, name: String, scopes: [String])
    case listKeys(site: String?)
    case rotateKey(id: String)
    case disableKey(id: String)
    case addModerator(name: String, role: String, language: String?)
    case listModerators
    case resetLink(name: String)
    case disableModerator(name: String)
    case addEndpoint(site: String, url: String, types: [String], body: Bool)
    case listEndpoints(site: String?)
    case setEndpointState(id: String, state: String)
    case rotateEndpoint(id: String)
    case testEndpoint(id: String)
    case endpointLog(id: String, limit: Int)
    case queue(site: String?, limit: Int)
    case showComment(id: String)
    case decide(ids: [String], decision: String, reason: String?, note: String?)
    case undo(id: String)
    case doctor
}

/// What came of it.
struct AdminAnswer: Codable, Sendable {
    /// For standard output.
    var text: String
    /// For standard error: one clear line when the command was refused.
    var failure: String?

    static func done(_ text: String) -> AdminAnswer { AdminAnswer(text: text, failure: nil) }
    static func refused(_ why: String) -> AdminAnswer { AdminAnswer(text: "", failure: why) }
}
