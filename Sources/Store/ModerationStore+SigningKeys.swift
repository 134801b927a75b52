package import Moderation
import Privacy

/// What came of a rotation.
package enum RotateResult: Sendable, Equatable {
    case rotated
    case notFound
    /// As many replaced keys as may be still sign; they run out, or a rotation without overlap drops them.
    case tooManyOldKeys
}

extension ModerationStore {
    /// Most replaced keys of an endpoint that still sign: each makes the header longer and a request slower to check.
    package static let oldKeyLimit = 10

    /// Gives an endpoint new keys. The ones before them go on signing beside them for `overlap`; without one they and
    /// all older ones are gone at once, which is for a secret that leaked.
    package func rotate(
        _ id: EndpointID, to keys: SigningKeys, publicKey: [UInt8]?, overlap: Duration
    ) async throws -> RotateResult {
        let sealed = try SealedKeys(keys, of: id, vault)
        let at = now()
        return try await database.write { session in
            if overlap > .zero {
                try session.execute(SigningKeySQL.dropExpired, .text(id.text), .time(at))
                let old = try session.row(SigningKeySQL.countOld, .text(id.text))?.integer(0) ?? 0
                guard old < Self.oldKeyLimit else { return .tooManyOldKeys }
                try session.execute(SigningKeySQL.keepOld, .time(at.advanced(by: overlap)), .text(id.text))
            } else {
                try session.execute(SigningKeySQL.dropAll, .text(id.text))
            }
            let changed = try session.execute(
                SigningKeySQL.replace, .blob(sealed.secret), .optional(sealed.seed), .optional(publicKey),
                .text(id.text))
            return changed > 0 ? .rotated : .notFound
        }
    }

    static func secretPurpose(_ id: EndpointID) -> String { "endpoints.secret:\(id.text)" }

    static func seedPurpose(_ id: EndpointID) -> String { "endpoints.seed:\(id.text)" }
}

/// Signing keys as they lie in the database.
struct SealedKeys: Sendable {
    let secret: [UInt8]
    let seed: [UInt8]?

    init(_ keys: SigningKeys, of id: EndpointID, _ vault: EmailVault) throws {
        secret = try vault.seal(keys.secret, purpose: ModerationStore.secretPurpose(id))
        seed = try keys.seed.map { try vault.seal($0, purpose: ModerationStore.seedPurpose(id)) }
    }

    /// The first two columns of a row: secret and seed.
    init(_ row: SQLRow, at column: Int) throws {
        secret = try row.blob(column)
        seed = try row.optionalBlob(column + 1)
    }

    func open(of id: EndpointID, _ vault: EmailVault) throws -> SigningKeys {
        SigningKeys(
            secret: try vault.openSecret(secret, purpose: ModerationStore.secretPurpose(id)),
            seed: try seed.map { try vault.openSecret($0, purpose: ModerationStore.seedPurpose(id)) })
    }
}

package enum SigningKeySQL: String, SQLText {
    case replace = "UPDATE endpoints SET sealed_secret = $1, sealed_seed = $2, public_key = $3 WHERE id = $4"
    case keepOld = """
        INSERT INTO endpoint_old_keys (endpoint, number, sealed_secret, sealed_seed, expires_at)
        SELECT e.id, (SELECT COALESCE(MAX(o.number), 0) + 1 FROM endpoint_old_keys o WHERE o.endpoint = e.id),
            e.sealed_secret, e.sealed_seed, $1
        FROM endpoints e WHERE e.id = $2
        """
    case old = """
        SELECT sealed_secret, sealed_seed FROM endpoint_old_keys WHERE endpoint = $1 AND expires_at > $2
        ORDER BY number DESC
        """
    case countOld = "SELECT COUNT(*) FROM endpoint_old_keys WHERE endpoint = $1"
    case dropExpired = "DELETE FROM endpoint_old_keys WHERE endpoint = $1 AND expires_at <= $2"
    case dropAll = "DELETE FROM endpoint_old_keys WHERE endpoint = $1"
}
