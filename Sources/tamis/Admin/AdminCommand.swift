import Foundation

/// What the command line asks of the store, run by whoever holds the data folder: the server, or the command itself.
enum AdminCommand: Codable, Sendable {
    case addSite(name: String, language: String?)
    case listSites
    /// Nil shows them, none closes the public form.
    case siteOrigins(site: String, origins: [String]?)
    /// Nil shows it, an empty one takes it off.
    case siteContact(site: String, contact: String?)
    case siteNames
    case addKey(site: String, name: String, scopes: [String])
    case addAkismetKey(site: String, name: String)
    case addCoralSecret(site: String, secret: String)
    case dropCoralSecret(id: String)
    case listKeys(site: String?)
    case rotateKey(id: String)
    case disableKey(id: String)
    /// No sites: every site.
    case addModerator(name: String, role: String, language: String?, sites: [String])
    case listModerators
    case resetLink(name: String)
    case disableModerator(name: String)
    /// What is not nil.
    case changeModerator(name: String, role: String?, language: String?, sites: [String]?)
    case listSessions(name: String?)
    case signOut(name: String)
    case addEndpoint(site: String, EndpointWish)
    case changeEndpoint(id: String, EndpointWish)
    case listEndpoints(site: String?)
    case setEndpointState(id: String, state: String)
    case rotateEndpoint(id: String, overlapHours: Int)
    case testEndpoint(id: String)
    case endpointLog(id: String, state: String?, limit: Int)
    case showEndpoint(id: String)
    /// Without deliveries: all that ended as `state` from `since` on and before `until`.
    case redeliver(id: String, deliveries: [String], since: String?, until: String?, state: String, preview: Bool)
    case recover(id: String, since: String, until: String?, preview: Bool)
    case queue(site: String?, limit: Int)
    case showComment(id: String)
    case decide(ids: [String], decision: String, reason: String?, note: String?)
    case undo(id: String)
    /// Of the author of a comment, with the account it came with; `standing` nil takes back what was said.
    case setStanding(comment: String, standing: String?, until: String?, note: String?)
    case listStandings(site: String)
    case tryTerm(site: String, text: String, category: String, points: Double?)
    case addTerm(site: String, text: String, category: String, points: Double?)
    case listTerms(site: String)
    case removeTerm(site: String, id: String)
    case learn(site: String, [LessonLine])
    case learned(site: String)
    /// Those behind a name, in the order of their names.
    case lessons(site: String, after: String)
    case forgetLessons(site: String)
    /// One page of all that is held of a person, as JSON Lines. `after`: the site and the comment of the page before.
    case access(email: String, site: String?, after: String?)
    case erase(email: String, site: String?, keepBodies: Bool)
    /// One page of all comments as JSON Lines. `emails`: why the addresses are opened; nil leaves them sealed.
    case export(site: String?, after: String?, emails: String?)
    /// Takes comments of an archive; `preview` only counts them, `notify` lets endpoints hear of them.
    case takeIn(site: String, [ArchivedComment], preview: Bool, notify: Bool)
    case audit(AuditWish)
    case doctor
    case schema
    /// The path is absolute: it is read by another process than the one that was given it.
    case backup(path: String, force: Bool)

    /// Whether it means something before there is a database. What only reads or changes would find an empty one of its
    /// own making and call everything well, in a folder that was mistyped.
    var beginsDatabase: Bool {
        switch self {
        case .addSite, .addModerator: true
        default: false
        }
    }
}

/// What came of it.
struct AdminAnswer: Codable, Sendable {
    /// For standard output.
    var report: AdminReport?
    /// For standard error: one clear line when the command was refused.
    var failure: String?

    static func done(_ text: String, _ fields: [AdminField]) -> AdminAnswer {
        AdminAnswer(report: .one(text, fields), failure: nil)
    }

    static func table(_ columns: [AdminColumn], _ rows: [[AdminValue]]) -> AdminAnswer {
        AdminAnswer(report: .table(columns, rows: rows), failure: nil)
    }

    static func refused(_ why: String) -> AdminAnswer { AdminAnswer(report: nil, failure: why) }
}

/// How far long work has come.
struct AdminProgress: Codable, Sendable, Equatable {
    /// What is being done, such as "copying".
    var what: String
    var done: Int
    /// Nil when nobody knows how much there is.
    var total: Int?
}

/// Told of progress while a command runs, from any thread.
typealias ProgressTeller = @Sendable (AdminProgress) -> Void
