package import Moderation
import Privacy
import Synchronization

/// A site whose public form may be open.
package struct FormSite: Sendable, Equatable {
    package var site: Site
    /// Where its pages are, such as `https://news.example.org`; none, and the form is closed.
    package var origins: [String]
}

/// Sites by name, as read since the last change of any site's origins.
struct FormSites {
    private(set) var change = 0
    private(set) var sites: [String: FormSite] = [:]

    mutating func forget() {
        change += 1
        sites = [:]
    }

    mutating func keep(_ site: FormSite, readAt change: Int) {
        if change == self.change { sites[site.site.name] = site }
    }
}

extension ModerationStore {
    /// Most origins of a site.
    package static let originLimit = 50

    /// From now on readers post from these pages, and from no others.
    package func setOrigins(_ origins: [String], site: SiteID) async throws {
        try await database.write { session in
            try session.execute(OriginSQL.drop, .text(site.text))
            for origin in origins { try session.execute(OriginSQL.add, .text(site.text), .text(origin)) }
        }
        formSites.withLock { $0.forget() }
    }

    /// In the order of their letters.
    package func origins(site: SiteID) async throws -> [String] {
        try await database.read { try $0.rows(OriginSQL.ofSite, .text(site.text)).map { try $0.text(0) } }
    }

    /// Nil when there is no such site. Known ones are answered from memory.
    package func formSite(named name: String) async throws -> FormSite? {
        let (known, change) = formSites.withLock { ($0.sites[name], $0.change) }
        if let known { return known }
        guard let site = try await site(named: name) else { return nil }
        let found = FormSite(site: site, origins: try await origins(site: site.id))
        formSites.withLock { $0.keep(found, readAt: change) }
        return found
    }

    package func formCode(over bytes: [UInt8], site: SiteID) -> [UInt8] {
        vault.formCode(over: bytes, site: site.text)
    }

    package func isFormCode(_ code: [UInt8], over bytes: [UInt8], site: SiteID) -> Bool {
        vault.isFormCode(code, over: bytes, site: site.text)
    }
}

package enum OriginSQL: String, SQLText {
    case add = "INSERT INTO site_origins (site, origin) VALUES ($1, $2) ON CONFLICT (site, origin) DO NOTHING"
    case drop = "DELETE FROM site_origins WHERE site = $1"
    case ofSite = "SELECT origin FROM site_origins WHERE site = $1 ORDER BY origin"
}
