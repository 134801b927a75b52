import Crypto

/// What went wrong with sealed data: wrong key, another row's bytes, or damage. Carries nothing of the content.
package enum VaultError: Error, Equatable, Sendable {
    case cannotOpen
    case unknownFormat(UInt8)
    /// Sealed under a master key that is not in the key file; its id in hex digits.
    case unknownKey(String)
}

/// Seals and opens what must stay private. Every author has a key of their own, wrapped under the master key;
/// each sealed value is bound to its column and row, so that bytes moved to another row do not open.
///
/// Format of what an author's key seals: a byte 1, 12 bytes nonce, ciphertext, 16 bytes tag (AES-256-GCM, NIST SP 800-38D),
/// authenticated with its place. Of what the master key seals: a byte 2, 4 bytes that name the key, and the rest alike, the
/// name authenticated behind the place. Values of the first kind under the master key are older ones; they open as ever.
package struct EmailVault: Sendable {
    private static let version: UInt8 = 1
    private static let namingVersion: UInt8 = 2
    private let keys: VaultKeys

    package init(keys: VaultKeys) {
        self.keys = keys
    }

    /// The look-up value of an address within one site: HMAC-SHA256 under a pepper derived for that site alone.
    package func digest(of email: PrivateEmail, site: String) -> EmailDigest {
        let code = HMAC<SHA256>.authenticationCode(for: Array(email.lookupForm.utf8), using: keys.pepper(site: site))
        return EmailDigest(stored: Array(code))
    }

    /// The look-up value of a host that comments of one site link to. No address has a space in it, so no two kinds of
    /// digest are ever equal.
    package func digest(ofLinkHost host: String, site: String) -> [UInt8] {
        let code = HMAC<SHA256>.authenticationCode(for: Array("link host \(host)".utf8), using: keys.pepper(site: site))
        return Array(code.prefix(16))
    }

    /// How a key that a form's backend vouches for is kept: 32 hex digits, of one site.
    package func code(ofAuthorKey key: String, site: String) -> String {
        HMAC<SHA256>.authenticationCode(for: Array("author key \(key)".utf8), using: keys.pepper(site: site)).prefix(16)
            .map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    /// A code of request bytes that tells a repeat from another request and reveals nothing without the key.
    package func fingerprint(of bytes: [UInt8]) -> [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: bytes, using: keys.fingerprint))
    }

    /// The code that makes a form token of one site ours: HMAC-SHA256 under a key for that alone.
    package func formCode(over bytes: [UInt8], site: String) -> [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: bytes, using: formKey(site: site)))
    }

    /// Whether it is that code; takes as long for every wrong one.
    package func isFormCode(_ code: [UInt8], over bytes: [UInt8], site: String) -> Bool {
        HMAC<SHA256>.isValidAuthenticationCode(code, authenticating: bytes, using: formKey(site: site))
    }

    private func formKey(site: String) -> SymmetricKey {
        HKDF<SHA256>.deriveKey(
            inputKeyMaterial: keys.fingerprint, info: Array("tamis form token:\(site)".utf8), outputByteCount: 32)
    }

    /// A new author's key.
    package func makeAuthorKey(author: String) throws -> (key: AuthorKey, wrapped: WrappedAuthorKey) {
        let raw = randomBytes(32)
        let wrapped = try seal(raw, under: keys.master, context: "author_keys.wrapped:\(author)")
        return (AuthorKey(key: SymmetricKey(data: raw)), WrappedAuthorKey(stored: wrapped))
    }

    package func unwrap(_ wrapped: WrappedAuthorKey, author: String) throws -> AuthorKey {
        AuthorKey(
            key: SymmetricKey(data: try openUnderMaster(wrapped.bytes, context: "author_keys.wrapped:\(author)")))
    }

    /// The same key wrapped under the master key in force; nil when it is already.
    package func rewrapped(_ wrapped: WrappedAuthorKey, author: String) throws -> WrappedAuthorKey? {
        try resealed(wrapped.bytes, context: "author_keys.wrapped:\(author)").map(WrappedAuthorKey.init(stored:))
    }

    package func seal(_ email: PrivateEmail, author: String, key: AuthorKey) throws -> SealedEmail {
        SealedEmail(stored: try seal(Array(email.address.utf8), under: key.key, context: "authors.email:\(author)"))
    }

    package func seal(_ details: AuthorDetails, comment: String, key: AuthorKey) throws -> SealedDetails {
        SealedDetails(stored: try seal(details.encoded(), under: key.key, context: "comments.details:\(comment)"))
    }

    package func open(_ details: SealedDetails, comment: String, key: AuthorKey) throws -> AuthorDetails {
        try AuthorDetails(encoded: open(details.bytes, under: key.key, context: "comments.details:\(comment)"))
    }

    /// Opens an address. `recording` must write down who looks and why; when it throws, nothing is opened.
    package func reveal(
        _ sealed: SealedEmail, author: String, key wrapped: WrappedAuthorKey, recording: () async throws -> Void
    ) async throws -> RevealedEmail {
        try await recording()
        let key = try unwrap(wrapped, author: author)
        let bytes = try open(sealed.bytes, under: key.key, context: "authors.email:\(author)")
        return RevealedEmail(address: String(decoding: bytes, as: UTF8.self))
    }

    /// Seals the bytes of an event about a comment of this author, which say the author's name.
    package func seal(payload: [UInt8], delivery: String, key: AuthorKey) throws -> [UInt8] {
        try seal(payload, under: key.key, context: "deliveries.payload:\(delivery)")
    }

    package func openPayload(_ bytes: [UInt8], delivery: String, key: AuthorKey) throws -> [UInt8] {
        try open(bytes, under: key.key, context: "deliveries.payload:\(delivery)")
    }

    /// Seals a secret of our own (an endpoint's signing key) under the master key.
    package func seal(_ secret: Secret, purpose: String) throws -> [UInt8] {
        try seal(secret.bytes, under: keys.master, context: purpose)
    }

    package func openSecret(_ bytes: [UInt8], purpose: String) throws -> Secret {
        Secret(try openUnderMaster(bytes, context: purpose))
    }

    /// The same secret sealed under the master key in force; nil when it is already.
    package func resealed(_ bytes: [UInt8], purpose: String) throws -> [UInt8]? {
        try resealed(bytes, context: purpose)
    }

    private func resealed(_ bytes: [UInt8], context: String) throws -> [UInt8]? {
        guard let old = keys.oldMaster else { return nil }
        do {
            return try seal(open(bytes, under: old, context: context), under: keys.master, context: context)
        } catch {
            // Then it must open with the one in force.
            _ = try open(bytes, under: keys.master, context: context)
            return nil
        }
    }

    private func seal(_ plain: [UInt8], under master: MasterKey, context: String) throws -> [UInt8] {
        let nonce = try AES.GCM.Nonce(data: randomBytes(12))
        let box = try AES.GCM.seal(
            plain, using: master.key, nonce: nonce, authenticating: Array(context.utf8) + master.id)
        guard let combined = box.combined else { preconditionFailure("a nonce of 12 bytes combines") }
        return [Self.namingVersion] + master.id + combined
    }

    private func open(_ bytes: [UInt8], under master: MasterKey, context: String) throws -> [UInt8] {
        guard bytes.first == Self.namingVersion else { return try open(bytes, under: master.key, context: context) }
        let begin = 1 + MasterKey.idBytes
        guard bytes.count >= begin + 28, Array(bytes[1..<begin]) == master.id else { throw VaultError.cannotOpen }
        do {
            let box = try AES.GCM.SealedBox(combined: bytes[begin...])
            return Array(try AES.GCM.open(box, using: master.key, authenticating: Array(context.utf8) + master.id))
        } catch {
            throw VaultError.cannotOpen
        }
    }

    /// With the master key in force, or with the one before it while a rotation is under way.
    private func openUnderMaster(_ bytes: [UInt8], context: String) throws -> [UInt8] {
        if bytes.first == Self.namingVersion, bytes.count > MasterKey.idBytes {
            let id = Array(bytes[1...MasterKey.idBytes])
            guard let named = [keys.master, keys.oldMaster].compactMap(\.self).first(where: { $0.id == id }) else {
                throw VaultError.unknownKey(id.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined())
            }
            return try open(bytes, under: named, context: context)
        }
        do {
            return try open(bytes, under: keys.master, context: context)
        } catch VaultError.cannotOpen {
            guard let old = keys.oldMaster else { throw VaultError.cannotOpen }
            return try open(bytes, under: old, context: context)
        }
    }

    private func seal(_ plain: [UInt8], under key: SymmetricKey, context: String) throws -> [UInt8] {
        let nonce = try AES.GCM.Nonce(data: randomBytes(12))
        let box = try AES.GCM.seal(plain, using: key, nonce: nonce, authenticating: Array(context.utf8))
        guard let combined = box.combined else { preconditionFailure("a nonce of 12 bytes combines") }
        var bytes = [UInt8]()
        bytes.reserveCapacity(1 + combined.count)
        bytes.append(Self.version)
        bytes.append(contentsOf: combined)
        return bytes
    }

    private func open(_ bytes: [UInt8], under key: SymmetricKey, context: String) throws -> [UInt8] {
        guard let version = bytes.first, bytes.count >= 29 else { throw VaultError.cannotOpen }
        guard version == Self.version else { throw VaultError.unknownFormat(version) }
        do {
            let box = try AES.GCM.SealedBox(combined: bytes.dropFirst())
            return Array(try AES.GCM.open(box, using: key, authenticating: Array(context.utf8)))
        } catch {
            throw VaultError.cannotOpen
        }
    }
}

