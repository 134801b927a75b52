import Crypto
import Foundation
import Synchronization

/// The keys that never enter the database: the master key, the look-up pepper and the request-fingerprint key.
package final class VaultKeys: Sendable, CustomStringConvertible, CustomReflectable {
    let master: SymmetricKey
    /// The master key before the one in force, while a rotation is under way: what is not sealed anew yet opens with it.
    let oldMaster: SymmetricKey?
    let fingerprint: SymmetricKey
    private let pepper: SymmetricKey
    /// Peppers derived so far. Sites are few; each costs two hashes to derive and one look-up after.
    private let peppers = Mutex<[String: SymmetricKey]>([:])

    package init(master: Secret, pepper: Secret, fingerprint: Secret, oldMaster: Secret? = nil) {
        self.master = master.symmetricKey
        self.oldMaster = oldMaster?.symmetricKey
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
