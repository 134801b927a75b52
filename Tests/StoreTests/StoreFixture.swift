import Foundation
import Moderation
import Privacy
import Store
import Synchronization
import Testing

/// A clock a test moves by hand.
final class ManualClock: Sendable {
    private let instant = Mutex(Instant(milliseconds: 1_800_000_000_000))

    var now: Instant { instant.withLock { $0 } }
    var wallClock: WallClock { { self.now } }

    func advance(_ duration: Duration) {
        instant.withLock { $0 = $0.advanced(by: duration) }
    }
}

/// Where the contract must hold: each engine setting there is.
enum Engine: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case memory, file

    var testDescription: String { rawValue }
}

/// A folder of the test's own, removed at its end.
func withFolder<Value>(_ body: (String) async throws -> Value) async throws -> Value {
    let folder = NSTemporaryDirectory() + "tamis-store-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }  // a test must not fail for what it leaves behind
    return try await body(folder)
}

/// A store with one site in it, as empty as a store can be used.
struct StoreFixture: Sendable {
    let store: ModerationStore
    let database: SQLiteDatabase
    let vault: EmailVault
    let clock: ManualClock
    let site: Site

    static func run(_ engine: Engine, _ body: (StoreFixture) async throws -> Void) async throws {
        try await withFolder { folder in
            let path = engine == .file ? folder + "/tamis.sqlite" : nil
            let fixture = try await StoreFixture(path: path)
            try await body(fixture)
            try await fixture.store.close()
        }
    }

    init(path: String?, keys: VaultKeys = .random()) async throws {
        database = try SQLiteDatabase(path: path)
        clock = ManualClock()
        vault = EmailVault(keys: keys)
        store = try await ModerationStore(database: database, vault: vault, now: clock.wallClock)
        if let known = try await store.site(named: "kiosk") {
            site = known
        } else {
            site = try await store.addSite(name: "kiosk", language: "fr")
        }
    }

    /// A comment as intake would hand it over; what a test does not name is ordinary.
    func comment(
        site: Site? = nil, email: String? = "reader@example.org", decision: Decision = .flag, abuse: Double = 0.5,
        thread: String = "page-1", body: String = "Un commentaire.",
        details: AuthorDetails = AuthorDetails(name: "Reader")
    ) throws -> NewComment {
        let at = clock.now
        let signals =
            decision == .flag
            ? [
                Signal(
                    name: "wordlist.insult", label: .abuse, reason: "insult", points: 5.25,
                    evidence: [Evidence(begin: 3, end: 14)])
            ] : []
        return NewComment(
            id: .timeOrdered(at: at), site: site ?? self.site, thread: ThreadReference(id: thread), parent: nil,
            externalID: "wp-7", email: try email.map { try PrivateEmail($0) }, details: details, body: body,
            score: Score(spamPoints: 0.25, abusePoints: abuse * 10, language: "fr", signals: signals),
            displayed: (0.125, abuse),
            decision: DecisionRecord(
                decision: decision, cause: .policy, reasons: decision == .flag ? ["insult"] : [], at: at),
            versions: EngineVersions(engine: "1", policy: "aaaaaaaaaaaa", lists: "bbbbbbbbbbbb"), writtenAt: nil,
            receivedAt: at)
    }

    @discardableResult
    func submit(_ comment: NewComment) async throws -> CommentID {
        _ = try await store.submit(comment)
        return comment.id
    }

    func endpoint(
        _ types: Set<EventType> = [.approved, .flagged, .rejected], wantsBody: Bool = false, path: String = "hook"
    ) async throws -> Endpoint {
        try await store.addEndpoint(
            site: site.id, url: "https://example.net/\(path)", types: types, wantsBody: wantsBody,
            keys: SigningKeys(secret: Secret(Array("signing key".utf8))))
    }

    func decide(
        _ id: CommentID, _ decision: Decision, expected: Int? = nil, site: SiteID? = nil,
        cause: DecisionCause = .moderator(ModeratorID(stored: "mod_1"))
    ) async throws -> DecideResult {
        try await store.decide(id, site: site, expected: expected, cause: cause) { _ in
            NextDecision(decision: decision, reasons: ["spam"], note: nil)
        }
    }

    func count(_ statement: CountSQL) async throws -> Int64 {
        try await database.read { try $0.row(statement)?.integer(0) ?? -1 }
    }
}

enum CountSQL: String, SQLText {
    case comments = "SELECT COUNT(*) FROM comments"
    case authors = "SELECT COUNT(*) FROM authors"
    case decisions = "SELECT COUNT(*) FROM decisions"
    case deliveries = "SELECT COUNT(*) FROM deliveries"
    case idempotency = "SELECT COUNT(*) FROM idempotency"
    case reveals = "SELECT COUNT(*) FROM reveals"
    case sites = "SELECT COUNT(*) FROM sites"
    case sessions = "SELECT COUNT(*) FROM sessions"
    case claims = "SELECT COUNT(*) FROM claims"
    case linkHosts = "SELECT COUNT(*) FROM link_hosts"
    case linkVotes = "SELECT COUNT(*) FROM link_votes"
    case personRequests = "SELECT COUNT(*) FROM person_requests"
    case erased = "SELECT COUNT(*) FROM comments WHERE status = 'erased'"
    case links = "SELECT COUNT(*) FROM moderator_links"
}

/// Takes the migration of the leases back.
enum RowLeaseSQL: String, SQLText, CaseIterable {
    case addColumn = "ALTER TABLE deliveries ADD COLUMN lease_token TEXT"
    case addHeld = """
        CREATE INDEX deliveries_held ON deliveries (endpoint, due_at)
            WHERE lease_token IS NOT NULL AND state = 'waiting'
        """
    case dropOfComment = "DROP INDEX deliveries_of_comment"
    case addByComment = "CREATE INDEX deliveries_by_comment ON deliveries (comment, id)"
    case forget = "DELETE FROM schema_migrations WHERE number >= 20"
}

extension ModerationStore {
    /// One attempt by itself.
    @discardableResult
    func record(
        _ attempt: DeliveryAttempt, outcome: DeliveryOutcome, of delivery: ClaimedDelivery
    ) async throws -> EndpointNews? {
        try await record([EndedAttempt(attempt, outcome, of: delivery)])[0]
    }
}
