import Moderation
import Privacy

extension ModerationStore {
    /// Rows sealed anew in one write.
    private static let resealStep = 500

    /// Seals under the vault's master key whatever the one before it still seals: authors' keys, endpoints' secrets and headers,
    /// Coral's secrets, and what waits for no author. Cut off and begun again it goes on. Returns how many were sealed anew.
    package func resealSecrets(progress: @escaping @Sendable (_ done: Int, _ total: Int) -> Void) async throws -> Int {
        let total = Int(try await database.read { try $0.row(RotationSQL.count)?.integer(0) ?? 0 })
        var (after, done, changed) = ("", 0, 0)
        let vault = vault
        while true {
            let last = after
            let step = try await database.write { session -> (read: Int, changed: Int, last: String) in
                var changed = 0
                let rows = try session.rows(RotationSQL.authors, .text(last), .integer(Self.resealStep))
                for row in rows {
                    let author = try row.text(0)
                    let wrapped = WrappedAuthorKey(stored: try row.blob(1))
                    guard let anew = try vault.rewrapped(wrapped, author: author) else { continue }
                    try session.execute(RotationSQL.rewrap, .blob(anew.bytes), .text(author))
                    changed += 1
                }
                return (rows.count, changed, try rows.last?.text(0) ?? last)
            }
            (done, changed, after) = (done + step.read, changed + step.changed, step.last)
            progress(done, total)
            guard step.read == Self.resealStep else { break }
        }
        changed += try await resealEndpoints()
        changed += try await resealPayloads()
        // What was sealed before must not be found in the log either.
        try await database.emptyLog()
        return changed
    }

    private func resealEndpoints() async throws -> Int {
        let vault = vault
        return try await database.write { session in
            var changed = 0
            func reseal(_ row: SQLRow, _ column: Int, _ purpose: String, _ statement: RotationSQL, _ keys: SQLValue...)
                throws
            {
                guard let sealed = try row.optionalBlob(column), let anew = try vault.resealed(sealed, purpose: purpose)
                else { return }
                _ = try session.run(statement.rawValue, [.blob(anew)] + keys)
                changed += 1
            }
            for row in try session.rows(RotationSQL.endpoints) {
                let id = EndpointID(stored: try row.text(0))
                let key = SQLValue.text(id.text)
                try reseal(row, 1, Self.secretPurpose(id), .setSecret, key)
                try reseal(row, 2, Self.seedPurpose(id), .setSeed, key)
                try reseal(row, 3, Self.headersPurpose(id), .setHeaders, key)
            }
            for row in try session.rows(RotationSQL.oldKeys) {
                let id = EndpointID(stored: try row.text(0))
                let keys = (SQLValue.text(id.text), SQLValue.integer(try row.integer(1)))
                try reseal(row, 2, Self.secretPurpose(id), .setOldSecret, keys.0, keys.1)
                try reseal(row, 3, Self.seedPurpose(id), .setOldSeed, keys.0, keys.1)
            }
            for row in try session.rows(RotationSQL.callbacks) {
                let id = EndpointID(stored: try row.text(0))
                try reseal(row, 1, Self.callbackPurpose(id), .setCallback, .text(id.text))
            }
            for row in try session.rows(RotationSQL.coral) {
                let id = try row.text(0)
                try reseal(row, 1, Self.coralPurpose(id), .setCoral, .text(id))
            }
            return changed
        }
    }

    /// Tests, and what is told of persons who were erased: no author's key seals them.
    private func resealPayloads() async throws -> Int {
        var (after, changed) = ("", 0)
        let vault = vault
        while true {
            let last = after
            let step = try await database.write { session -> (read: Int, changed: Int, last: String) in
                var changed = 0
                let rows = try session.rows(RotationSQL.payloads, .text(last), .integer(Self.resealStep))
                for row in rows {
                    let id = DeliveryID(stored: try row.text(0))
                    do {
                        guard let anew = try vault.resealed(row.blob(1), purpose: Self.testPurpose(id)) else {
                            continue
                        }
                        try session.execute(EditSQL.reseal, .blob(anew), .text(id.text))
                        changed += 1
                    } catch VaultError.cannotOpen {
                        // Sealed under a key of its own, which was wrapped anew before.
                    }
                }
                return (rows.count, changed, try rows.last?.text(0) ?? last)
            }
            (after, changed) = (step.last, changed + step.changed)
            guard step.read == Self.resealStep else { return changed }
        }
    }
}

package enum RotationSQL: String, SQLText {
    case count = "SELECT COUNT(*) FROM author_keys"
    case authors = "SELECT author, wrapped FROM author_keys WHERE author > $1 ORDER BY author LIMIT $2"
    case rewrap = "UPDATE author_keys SET wrapped = $1 WHERE author = $2"
    case endpoints = "SELECT id, sealed_secret, sealed_seed, sealed_headers FROM endpoints"
    case setSecret = "UPDATE endpoints SET sealed_secret = $1 WHERE id = $2"
    case setSeed = "UPDATE endpoints SET sealed_seed = $1 WHERE id = $2"
    case setHeaders = "UPDATE endpoints SET sealed_headers = $1 WHERE id = $2"
    case oldKeys = "SELECT endpoint, number, sealed_secret, sealed_seed FROM endpoint_old_keys"
    case setOldSecret = "UPDATE endpoint_old_keys SET sealed_secret = $1 WHERE endpoint = $2 AND number = $3"
    case setOldSeed = "UPDATE endpoint_old_keys SET sealed_seed = $1 WHERE endpoint = $2 AND number = $3"
    case coral = "SELECT id, sealed_secret FROM coral_secrets"
    case setCoral = "UPDATE coral_secrets SET sealed_secret = $1 WHERE id = $2"
    case callbacks = "SELECT endpoint, sealed_key FROM akismet_callbacks"
    case setCallback = "UPDATE akismet_callbacks SET sealed_key = $1 WHERE endpoint = $2"
    case payloads = """
        SELECT id, sealed_payload FROM deliveries
        WHERE id > $1 AND (comment IS NULL OR event_type = 'comment.erased') ORDER BY id LIMIT $2
        """
}
