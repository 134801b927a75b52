import Foundation
import Moderation
import Privacy
import Testing

@testable import Store

@Suite struct BackupTests {
    @Test func `a copy is whole by itself and of one moment`() async throws {
        try await withFolder { folder in
            let store = try await ModerationStore(
                database: SQLiteDatabase(path: folder + "/tamis.sqlite"), vault: EmailVault(keys: .random()))
            _ = try await store.addSite(name: "before", language: "en")
            let copy = folder + "/copy.sqlite"
            #expect(FileManager.default.createFile(atPath: copy, contents: nil))
            try store.copy(to: copy) { _, pages in #expect(pages > 0) }
            let file = try DatabaseFile.check(path: copy)
            #expect(file.schema == Migration.all.count && file.comments == 0 && file.bytes > 0)
            #expect(!FileManager.default.fileExists(atPath: copy + "-wal"))
            try await store.close()
        }
    }

    struct Stopped: Error {}

    @Test func `a copy can be ended between two steps`() async throws {
        try await withFolder { folder in
            let store = try await ModerationStore(
                database: SQLiteDatabase(path: folder + "/tamis.sqlite"), vault: EmailVault(keys: .random()))
            // More pages than one step takes.
            _ = try await store.addSite(name: String(repeating: "x", count: 2 << 20), language: "en")
            let copy = folder + "/copy.sqlite"
            #expect(FileManager.default.createFile(atPath: copy, contents: nil))
            #expect(throws: Stopped.self) { try store.copy(to: copy) { _, _ in throw Stopped() } }
            try await store.close()
        }
    }

    @Test func `keys are told apart by an endpoint's secret too`() async throws {
        try await withFolder { folder in
            let keys = VaultKeys.random()
            let path = folder + "/tamis.sqlite"
            let first = try await ModerationStore(database: SQLiteDatabase(path: path), vault: EmailVault(keys: keys))
            let site = try await first.addSite(name: "news", language: "en")
            _ = try await first.addEndpoint(
                site: site.id, url: "https://hooks.example.org/x", types: Set(EventType.allCases), wantsBody: false,
                keys: SigningKeys(secret: .random(byteCount: 32)))
            #expect(try await first.keysFit())
            try await first.close()
            let other = try await ModerationStore(
                database: SQLiteDatabase(path: path), vault: EmailVault(keys: .random()))
            #expect(try await !other.keysFit())
            try await other.close()
        }
    }
}
