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

    package func addModerator(name: String, role: Role, language: String) async throws -> Moderator {
        let moderator = Moderator(id: .random(), name: name, role: role, language: language)
        let at = now()
        try await database.write { session in
            try session.execute(
                ModeratorSQL.insert, .text(moderator.id.text), .text(name), .text(role.rawValue), .text(language),
                .time(at))
        }
        return moderator
    }

    package func moderators() async throws -> [ModeratorAccount] {
        try await database.read { try $0.rows(ModeratorSQL.all).map(Self.account) }
    }

    package func moderator(named name: String) async throws -> ModeratorAccount? {
        try await database.read { try $0.row(ModeratorSQL.byName, .text(name)).map(Self.account) }
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
        return try await database.read {
            try $0.row(ModeratorSQL.byLink, .blob(link.digest), .time(at)).map { try Self.account($0).moderator }
        }
    }

    /// Uses a link up and sets the password; ends every session of this moderator. Nil when the link does not work.
    package func usePassword(_ hash: String, link: OpaqueToken) async throws -> Moderator? {
        let at = now()
        defer { queueChanges.ring() }
        return try await database.write { session in
            guard let row = try session.row(ModeratorSQL.byLink, .blob(link.digest), .time(at)) else { return nil }
            let moderator = try Self.account(row).moderator
            try session.execute(ModeratorSQL.dropLinks, .text(moderator.id.text))
            try session.execute(ModeratorSQL.setPassword, .text(hash), .text(moderator.id.text))
            try session.execute(ModeratorSQL.dropSessionsOf, .text(moderator.id.text))
            return moderator
        }
    }

    /// Disables a moderator and ends their sessions and links.
    package func disableModerator(_ id: ModeratorID) async throws -> Bool {
        let at = now()
        defer { queueChanges.ring() }
        return try await database.write { session in
            try session.execute(ModeratorSQL.dropLinks, .text(id.text))
            try session.execute(ModeratorSQL.dropSessionsOf, .text(id.text))
            return try session.execute(ModeratorSQL.disable, .time(at), .text(id.text)) > 0
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
            return (try Self.account(row).moderator, try row.time(6))
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
    package func signOut(_ id: ModeratorID) async throws -> Int {
        defer { queueChanges.ring() }
        return try await database.write { Int(try $0.execute(ModeratorSQL.dropSessionsOf, .text(id.text))) }
    }

    /// Changes what is not nil; false when there is no such moderator. A role counts from the next request on.
    package func change(_ id: ModeratorID, role: Role?, language: String?) async throws -> Bool {
        try await database.write {
            try $0.execute(
                ModeratorSQL.change, .optional(role?.rawValue), .optional(language), .text(id.text)) > 0
        }
    }

    private static func account(_ row: SQLRow) throws -> ModeratorAccount {
        guard let role = Role(rawValue: try row.text(2)) else { throw StoreError.malformedRow(column: 2) }
        return ModeratorAccount(
            moderator: Moderator(
                id: ModeratorID(stored: try row.text(0)), name: try row.text(1), role: role, language: try row.text(3)),
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
    case touchSession = "UPDATE sessions SET seen_at = $1 WHERE digest = $2"
    case dropSession = "DELETE FROM sessions WHERE digest = $1"
    case dropSessionsOf = "DELETE FROM sessions WHERE moderator = $1"
}
