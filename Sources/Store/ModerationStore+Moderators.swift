package import Moderation
package import Privacy

/// A moderator as login sees one.
package struct ModeratorAccount: Sendable, Equatable {
    package var moderator: Moderator
    /// The hash in its own text form; nil until the one-time link was used.
    package var password: String?
    package var isDisabled: Bool
}

/// A session that runs, without what would let anybody into it.
package struct RunningSession: Sendable, Equatable {
    package var moderator: String
    package var openedAt: Instant
    /// To the minute.
    package var seenAt: Instant
    /// Earlier when it is not seen for a while.
    package var endsAt: Instant
}

extension ModerationStore {
    /// How long a one-time link works.
    package static let linkLifetime = Duration.seconds(48 * 3600)

    /// Without `sites`, of every site.
    package func addModerator(
        name: String, role: Role, language: String, sites: Set<SiteID> = [], by cause: DecisionCause = .commandLine
    ) async throws -> Moderator {
        let moderator = Moderator(id: .random(), name: name, role: role, language: language, sites: sites)
        let act = act(on: moderator.id, by: cause, "added as \(role.rawValue), \(Self.words(sites))")
        try await database.write { session in
            try session.execute(
                ModeratorSQL.insert, .text(moderator.id.text), .text(name), .text(role.rawValue), .text(language),
                .time(act.at))
            for site in sites {
                try session.execute(ModeratorSQL.addSite, .text(moderator.id.text), .text(site.text))
            }
            try act.write(session)
        }
        return moderator
    }

    private func act(on moderator: ModeratorID, by cause: DecisionCause, _ what: String) -> AuditAct {
        let at = now()
        return AuditAct(
            id: .timeOrdered(at: at), kind: .moderator, site: nil, by: cause, at: at, moderator: moderator, note: what)
    }

    private static func words(_ sites: Set<SiteID>) -> String {
        sites.isEmpty ? "every site" : "sites " + sites.map(\.text).sorted().joined(separator: " ")
    }

    package func moderators() async throws -> [ModeratorAccount] {
        try await database.read { session in
            try session.rows(ModeratorSQL.all).map { try Self.account($0, session) }
        }
    }

    package func moderator(named name: String) async throws -> ModeratorAccount? {
        try await database.read { session in
            try session.row(ModeratorSQL.byName, .text(name)).map { try Self.account($0, session) }
        }
    }

    /// A link to choose a password with, shown once. Earlier links of this moderator end.
    package func makeLink(for moderator: ModeratorID) async throws -> OpaqueToken {
        let token = OpaqueToken.random(prefix: "")
        let expires = now().advanced(by: Self.linkLifetime)
        try await database.write { session in
            try session.execute(ModeratorSQL.dropLinks, .text(moderator.text))
            try session.execute(
                ModeratorSQL.insertLink, .blob(token.digest), .text(moderator.text), .time(expires))
        }
        return token
    }

    /// Whose link this is; nil when it was used, replaced or is too old.
    package func moderator(link: OpaqueToken) async throws -> Moderator? {
        let at = now()
        return try await database.read { session in
            try session.row(ModeratorSQL.byLink, .blob(link.digest), .time(at)).map {
                try Self.account($0, session).moderator
            }
        }
    }

    /// Uses a link up and sets the password; ends every session of this moderator. Nil when the link does not work.
    package func usePassword(_ hash: String, link: OpaqueToken) async throws -> Moderator? {
        let at = now()
        defer { queueChanges.ring() }
        return try await database.write { session in
            guard let row = try session.row(ModeratorSQL.byLink, .blob(link.digest), .time(at)) else { return nil }
            let moderator = try Self.account(row, session).moderator
            try session.execute(ModeratorSQL.dropLinks, .text(moderator.id.text))
            try session.execute(ModeratorSQL.setPassword, .text(hash), .text(moderator.id.text))
            try session.execute(ModeratorSQL.dropSessionsOf, .text(moderator.id.text))
            return moderator
        }
    }

