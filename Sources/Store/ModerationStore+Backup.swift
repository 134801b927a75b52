import Moderation

extension ModerationStore {
    /// Which migration the database is at.
    package func schemaNumber() async throws -> Int {
        Int(try await database.read { try $0.row(SchemaSQL.newest)?.integer(0) ?? 0 })
    }

    /// Copies the database into a file as it stands now, while others write. Blocks its thread.
    package func copy(to path: String, step: @escaping @Sendable (_ done: Int, _ pages: Int) throws -> Void) throws {
        try database.copy(to: path, step: step)
    }

    /// Makes a restored database fit to serve: whoever was signed in then signs in again. Returns how many deliveries
    /// wait and will be sent again.
    package func settleAfterRestore(pausingEndpoints: Bool) async throws -> Int {
        try await database.write { session in
            try session.execute(BackupSQL.endSessions)
            try session.execute(BackupSQL.endLinks)
            try session.execute(BackupSQL.endClaims)
            if pausingEndpoints { try session.execute(BackupSQL.pauseEndpoints) }
            return Int(try session.row(BackupSQL.waiting)?.integer(0) ?? 0)
        }
    }
}

package enum BackupSQL: String, SQLText {
    case endSessions = "DELETE FROM sessions"
    case endLinks = "DELETE FROM moderator_links"
    case endClaims = "DELETE FROM claims"
    case pauseEndpoints = "UPDATE endpoints SET state = 'paused' WHERE state = 'active'"
    case waiting = "SELECT COUNT(*) FROM deliveries WHERE state = 'waiting'"
}
