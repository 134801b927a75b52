import Foundation
package import Moderation
package import Privacy

/// What became of the comments of one day (UTC).
package struct DayFigures: Sendable, Equatable {
    package var begin: Instant
    /// Held or rejected by policy.
    package var spam = 0
    /// Let through by policy.
    package var ham = 0
    /// Let through, and rejected now.
    package var missedSpam = 0
    /// Held or rejected, and approved now.
    package var falsePositives = 0
}

/// A secret Coral signs with, and the site whose it is.
package struct CoralSecret: Sendable {
    package var site: Site
    package var secret: Secret
}

extension ModerationStore {
    /// Remembers under a keyed code of `check` which comment it was, the newest of equal ones, and where its client wants to
    /// hear of it again; that it does at `secondLook` at the latest.
    package func note(
        check: [UInt8], of comment: CommentID, site: SiteID, callback: EndpointID? = nil, secondLook: Instant? = nil
    ) async throws {
        let digest = fingerprint(of: Array("check:\(site.text):".utf8) + check)
        try await database.write { session in
            try session.execute(
                DoorSQL.note, .text(site.text), .blob(digest), .text(comment.text), .optional(callback?.text))
            if let secondLook { try session.execute(CallbackSQL.look, .text(comment.text), .time(secondLook)) }
        }
    }

    /// The comment that was checked with the same words.
    package func comment(ofCheck check: [UInt8], site: SiteID) async throws -> CommentID? {
        let digest = fingerprint(of: Array("check:\(site.text):".utf8) + check)
        return try await database.read { session in
            try session.row(DoorSQL.find, .text(site.text), .blob(digest)).map { CommentID(stored: try $0.text(0)) }
        }
    }

    /// Every day since then that had a comment, oldest first.
    package func dayFigures(site: SiteID, since: Instant) async throws -> [DayFigures] {
        try await database.read { session in
            try session.rows(DoorSQL.days, .text(site.text), .time(since)).map { row in
                DayFigures(
                    begin: Instant(milliseconds: try row.integer(0) * 86_400_000), spam: Int(try row.integer(1)),
                    ham: Int(try row.integer(2)), missedSpam: Int(try row.integer(3)),
                    falsePositives: Int(try row.integer(4)))
            }
        }
    }

    /// Most secrets of all sites together: each is tried on a request that comes.
    package static let coralSecretLimit = 50

    /// Keeps a secret that Coral made. Nil when there are too many.
    package func addCoralSecret(_ secret: Secret, site: SiteID) async throws -> String? {
        let id = "crl_" + EventID.random().text.dropFirst(4)
        let sealed = try vault.seal(secret, purpose: Self.coralPurpose(id))
        let at = now()
        return try await database.write { session in
            let count = try session.row(DoorSQL.countSecrets)?.integer(0) ?? 0
            guard count < Self.coralSecretLimit else { return nil }
            try session.execute(DoorSQL.addSecret, .text(id), .text(site.text), .blob(sealed), .time(at))
            return id
        }
    }

    static func coralPurpose(_ id: String) -> String { "coral_secrets.secret:\(id)" }

    /// False when there is none of this name.
    package func dropCoralSecret(_ id: String) async throws -> Bool {
        try await database.write { try $0.execute(DoorSQL.dropSecret, .text(id)) } > 0
    }

    package func coralSecrets() async throws -> [CoralSecret] {
        let rows = try await database.read { session in
            try session.rows(DoorSQL.secrets).map { row in
                (
                    id: try row.text(0), sealed: try row.blob(1),
                    site: Site(
                        id: SiteID(stored: try row.text(2)), name: try row.text(3), language: try row.text(4))
                )
            }
        }
        return try rows.map {
            CoralSecret(
                site: $0.site, secret: try vault.openSecret($0.sealed, purpose: Self.coralPurpose($0.id)))
        }
    }
}

package enum DoorSQL: String, SQLText {
    case note = """
        INSERT INTO checks (site, digest, comment, callback) VALUES ($1, $2, $3, $4)
        ON CONFLICT (site, digest) DO UPDATE SET comment = excluded.comment, callback = excluded.callback
        """
    case find = "SELECT comment FROM checks WHERE site = $1 AND digest = $2"
    case dropChecks = "DELETE FROM checks WHERE comment = $1"
    case days = """
        SELECT c.received_at / 86400000, SUM(CASE WHEN d.decision <> 'approve' THEN 1 ELSE 0 END),
            SUM(CASE WHEN d.decision = 'approve' THEN 1 ELSE 0 END),
            SUM(CASE WHEN d.decision = 'approve' AND c.status = 'rejected' THEN 1 ELSE 0 END),
            SUM(CASE WHEN d.decision <> 'approve' AND c.status = 'approved' THEN 1 ELSE 0 END)
        FROM comments c JOIN decisions d ON d.comment = c.id AND d.version = 1
        WHERE c.site = $1 AND c.received_at >= $2 GROUP BY c.received_at / 86400000 ORDER BY 1
        """
    case countSecrets = "SELECT COUNT(*) FROM coral_secrets"
    case addSecret = "INSERT INTO coral_secrets (id, site, sealed_secret, created_at) VALUES ($1, $2, $3, $4)"
    case dropSecret = "DELETE FROM coral_secrets WHERE id = $1"
    case secrets = """
        SELECT k.id, k.sealed_secret, s.id, s.name, s.language FROM coral_secrets k JOIN sites s ON s.id = k.site
        ORDER BY k.created_at, k.id
        """
}
