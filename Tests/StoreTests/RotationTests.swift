import Foundation
import Moderation
import Privacy
import Store
import Testing

@Suite struct `A new master key` {
    private static func store(_ path: String, _ keys: VaultKeys) async throws -> ModerationStore {
        try await ModerationStore(database: SQLiteDatabase(path: path), vault: EmailVault(keys: keys))
    }

    @Test func `opens everything after, and the one before opens nothing`() async throws {
        try await withFolder { folder in
            let (path, file) = (folder + "/tamis.sqlite", folder + "/vault.keys")
            let old = try VaultKeyFile.load(path: file, create: true)
            let fixture = try await StoreFixture(path: path, keys: old)
            let endpoint = try await fixture.endpoint(wantsBody: true)
            var change = EndpointChange()
            change.headers = CustomHeader.list([("X-Gateway", "open-sesame")])
            _ = try await fixture.store.change(endpoint.id, change)
            _ = try await fixture.store.rotate(
                endpoint.id, to: SigningKeys(secret: .random(byteCount: 24)), publicKey: nil, overlap: .seconds(3600))
            _ = try await fixture.store.addCoralSecret(.random(byteCount: 32), site: fixture.site.id)
            _ = try await fixture.store.callback(
                site: fixture.site.id, url: "https://blog.example.org/hook", key: .random(byteCount: 12),
                keys: SigningKeys(secret: .random(byteCount: 24)), publicKey: [])
            var ids: [CommentID] = []
            for number in 0..<1203 {
                ids.append(try await fixture.submit(fixture.comment(email: "reader\(number % 700)@example.org")))
            }
            _ = try await fixture.store.addTestDelivery(to: endpoint, site: "kiosk")
            try await fixture.store.close()

            try VaultKeyFile.beginRotation(path: file)
            // Begun twice is begun once: the key before stays the one before.
            try VaultKeyFile.beginRotation(path: file)
            let both = try VaultKeyFile.load(path: file, create: false)
            let during = try await Self.store(path, both)
            #expect(try await during.keysFit())
            #expect(try await during.comment(ids[0], site: nil)?.authorName == "Reader")
            // 700 authors, three secrets, headers, a callback's key, Coral's secret and the test.
            #expect(try await during.resealSecrets { _, _ in } == 700 + 3 + 1 + 1 + 1 + 1)
            #expect(try await during.resealSecrets { _, _ in } == 0)
            try await during.close()

            try VaultKeyFile.endRotation(path: file)
            let new = try VaultKeyFile.load(path: file, create: false)
            let after = try await Self.store(path, new)
            #expect(try await after.keysFit())
            for id in ids.suffix(10) { #expect(try await after.comment(id, site: nil)?.authorName == "Reader") }
            #expect(try await after.coralSecrets().count == 1)
            let claimed = try await after.claimDeliveries(
                limit: 2000, perEndpoint: 2000, lease: .seconds(30),
                now: fixture.clock.now.advanced(by: .seconds(1)))
            #expect(claimed.count == 1204)
            #expect(claimed.first?.headers.first?.value == "open-sesame")
            #expect(claimed.first?.keys.count == 2)
            try await after.close()

            let before = try await Self.store(path, old)
            #expect(try await !before.keysFit())
            await #expect(throws: (any Error).self) { _ = try await before.comment(ids[0], site: nil) }
            await #expect(throws: (any Error).self) { _ = try await before.coralSecrets() }
            try await before.close()
        }
    }
}
