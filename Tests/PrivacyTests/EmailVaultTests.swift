import Privacy
import Testing

struct `The e-mail vault` {
    struct Refused: Error {}

    let vault = EmailVault(keys: .random())

    private func opened(
        _ sealed: SealedEmail, author: String, key: WrappedAuthorKey, by vault: EmailVault
    ) async throws -> String {
        try await vault.reveal(sealed, author: author, key: key, recording: {}).show()
    }

    @Test
    func `gives back the address as it was typed`() async throws {
        let (key, wrapped) = try vault.makeAuthorKey(author: "aut_1")
        let sealed = try vault.seal(PrivateEmail(" Nadia@Bücher.example "), author: "aut_1", key: key)
        #expect(try await opened(sealed, author: "aut_1", key: wrapped, by: vault) == "Nadia@Bücher.example")
    }

    @Test
    func `does not open bytes moved to another author`() async throws {
        let (key, wrapped) = try vault.makeAuthorKey(author: "aut_1")
        let (otherKey, otherWrapped) = try vault.makeAuthorKey(author: "aut_2")
        let sealed = try vault.seal(PrivateEmail("nadia@example.org"), author: "aut_1", key: key)
        let sealedUnderOtherKey = try vault.seal(PrivateEmail("nadia@example.org"), author: "aut_1", key: otherKey)
        await #expect(throws: VaultError.cannotOpen) {
            _ = try await opened(sealed, author: "aut_2", key: otherWrapped, by: vault)
        }
        await #expect(throws: VaultError.cannotOpen) {
            _ = try await opened(sealed, author: "aut_2", key: wrapped, by: vault)
        }
        await #expect(throws: VaultError.cannotOpen) {
            _ = try await opened(sealedUnderOtherKey, author: "aut_1", key: wrapped, by: vault)
        }
        #expect(throws: VaultError.cannotOpen) { _ = try vault.unwrap(wrapped, author: "aut_2") }
    }

    @Test
    func `does not open details moved to another comment, nor an address as details`() throws {
        let (key, _) = try vault.makeAuthorKey(author: "aut_1")
        let details = AuthorDetails(name: "نادية", url: nil, ip: "192.0.2.1", userAgent: "")
        let sealed = try vault.seal(details, comment: "cmt_1", key: key)
        #expect(try vault.open(sealed, comment: "cmt_1", key: key) == details)
        #expect(throws: VaultError.cannotOpen) { _ = try vault.open(sealed, comment: "cmt_2", key: key) }
        let address = try vault.seal(PrivateEmail("nadia@example.org"), author: "cmt_1", key: key)
        #expect(throws: VaultError.cannotOpen) {
            _ = try vault.open(SealedDetails(stored: address.bytes), comment: "cmt_1", key: key)
        }
    }

    @Test
    func `of another master key opens nothing`() async throws {
        let (key, wrapped) = try vault.makeAuthorKey(author: "aut_1")
        let sealed = try vault.seal(PrivateEmail("nadia@example.org"), author: "aut_1", key: key)
        let secret = try vault.seal(Secret([1, 2, 3]), purpose: "endpoints.secret:end_1")
        let stranger = EmailVault(keys: .random())
        let name = secret[1..<5].map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
        await #expect(throws: VaultError.unknownKey(name)) {
            _ = try await opened(sealed, author: "aut_1", key: wrapped, by: stranger)
        }
        #expect(throws: VaultError.unknownKey(name)) {
            _ = try stranger.openSecret(secret, purpose: "endpoints.secret:end_1")
        }
        #expect(throws: VaultError.cannotOpen) { _ = try vault.openSecret(secret, purpose: "endpoints.secret:end_2") }
        #expect(try vault.openSecret(secret, purpose: "endpoints.secret:end_1") == Secret([1, 2, 3]))
    }

    @Test
    func `does not open one byte changed, cut or added`() async throws {
        let (key, wrapped) = try vault.makeAuthorKey(author: "aut_1")
        let sealed = try vault.seal(PrivateEmail("nadia@example.org"), author: "aut_1", key: key).bytes
        #expect(sealed.count == 1 + 12 + 17 + 16 && sealed[0] == 1)
        for index in sealed.indices.dropFirst() {
            var changed = sealed
            changed[index] ^= 1
            await #expect(throws: VaultError.cannotOpen) {
                _ = try await opened(SealedEmail(stored: changed), author: "aut_1", key: wrapped, by: vault)
            }
        }
        for bytes in [[], [1], Array(sealed.prefix(28)), Array(sealed.dropLast()), sealed + [0]] {
            await #expect(throws: VaultError.cannotOpen) {
                _ = try await opened(SealedEmail(stored: bytes), author: "aut_1", key: wrapped, by: vault)
            }
        }
        await #expect(throws: VaultError.unknownFormat(2)) {
            let bytes = [2] + sealed.dropFirst()
            _ = try await opened(SealedEmail(stored: bytes), author: "aut_1", key: wrapped, by: vault)
        }
    }

    /// Written by another program (PyPI `cryptography`): what the master key sealed before it was named, and since.
    @Test(arguments: [
        "010707070707070707070707078cf1e9556612277078d8c6709f710096cf9566",
        "021cf9622a0707070707070707070707078cf1e9ef005c27d13cc86f7e5686e01f9c96cb",
    ])
    func `opens what its format says, and not with one byte changed`(_ hex: String) throws {
        let digits = Array(hex)
        let sealed = stride(from: 0, to: digits.count, by: 2).compactMap {
            UInt8(String(digits[$0...($0 + 1)]), radix: 16)
        }
        let other = Secret(Array(repeating: 2, count: 32))
        let vault = EmailVault(
            keys: VaultKeys(master: Secret(Array(repeating: 1, count: 32)), pepper: other, fingerprint: other))
        #expect(try vault.openSecret(sealed, purpose: "endpoints.secret:end_1") == Secret([1, 2, 3]))
        for index in sealed.indices {
            var changed = sealed
            changed[index] ^= 1
            #expect(throws: VaultError.self) { _ = try vault.openSecret(changed, purpose: "endpoints.secret:end_1") }
        }
        let rotated = EmailVault(
            keys: VaultKeys(
                master: other, pepper: other, fingerprint: other, oldMaster: Secret(Array(repeating: 1, count: 32))))
        let anew = try #require(try rotated.resealed(sealed, purpose: "endpoints.secret:end_1"))
        #expect(anew[0] == 2 && Array(anew[1..<5]) != [0x1c, 0xf9, 0x62, 0x2a])
        #expect(try rotated.resealed(anew, purpose: "endpoints.secret:end_1") == nil)
    }

    @Test
    func `seals the same address differently each time`() throws {
        let (key, _) = try vault.makeAuthorKey(author: "aut_1")
        let email = try PrivateEmail("nadia@example.org")
        #expect(try vault.seal(email, author: "aut_1", key: key) != vault.seal(email, author: "aut_1", key: key))
    }

    @Test
    func `records a reveal before it opens, and opens nothing when that fails`() async throws {
        let (key, wrapped) = try vault.makeAuthorKey(author: "aut_1")
        let sealed = try vault.seal(PrivateEmail("nadia@example.org"), author: "aut_1", key: key)
        await #expect(throws: Refused.self) {
            _ = try await vault.reveal(sealed, author: "aut_1", key: wrapped, recording: { throw Refused() })
        }
        // Bytes that cannot open: had opening come first, this would be the vault's error.
        await #expect(throws: Refused.self) {
            _ = try await vault.reveal(
                SealedEmail(stored: []), author: "aut_1", key: wrapped, recording: { throw Refused() })
        }
        var records = 0
        await #expect(throws: VaultError.cannotOpen) {
            _ = try await vault.reveal(SealedEmail(stored: []), author: "aut_1", key: wrapped) { records += 1 }
        }
        #expect(records == 1)
    }

    @Test
    func `finds an author by any spelling of the address, within one site only`() throws {
        func digest(_ text: String, site: String = "site_1") throws -> EmailDigest {
            vault.digest(of: try PrivateEmail(text), site: site)
        }
        let known = try digest("nadia@bücher.example")
        #expect(known.bytes.count == 32)
        for spelling in ["NADIA@BÜCHER.EXAMPLE", " nadia@Bücher.example", "Nadia@xn--bcher-kva.example"] {
            #expect(try digest(spelling) == known)
        }
        #expect(try digest("nadia@bücher.example", site: "site_2") != known)
        #expect(try digest("nadia+blog@bücher.example") != known)
        let stranger = EmailVault(keys: .random())
        #expect(stranger.digest(of: try PrivateEmail("nadia@bücher.example"), site: "site_1") != known)
    }

    @Test
    func `tells requests apart under a key of its own`() {
        let bytes = Array("nadia".utf8)
        let codes = [
            vault.fingerprint(of: bytes), vault.fingerprint(of: Array("nadja".utf8)),
            EmailVault(keys: .random()).fingerprint(of: bytes),
        ]
        #expect(Set(codes).count == codes.count)
        #expect(vault.fingerprint(of: bytes) == vault.fingerprint(of: bytes))
    }
}
