/// Who embeds us.
package struct Site: Sendable, Equatable {
    package var id: SiteID
    /// Short and unique, as typed on the command line: `[a-z0-9-]`, at most 63 bytes.
    package var name: String
    /// BCP 47: what readers are spoken to in when they do not say.
    package var language: String

    package init(id: SiteID, name: String, language: String) {
        self.id = id
        self.name = name
        self.language = language
    }
}

/// What an API key may do.
package enum Scope: String, Sendable, CaseIterable, Codable {
    case submit, score, read, moderate, admin
}

/// A site's key as the service knows it: never the key itself.
package struct APIKey: Sendable, Equatable {
    package var id: KeyID
    package var site: SiteID
    package var name: String
    package var scopes: Set<Scope>

    package init(id: KeyID, site: SiteID, name: String, scopes: Set<Scope>) {
        self.id = id
        self.site = site
        self.name = name
        self.scopes = scopes
    }
}

/// What a moderator may do, most first: everything; decide; look.
package enum Role: String, Sendable, CaseIterable, Codable {
    case admin, moderator, viewer
}

package struct Moderator: Sendable, Equatable {
    package var id: ModeratorID
    package var name: String
    package var role: Role
    /// `fr`, `en` or `ar`.
    package var language: String
    /// The sites they may see; every site when empty.
    package var sites: Set<SiteID>

    package init(id: ModeratorID, name: String, role: Role, language: String, sites: Set<SiteID> = []) {
        self.id = id
        self.name = name
        self.role = role
        self.language = language
        self.sites = sites
    }

    package func maySee(_ site: SiteID) -> Bool { sites.isEmpty || sites.contains(site) }
}
