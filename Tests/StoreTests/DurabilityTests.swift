import Foundation
import Moderation
import Privacy
import Testing

@testable import Store

@Suite struct Durability {
    private static func size(_ path: String) throws -> Int {
        try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? -1
    }

    private static func facts(_ database: SQLiteDatabase) async throws -> [String: String] {
        Dictionary(uniqueKeysWithValues: try await database.facts().map { ($0.name, $0.value) })
    }

    @Test(arguments: [
        ("journal_mode", "wal"), ("synchronous", "2"), ("foreign_keys", "1"), ("wal_autocheckpoint", "4000"),
        ("secure_delete", "1"), ("temp_store", "2"), ("quick_check", "ok"),
    ])
    func `a file keeps`(name: String, value: String) async throws {
        try await StoreFixture.run(.file) { fixture in
            let facts = try await Self.facts(fixture.database)
            #expect(facts[name] == value)
        }
    }

    @Test func `in memory every write is held to the same settings`() async throws {
        try await StoreFixture.run(.memory) { fixture in
            let facts = try await Self.facts(fixture.database)
            #expect(facts["synchronous"] == "2")
            #expect(facts["foreign_keys"] == "1")
            #expect(facts["quick_check"] == "ok")
        }
    }

    @Test func `a reader that closes leaves the log alone and the writer empties it`() async throws {
        try await withFolder { folder in
            let path = folder + "/tamis.sqlite"
            let fixture = try await StoreFixture(path: path)
            try await fixture.submit(fixture.comment())
            let log = try Self.size(path + "-wal")
            let main = try Self.size(path)
            #expect(log > 0)

            for _ in 0..<8 { _ = try await fixture.store.queue(site: nil, after: nil, limit: 10) }
            fixture.database.closeReaders()
            #expect(try Self.size(path + "-wal") == log)
            #expect(try Self.size(path) == main)

            try await fixture.store.close()
            #expect(!FileManager.default.fileExists(atPath: path + "-wal"))
            #expect(try Self.size(path) > main)
        }
    }

    @Test func `only the owner may read the files`() async throws {
        try await withFolder { folder in
            let path = folder + "/tamis.sqlite"
            let fixture = try await StoreFixture(path: path)
            for name in [path, path + "-wal", path + "-shm"] {
                let mode = try FileManager.default.attributesOfItem(atPath: name)[.posixPermissions] as? Int
                #expect(mode == 0o600, "\(name)")
            }
            try await fixture.store.close()
        }
    }

    @Test func `what was acknowledged is there after a start without a proper end`() async throws {
        try await withFolder { folder in
            let keys = VaultKeys.random()
            let first = try await StoreFixture(path: folder + "/tamis.sqlite", keys: keys)
            let id = try await first.submit(first.comment())
            // A copy of the files at this moment is what a cut of the power would leave.
            let copy = folder + "/copy"
            try FileManager.default.createDirectory(atPath: copy, withIntermediateDirectories: true)
            for name in ["tamis.sqlite", "tamis.sqlite-wal"] {
                try FileManager.default.copyItem(atPath: folder + "/" + name, toPath: copy + "/" + name)
            }
            let second = try await StoreFixture(path: copy + "/tamis.sqlite", keys: keys)
            #expect(try await second.store.comment(id, site: nil)?.authorName == "Reader")
            try await second.store.close()
            try await first.store.close()
        }
    }

    @Test func `a folder that is not there is told`() throws {
        #expect(throws: StoreError.invalidPath("/nonexistent/tamis.sqlite")) {
            _ = try SQLiteDatabase(path: "/nonexistent/tamis.sqlite")
        }
    }
}

@Suite struct Migrations {
    @Test func `a database opens again as it was left`() async throws {
        try await withFolder { folder in
            let path = folder + "/tamis.sqlite"
            let keys = VaultKeys.random()
            let first = try await StoreFixture(path: path, keys: keys)
            let id = try await first.submit(first.comment())
            try await first.store.close()
            let second = try await StoreFixture(path: path, keys: keys)
            #expect(try await second.store.comment(id, site: second.site.id)?.id == id)
            #expect(second.site == first.site)
            try await second.store.close()
        }
    }

    @Test(arguments: Engine.allCases)
    func `a newer schema is refused`(engine: Engine) async throws {
        try await withFolder { folder in
            let fixture = try await StoreFixture(path: engine == .file ? folder + "/tamis.sqlite" : nil)
            try await fixture.database.write {
                _ = try $0.execute(SchemaSQL.record, .integer(99), .text("from later"), .time(Instant.systemNow()))
            }
            await #expect(throws: StoreError.newerSchema(found: 99, known: Migration.all.count)) {
                _ = try await ModerationStore(database: fixture.database, vault: EmailVault(keys: .random()))
            }
            try await fixture.store.close()
        }
    }

    @Test func `migrations are numbered by their place`() {
        #expect(Migration.all.map(\.number) == Array(1...Migration.all.count))
    }
}
