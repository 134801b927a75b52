import Crypto
import Foundation
import Synchronization

/// A master key and what it is called in what it seals: the first 4 bytes of HMAC-SHA256 under it, which say nothing of it.
struct MasterKey: Sendable {
    static let idBytes = 4

    let key: SymmetricKey
    let id: [UInt8]

    init(_ secret: Secret) {
        key = secret.symmetricKey
        id = Array(HMAC<SHA256>.authenticationCode(for: Array("tamis key id".utf8), using: key).prefix(Self.idBytes))
    }
}

/// The keys that never enter the database: the master key, the look-up pepper and the request-fingerprint key.
package final class VaultKeys: Sendable, CustomStringConvertible, CustomReflectable {
    let master: MasterKey
    /// The master key before the one in force, while a rotation is under way: what is not sealed anew yet opens with it.
    let oldMaster: MasterKey?
    let fingerprint: SymmetricKey
    private let pepper: SymmetricKey
    /// Peppers derived so far. Sites are few; each costs two hashes to derive and one look-up after.
    private let peppers = Mutex<[String: SymmetricKey]>([:])

    package init(master: Secret, pepper: Secret, fingerprint: Secret, oldMaster: Secret? = nil) {
        self.master = MasterKey(master)
        self.oldMaster = oldMaster.map(MasterKey.init)
        self.pepper = pepper.symmetricKey
        self.fingerprint = fingerprint.symmetricKey
    }

    package static func random() -> VaultKeys {
        VaultKeys(
            master: .random(byteCount: 32), pepper: .random(byteCount: 32), fingerprint: .random(byteCount: 32))
    }

    package var description: String { "***" }
    package var customMirror: Mirror { Mirror(self, children: []) }

    /// The site's own pepper (HKDF-SHA256, RFC 5869, of the pepper with the site as info).
    func pepper(site: String) -> SymmetricKey {
        peppers.withLock { known in
            if let key = known[site] { return key }
            let key = HKDF<SHA256>.deriveKey(
                inputKeyMaterial: pepper, info: Array("tamis e-mail pepper:\(site)".utf8), outputByteCount: 32)
            known[site] = key
            return key
        }
    }
}
