import CommentIntake
import Foundation
import HTTPAPI
import Hummingbird
import HummingbirdTesting
import Logging
import Moderation
import NIOCore
import Privacy
import Store
import Testing

@testable import tamis

/// The service as `serve` puts it together, over a database in memory and a scorer that knows one word.
struct TestService {
    let store: ModerationStore
    let server: TamisServer
    let application: Application<RouterResponder<APIContext>>

    init(
        database: (any SQLDatabase)? = nil, logger given: Logger? = nil,
        score: @escaping @Sendable (CommentContent) throws -> Score = TestService.oneWord
    ) async throws {
        store = try await ModerationStore(
            database: database ?? SQLiteDatabase(path: nil), vault: EmailVault(keys: .random()))
        var policy = Policy()
        policy.points.caps = ["wordlist": 20]
        let engine = ScoringEngine(
            policy: policy, versions: EngineVersions(engine: "test", policy: "test", lists: "test"), score: score)
        let logger = given ?? Self.silent
        var settings = Settings()
        settings.allowHTTP = true
        server = TamisServer(settings: settings, store: store, engine: LiveEngine(engine), logger: logger)
        application = Self.application(server)
    }

    static func application(_ server: TamisServer) -> Application<RouterResponder<APIContext>> {
        Application(router: server.router(publicURL: "http://127.0.0.1:8080"), logger: server.logger)
    }

    static var silent: Logger {
        var silent = Logger(label: "test")
        silent.logLevel = .critical
        return silent
    }

    /// Flags every text with "weasel" in it.
    static let oneWord: @Sendable (CommentContent) throws -> Score = { content in
        guard let place = content.body.firstRange(of: "weasel") else { return Score(language: "en") }
        let begin = content.body.utf8.distance(from: content.body.startIndex, to: place.lowerBound)
        let signal = Signal(
            name: "wordlist.insult", label: .abuse, reason: "insult", points: 6,
            evidence: [Evidence(begin: begin, end: begin + 6)])
        return Score(abusePoints: 6, language: "en", signals: [signal])
    }

    /// A site and a key of it with these scopes.
    func addSite(_ name: String, scopes: Set<Scope> = Set(Scope.allCases)) async throws -> (site: Site, token: String) {
        let site = try await store.addSite(name: name, language: "en")
        return (site, try await store.addKey(site: site, name: "test", scopes: scopes).token.text)
    }

    static func comment(_ body: String, email: String = "reader@example.org", thread: String = "42") -> String {
        #"{"author":{"name":"Nadia","email":"\#(email)"},"thread":{"id":"\#(thread)"},"body":"\#(body)"}"#
    }

    /// A term of a site's own.
    static func term(of site: Site, _ store: ModerationStore) async throws -> String {
        let term = OwnTerm(
            id: .random(), text: "stoat", category: .insult, points: 5, by: .commandLine, at: .systemNow())
        switch try await store.add(term, site: site.id) {
        case .added(let term), .known(let term): return term.id.text
        case .tooMany: return ""
        }
    }

    /// A campaign of two comments that are sent for it, in words of its own.
    static func campaign(_ key: String, _ client: some TestClientProtocol) async throws -> String {
        let text = String((0..<60).compactMap { _ in "bcdfghjklmnpqrstvwxz".randomElement() })
        var id = ""
        for begin in ["", "Hello! "] {
            let response = try await client.send(.post, "/v1/comments", key: key, body: comment(begin + text))
            id = try #require(response.json["id"] as? String)
        }
        let shown = try await client.send(.get, "/v1/comments/\(id)", key: key)
        return try #require(shown.json["campaign"] as? String)
    }
}

extension TestClientProtocol {
    /// A request with a key, JSON by default.
    func send(
        _ method: HTTPRequest.Method, _ uri: String, key: String?, body: String? = nil,
        type: String = "application/json", headers: HTTPFields = [:]
    ) async throws -> TestResponse {
        var headers = headers
        if let key { headers[.authorization] = "Bearer \(key)" }
        if body != nil { headers[.contentType] = type }
        return try await execute(
            uri: uri, method: method, headers: headers, body: body.map { ByteBuffer(string: $0) })
    }
}

extension TestResponse {
    /// The answer as JSON; an empty object when it is none.
    var json: [String: Any] {
        // A body that is no JSON fails the expectation that looks into it.
        (try? JSONSerialization.jsonObject(with: Data(body.readableBytesView)) as? [String: Any]) ?? [:]
    }
}