/// One author's key in the clear, while it is in use.
package struct AuthorKey: Sendable, CustomStringConvertible, CustomReflectable {
    let key: SymmetricKey

    package var description: String { "***" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}

extension AuthorDetails {
    private static let absent = UInt32.max

    /// Four fields, each a 4-byte little-endian length (all ones: absent) and its bytes.
    func encoded() -> [UInt8] {
        var bytes = [UInt8]()
        for field in [name, url, ip, userAgent] {
            let length = field.map { UInt32($0.utf8.count) } ?? Self.absent
            for shift in stride(from: 0, to: 32, by: 8) {
                bytes.append(UInt8(truncatingIfNeeded: length >> UInt32(shift)))
            }
            if let field { bytes.append(contentsOf: field.utf8) }
        }
        return bytes
    }

    init(encoded bytes: [UInt8]) throws {
        var position = 0
        func next() throws -> String? {
            guard position + 4 <= bytes.count else { throw VaultError.cannotOpen }
            let length = (0..<4).reduce(UInt32(0)) { $0 | UInt32(bytes[position + $1]) << UInt32(8 * $1) }
            position += 4
            if length == Self.absent { return nil }
            guard position + Int(length) <= bytes.count else { throw VaultError.cannotOpen }
            defer { position += Int(length) }
            return String(decoding: bytes[position..<position + Int(length)], as: UTF8.self)
        }
        guard let name = try next() else { throw VaultError.cannotOpen }
        self.init(name: name, url: try next(), ip: try next(), userAgent: try next())
    }
}