    /// Disables a moderator and ends their sessions and links.
    package func disableModerator(_ id: ModeratorID, by cause: DecisionCause = .commandLine) async throws -> Bool {
        let act = act(on: id, by: cause, "disabled")
        defer { queueChanges.ring() }
        return try await database.write { session in
            try session.execute(ModeratorSQL.dropLinks, .text(id.text))
            try session.execute(ModeratorSQL.dropSessionsOf, .text(id.text))
            guard try session.execute(ModeratorSQL.disable, .time(act.at), .text(id.text)) > 0 else { return false }
            try act.write(session)
            return true
        }
    }

    // MARK: Sessions

    /// Opens a session. It ends after `lifetime`, and earlier when it is not seen for `idle`.
    package func openSession(for moderator: ModeratorID, lifetime: Duration) async throws -> OpaqueToken {
        let token = OpaqueToken.random(prefix: "")
        let at = now()
        try await database.write { session in
            try session.execute(
                ModeratorSQL.insertSession, .blob(token.digest), .text(moderator.text), .time(at),
                .time(at.advanced(by: lifetime)))
        }
        return token
    }

    /// The moderator of a session that still runs. Being seen is written at most once a minute; with `isSeen` false the
    /// session is looked at and nobody is seen.
    package func moderator(session token: OpaqueToken, idle: Duration, isSeen: Bool = true) async throws -> Moderator? {
        let at = now()
        let digest = token.digest
        let found = try await database.read { session -> (Moderator, Instant)? in
            guard
                let row = try session.row(
                    ModeratorSQL.bySession, .blob(digest), .time(at), .time(at.advanced(by: .zero - idle)))
            else { return nil }
            return (try Self.account(row, session).moderator, try row.time(6))
        }
        guard let (moderator, seen) = found else { return nil }
        if isSeen, seen.advanced(by: .seconds(60)) < at {
            try await database.write { _ = try $0.execute(ModeratorSQL.touchSession, .time(at), .blob(digest)) }
        }
        return moderator
    }

    package func closeSession(_ token: OpaqueToken) async throws {
        let digest = token.digest
        try await database.write { _ = try $0.execute(ModeratorSQL.dropSession, .blob(digest)) }
        queueChanges.ring()
    }

    /// Sessions of a moderator, or of all, that have not come to their end; the one seen last first.
    package func sessions(of moderator: ModeratorID?) async throws -> [RunningSession] {
        let at = now()
        return try await database.read { session in
            try session.rows(ModeratorSQL.sessions, .time(at), .optional(moderator?.text)).map { row in
                RunningSession(
                    moderator: try row.text(0), openedAt: try row.time(1), seenAt: try row.time(2),
                    endsAt: try row.time(3))
            }
        }
    }

    /// Ends every session of a moderator; how many there were. The next request of each is asked to log in.
    package func signOut(_ id: ModeratorID, by cause: DecisionCause = .commandLine) async throws -> Int {
        let act = act(on: id, by: cause, "signed out")
        defer { queueChanges.ring() }
        return try await database.write { session in
            try act.write(session)
            return Int(try session.execute(ModeratorSQL.dropSessionsOf, .text(id.text)))
        }
    }

    /// What shall be different about a moderator; nil leaves it as it is.
    package struct ModeratorChange: Sendable, Equatable {
        package var role: Role?
        package var language: String?
        /// Empty: every site.
        package var sites: Set<SiteID>?

        package init(role: Role? = nil, language: String? = nil, sites: Set<SiteID>? = nil) {
            self.role = role
            self.language = language
            self.sites = sites
        }
    }

