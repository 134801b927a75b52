import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Moderation
import NIOCore
import Privacy
import Review
import Store
import Synchronization
import Testing

@testable import ReviewUI

struct PageContext: RemoteAddressRequestContext {
    var coreContext: CoreRequestContextStorage
    let remoteAddress: SocketAddress?

    init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        remoteAddress = source.channel.remoteAddress
    }
}

/// The pages over a store in memory, with a clock that is moved by hand.
struct PagesFixture: Sendable {
    let store: ModerationStore
    let clock = ManualClock()
    let site: Site
    let settings: ReviewSettings

    init(publicURL: String = "http://localhost:8080", allowInsecureLogin: Bool = false) async throws {
        store = try await ModerationStore(
            database: SQLiteDatabase(path: nil), vault: EmailVault(keys: .random()), now: clock.now)
        site = try await store.addSite(name: "journal", language: "fr")
        settings = try #require(ReviewSettings(publicURL: publicURL, allowInsecureLogin: allowInsecureLogin))
    }

    func test(_ body: @escaping @Sendable (any TestClientProtocol) async throws -> Void) async throws {
        let router = Router(context: PageContext.self)
        ReviewPages(
            desk: ReviewDesk(store: store), settings: settings, now: clock.now, passwordCost: .forTests,
            receipt: { Array(#"{"comment_id":"\#($0.id.text)"}"#.utf8) },
            statement: { $0.status == .approved ? nil : "line one in \($1)\n<line two>" }
        ).addRoutes(to: router)
        try await Application(router: router).test(.router) { try await body($0) }
    }

    static let address = "reader@example.org"

    /// A flagged comment with one insult signal on bytes 0..<5 of its text.
    @discardableResult
    func addComment(
        _ body: String = "silly idea, really", name: String = "Alex", url: String? = nil,
        thread: ThreadReference = ThreadReference(id: "t1", url: "https://example.org/p", title: "A page"),
        signals: [Signal]? = nil, abuse: Double = 6, site: Site? = nil
    ) async throws -> CommentID {
        let signals =
            signals ?? [
                Signal(
                    name: "wordlist.insult", label: .abuse, reason: "insult", points: abuse,
                    evidence: [Evidence(begin: 0, end: 5)])
            ]
        let at = clock.now()
        let id = CommentID.timeOrdered(at: at)
        _ = try await store.submit(
            NewComment(
                id: id, site: site ?? self.site, thread: thread, parent: nil, externalID: nil,
                email: try PrivateEmail(Self.address), details: AuthorDetails(name: name, url: url), body: body,
                score: Score(spamPoints: 0, abusePoints: abuse, language: "en", signals: signals),
                displayed: (spam: 0, abuse: Policy().probability(.abuse, points: abuse)),
                decision: DecisionRecord(decision: .flag, cause: .policy, reasons: ["insult"], at: at),
                versions: EngineVersions(engine: "1", policy: "p", lists: "l"), writtenAt: nil, receivedAt: at))
        return id
    }

    /// A moderator with the password `password of NAME`.
    @discardableResult
    func addModerator(
        _ name: String, role: Role = .moderator, language: String = "en", sites: Set<SiteID> = []
    ) async throws -> Moderator {
        let moderator = try await store.addModerator(name: name, role: role, language: language, sites: sites)
        let hash = try await PasswordHasher(cost: .forTests).hash("password of \(name)")
        _ = try await store.usePassword(hash, link: try await store.makeLink(for: moderator.id))
        return moderator
    }
}

/// Keeps cookies and the form token of the last page, as a browser without JavaScript does.
final class Browser: Sendable {
    private struct State {
        var cookies: [String: String] = [:]
        var page = ""
    }

    let client: any TestClientProtocol
    private let headers: HTTPFields
    private let state = Mutex(State())

    init(_ client: any TestClientProtocol, headers: HTTPFields = [:]) {
        self.client = client
        self.headers = headers
    }

    var page: String { state.withLock { $0.page } }
    var cookies: [String: String] { state.withLock { $0.cookies } }

    func setCookie(_ name: String, _ value: String?) { state.withLock { $0.cookies[name] = value } }

    @discardableResult
    func get(_ path: String, headers more: HTTPFields = [:]) async throws -> TestResponse {
        try await send(.get, path, more, body: nil)
    }

    /// Posts a form; `csrf` nil sends the token that stands in the last page.
    @discardableResult
    func post(
        _ path: String, _ fields: [String: String] = [:], csrf: String? = nil, headers more: HTTPFields = [:]
    ) async throws -> TestResponse {
        var fields = fields
        fields["csrf"] = csrf ?? value(of: "csrf") ?? ""
        let body = fields.map { FormFields.encode($0.key) + "=" + FormFields.encode($0.value) }.joined(separator: "&")
        var headers = more
        if headers[.contentType] == nil { headers[.contentType] = "application/x-www-form-urlencoded" }
        return try await send(.post, path, headers, body: ByteBuffer(string: body))
    }

    func logIn(_ name: String, password: String? = nil) async throws -> TestResponse {
        try await get("/review/login")
        return try await post(
            "/review/login", ["name": name, "password": password ?? "password of \(name)", "next": ""])
    }

    /// The value of a hidden field in the last page.
    func value(of field: String) -> String? {
        let page = page
        guard let start = page.firstRange(of: "name=\"\(field)\" value=\""),
            let end = page[start.upperBound...].firstIndex(of: "\"")
        else { return nil }
        return String(page[start.upperBound..<end])
    }

    private func send(
        _ method: HTTPRequest.Method, _ path: String, _ more: HTTPFields, body: ByteBuffer?
    ) async throws -> TestResponse {
        var fields = headers
        for field in more { fields[field.name] = field.value }
        let cookies = cookies.map { "\($0.key)=\($0.value)" }.joined(separator: "; ")
        if !cookies.isEmpty { fields[.cookie] = cookies }
        let answer = try await client.execute(uri: path, method: method, headers: fields, body: body)
        state.withLock { state in
            for line in answer.headers[values: .setCookie] {
                let pair = line.split(separator: ";")[0].split(separator: "=", maxSplits: 1)
                state.cookies[String(pair[0])] = pair.count > 1 ? String(pair[1]) : nil
            }
            let text = String(buffer: answer.body)
            if text.hasPrefix("<!DOCTYPE html>") { state.page = text }
        }
        return answer
    }
}

extension TestResponse {
    var text: String { String(buffer: body) }
    var location: String? { headers[.location] }
}
