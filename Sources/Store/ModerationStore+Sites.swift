package import Moderation
package import Privacy
import Synchronization

/// A key with the site it belongs to: all a request needs to be let in.
package struct SiteKey: Sendable, Equatable {
    package var key: APIKey
    package var site: Site
}

/// Keys by digest, as read since the last change of any key.
struct KnownKeys {
    private(set) var change = 0
    private(set) var keys: [[UInt8]: SiteKey] = [:]

    mutating func forget() {
        change += 1
        keys = [:]
    }

    /// Keeps a key unless some key changed since it was read: then what was read may be what has just ended.
    mutating func keep(_ key: SiteKey, digest: [UInt8], readAt change: Int) {
        if change == self.change { keys[digest] = key }
    }
}

extension ModerationStore {
    package func addSite(name: String, language: String) async throws -> Site {
        let site = Site(id: .random(), name: name, language: language)
        let at = now()
        try await database.write { session in
            try session.execute(
                SiteSQL.insertSite, .text(site.id.text), .text(site.name), .text(site.language), .time(at))
        }
        return site
    }

    package func sites() async throws -> [Site] {
        try await database.read { try $0.rows(SiteSQL.sites).map(Self.site) }
    }

    /// Where an author may object to a decision: a URL or an address of the site's; nil when it named none.
    package func contact(of site: SiteID) async throws -> String? {
        try await database.read { try $0.row(SiteSQL.contact, .text(site.text))?.optionalText(0) }
    }

    package func setContact(_ contact: String?, of site: SiteID) async throws {
        try await database.write { _ = try $0.execute(SiteSQL.setContact, .optional(contact), .text(site.text)) }
    }

    package func site(named name: String) async throws -> Site? {
        try await database.read { try $0.row(SiteSQL.siteByName, .text(name)).map(Self.site) }
    }

    /// Makes a key and returns it with the token to show once.
    package func addKey(
        site: Site, name: String, scopes: Set<Scope>, isAkismet: Bool = false
    ) async throws -> (key: APIKey, token: OpaqueToken) {
        let key = APIKey(id: .random(), site: site.id, name: name, scopes: scopes)
        let token = isAkismet ? OpaqueToken.randomAkismetKey() : OpaqueToken.random(prefix: "tamis_")
        let at = now()
        try await database.write { session in
            try session.execute(
                SiteSQL.insertKey, .text(key.id.text), .text(key.site.text), .text(key.name), .blob(token.digest),
                .text(Self.column(scopes)), .time(at),
                .integer(isAkismet ? 1 : 0))
        }
        forgetKeys()
        return (key, token)
    }

    package func keys(site: SiteID?) async throws -> [(key: APIKey, isDisabled: Bool)] {
        try await database.read { session in
            try session.rows(SiteSQL.keys, .optional(site?.text)).map { row in
                (try Self.key(row, from: 0), try row.optionalInteger(4) != nil)
            }
        }
    }

    /// False when there is no such key.
    package func disableKey(_ id: KeyID) async throws -> Bool {
        let at = now()
        let changed = try await database.write { try $0.execute(SiteSQL.disableKey, .time(at), .text(id.text)) }
        forgetKeys()
        return changed > 0
    }

    /// Gives a key a new token; the old one ends at once.
    package func rotateKey(_ id: KeyID) async throws -> OpaqueToken? {
        let isAkismet = try await database.read { try $0.row(SiteSQL.keyKind, .text(id.text))?.integer(0) == 1 }
        let token = isAkismet ? OpaqueToken.randomAkismetKey() : OpaqueToken.random(prefix: "tamis_")
        let changed = try await database.write {
            try $0.execute(SiteSQL.rotateKey, .blob(token.digest), .text(id.text))
        }
        forgetKeys()
        return changed > 0 ? token : nil
    }

    /// The key of a token; nil when it is unknown or disabled. Known keys are answered from memory. A key for Akismet's
    /// clients opens that door and no other, and no other key opens that one.
    package func key(of token: OpaqueToken, isAkismet: Bool = false) async throws -> SiteKey? {
        let kind = isAkismet ? 1 : 0
        let digest = token.digest + [UInt8(kind)]
        let (known, change) = knownKeys.withLock { ($0.keys[digest], $0.change) }
        if let known { return known }
        let found = try await database.read { session in
            try session.row(SiteSQL.keyByDigest, .blob(token.digest), .integer(kind)).map { row in
                SiteKey(key: try Self.key(row, from: 0), site: try Self.site(row, from: 4))
            }
        }
        if let found { knownKeys.withLock { $0.keep(found, digest: digest, readAt: change) } }
        return found
    }

    private func forgetKeys() {
        knownKeys.withLock { $0.forget() }
        // Who listens with a key that ended is to hear of it.
        queueChanges.ring()
    }

    private static func site(_ row: SQLRow) throws -> Site { try site(row, from: 0) }

    private static func site(_ row: SQLRow, from column: Int) throws -> Site {
        Site(
            id: SiteID(stored: try row.text(column)), name: try row.text(column + 1), language: try row.text(column + 2)
        )
    }

    private static func key(_ row: SQLRow, from column: Int) throws -> APIKey {
        APIKey(
            id: KeyID(stored: try row.text(column)), site: SiteID(stored: try row.text(column + 1)),
            name: try row.text(column + 2),
            scopes: Set(try row.text(column + 3).split(separator: " ").compactMap { Scope(rawValue: String($0)) }))
    }

    private static func column(_ scopes: Set<Scope>) -> String {
        Scope.allCases.filter(scopes.contains).map(\.rawValue).joined(separator: " ")
    }
}

package enum SiteSQL: String, SQLText {
    case insertSite = "INSERT INTO sites (id, name, language, created_at) VALUES ($1, $2, $3, $4)"
    case sites = "SELECT id, name, language FROM sites ORDER BY name"
    case siteByName = "SELECT id, name, language FROM sites WHERE name = $1"
    case contact = "SELECT contact FROM sites WHERE id = $1"
    case setContact = "UPDATE sites SET contact = $1 WHERE id = $2"
    case insertKey =
        """
        INSERT INTO api_keys (id, site, name, digest, scopes, created_at, is_akismet) VALUES ($1, $2, $3, $4, $5, $6, $7)
        """
    case keys = """
        SELECT id, site, name, scopes, disabled_at FROM api_keys
        WHERE CAST($1 AS TEXT) IS NULL OR site = $1 ORDER BY created_at, id
        """
    case disableKey = "UPDATE api_keys SET disabled_at = $1 WHERE id = $2 AND disabled_at IS NULL"
    case keyKind = "SELECT is_akismet FROM api_keys WHERE id = $1"
    case rotateKey = "UPDATE api_keys SET digest = $1 WHERE id = $2 AND disabled_at IS NULL"
    case keyByDigest = """
        SELECT k.id, k.site, k.name, k.scopes, s.id, s.name, s.language
        FROM api_keys k JOIN sites s ON s.id = k.site WHERE k.digest = $1 AND k.is_akismet = $2 AND k.disabled_at IS NULL
        """
}