    /// False when there is no such moderator. It counts from the next request on.
    package func change(
        _ id: ModeratorID, _ change: ModeratorChange, by cause: DecisionCause = .commandLine
    ) async throws -> Bool {
        let words = [
            change.role.map { "role \($0.rawValue)" }, change.language.map { "language \($0)" },
            change.sites.map(Self.words),
        ]
        let act = act(on: id, by: cause, words.compactMap(\.self).joined(separator: ", "))
        defer { queueChanges.ring() }
        return try await database.write { session in
            let changed = try session.execute(
                ModeratorSQL.change, .optional(change.role?.rawValue), .optional(change.language), .text(id.text))
            guard changed > 0 else { return false }
            if let sites = change.sites {
                try session.execute(ModeratorSQL.dropSites, .text(id.text))
                for site in sites { try session.execute(ModeratorSQL.addSite, .text(id.text), .text(site.text)) }
            }
            try act.write(session)
            return true
        }
    }

    private static func account(_ row: SQLRow, _ session: SQLSession) throws -> ModeratorAccount {
        guard let role = Role(rawValue: try row.text(2)) else { throw StoreError.malformedRow(column: 2) }
        let id = try row.text(0)
        let sites = try session.rows(ModeratorSQL.sitesOf, .text(id)).map { SiteID(stored: try $0.text(0)) }
        return ModeratorAccount(
            moderator: Moderator(
                id: ModeratorID(stored: id), name: try row.text(1), role: role, language: try row.text(3),
                sites: Set(sites)),
            password: try row.optionalText(4), isDisabled: try row.optionalInteger(5) != nil)
    }
}

package enum ModeratorSQL: String, SQLText {
    case insert = "INSERT INTO moderators (id, name, role, language, created_at) VALUES ($1, $2, $3, $4, $5)"
    case all = "SELECT id, name, role, language, password, disabled_at FROM moderators ORDER BY name"
    case byName = "SELECT id, name, role, language, password, disabled_at FROM moderators WHERE name = $1"
    case disable = "UPDATE moderators SET disabled_at = $1 WHERE id = $2 AND disabled_at IS NULL"
    case setPassword = "UPDATE moderators SET password = $1 WHERE id = $2"
    case insertLink = "INSERT INTO moderator_links (digest, moderator, expires_at) VALUES ($1, $2, $3)"
    case dropLinks = "DELETE FROM moderator_links WHERE moderator = $1"
    case byLink = """
        SELECT m.id, m.name, m.role, m.language, m.password, m.disabled_at
        FROM moderator_links l JOIN moderators m ON m.id = l.moderator
        WHERE l.digest = $1 AND l.expires_at > $2 AND m.disabled_at IS NULL
        """
    case insertSession =
        "INSERT INTO sessions (digest, moderator, created_at, seen_at, expires_at) VALUES ($1, $2, $3, $3, $4)"
    case bySession = """
        SELECT m.id, m.name, m.role, m.language, m.password, m.disabled_at, s.seen_at
        FROM sessions s JOIN moderators m ON m.id = s.moderator
        WHERE s.digest = $1 AND s.expires_at > $2 AND s.seen_at > $3 AND m.disabled_at IS NULL
        """
    case sessions = """
        SELECT m.name, s.created_at, s.seen_at, s.expires_at FROM sessions s JOIN moderators m ON m.id = s.moderator
        WHERE s.expires_at > $1 AND (CAST($2 AS TEXT) IS NULL OR s.moderator = $2)
        ORDER BY s.seen_at DESC, m.name
        """
    case change = """
        UPDATE moderators SET role = COALESCE(CAST($1 AS TEXT), role), language = COALESCE(CAST($2 AS TEXT), language)
        WHERE id = $3
        """
    case sitesOf = "SELECT site FROM moderator_sites WHERE moderator = $1"
    case addSite = "INSERT INTO moderator_sites (moderator, site) VALUES ($1, $2)"
    case dropSites = "DELETE FROM moderator_sites WHERE moderator = $1"
    case touchSession = "UPDATE sessions SET seen_at = $1 WHERE digest = $2"
    case dropSession = "DELETE FROM sessions WHERE digest = $1"
    case dropSessionsOf = "DELETE FROM sessions WHERE moderator = $1"
}
