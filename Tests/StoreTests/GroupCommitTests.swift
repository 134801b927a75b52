import Dispatch
import Foundation
import Moderation
import Synchronization
import Testing

@testable import Store

private enum TableSQL: String, SQLText {
    case make = "CREATE TABLE notes (name TEXT PRIMARY KEY, text TEXT NOT NULL)"
    case add = "INSERT INTO notes (name, text) VALUES ($1, $2)"
    case count = "SELECT COUNT(*) FROM notes"
    case names = "SELECT name FROM notes ORDER BY rowid"
    case smallDisk = "PRAGMA max_page_count = 40"
    case largeDisk = "PRAGMA max_page_count = 100000"
}

private struct Refusal: Error {}

private final class Counter: Sendable {
    private let count = Mutex(0)

    func next() -> Int {
        count.withLock {
            $0 += 1
            return $0
        }
    }
}

/// What came of one write.
private enum Outcome: Equatable {
    case done, refused, full
}

@Suite struct `Group commit` {
    private static func withNotes(_ engine: Engine, _ body: (SQLiteDatabase, String) async throws -> Void) async throws
    {
        try await withFolder { folder in
            let path = folder + "/notes.sqlite"
            let database = try SQLiteDatabase(path: engine == .file ? path : nil)
            try await database.write { _ = try $0.execute(TableSQL.make) }
            try await body(database, path)
            try await database.close()
        }
    }

    private static func outcome(_ write: () async throws -> Void) async -> Outcome {
        do {
            try await write()
            return .done
        } catch is Refusal {
            return .refused
        } catch StoreError.unavailable(code: 13, _) {
            return .full
        } catch {
            Issue.record("unexpected: \(error)")
            return .refused
        }
    }

    @Test func `writes that wait share a commit`() async throws {
        try await Self.withNotes(.file) { database, path in
            let before = try committedTransactions(log: path + "-wal")
            let gate = DispatchSemaphore(value: 0)
            let (entered, enter) = AsyncStream<Void>.makeStream()
            let started = Counter()
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    try await database.write { _ in
                        enter.finish()
                        gate.wait()
                    }
                }
                for await _ in entered {}
                for number in 0..<100 {
                    group.addTask {
                        if started.next() == 100 { gate.signal() }
                        try await database.write {
                            _ = try $0.execute(TableSQL.add, .text("\(number)"), .text("x"))
                        }
                    }
                }
                try await group.waitForAll()
            }
            let commits = try committedTransactions(log: path + "-wal") - before
            #expect((1...25).contains(commits), "100 writes took \(commits) commits")
            #expect(try await database.read { try $0.row(TableSQL.count)?.integer(0) } == 100)
        }
    }

    @Test(arguments: Engine.allCases)
    func `a failing write takes nothing with it and the others stay`(engine: Engine) async throws {
        try await Self.withNotes(engine) { database, _ in
            let outcomes = await withTaskGroup(of: Outcome.self) { group in
                for number in 0..<90 {
                    group.addTask {
                        await Self.outcome {
                            try await database.write { session in
                                _ = try session.execute(TableSQL.add, .text("\(number)"), .text("x"))
                                if number % 3 == 0 { throw Refusal() }
                            }
                        }
                    }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
            #expect(outcomes.count { $0 == .done } == 60)
            #expect(outcomes.count { $0 == .refused } == 30)
            let names = try await database.read { try $0.rows(TableSQL.names).map { try $0.text(0) } }
            #expect(names.count == 60)
            #expect(names.allSatisfy { Int($0).map { $0 % 3 != 0 } ?? false })
        }
    }

    @Test(arguments: Engine.allCases)
    func `a statement that fails is told to its writer alone`(engine: Engine) async throws {
        try await Self.withNotes(engine) { database, _ in
            try await database.write { _ = try $0.execute(TableSQL.add, .text("taken"), .text("first")) }
            await #expect(throws: StoreError.taken) {
                try await database.write { session in
                    _ = try session.execute(TableSQL.add, .text("mine"), .text("x"))
                    _ = try session.execute(TableSQL.add, .text("taken"), .text("second"))
                }
            }
            #expect(try await database.read { try $0.rows(TableSQL.names).map { try $0.text(0) } } == ["taken"])
        }
    }

    @Test(arguments: Engine.allCases)
    func `writes of one caller stand in the order of its calls`(engine: Engine) async throws {
        try await Self.withNotes(engine) { database, _ in
            for number in 0..<20 {
                try await database.write { _ = try $0.execute(TableSQL.add, .text("\(number)"), .text("x")) }
            }
            let names = try await database.read { try $0.rows(TableSQL.names).map { try $0.text(0) } }
            #expect(names == (0..<20).map(String.init))
        }
    }

    @Test(arguments: Engine.allCases)
    func `a full disk is told to whom it hits, leaves nothing half done and passes`(engine: Engine) async throws {
        try await Self.withNotes(engine) { database, _ in
            _ = try await database.write { try $0.rows(TableSQL.smallDisk) }
            let text = String(repeating: "long ", count: 2000)
            let outcomes = await withTaskGroup(of: Outcome.self) { group in
                for number in 0..<40 {
                    group.addTask {
                        await Self.outcome {
                            try await database.write { session in
                                _ = try session.execute(TableSQL.add, .text("\(number) a"), .text(text))
                                _ = try session.execute(TableSQL.add, .text("\(number) b"), .text(text))
                            }
                        }
                    }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
            #expect(outcomes.contains(.full))
            let done = outcomes.count { $0 == .done }
            let stored = try await database.read { try $0.row(TableSQL.count)?.integer(0) }
            #expect(stored == Int64(2 * done), "told done \(done) times")

            _ = try await database.write { try $0.rows(TableSQL.largeDisk) }
            try await database.write { _ = try $0.execute(TableSQL.add, .text("after"), .text(text)) }
            #expect(try await database.read { try $0.row(TableSQL.count)?.integer(0) } == Int64(2 * done + 1))
        }
    }

    @Test(arguments: Engine.allCases)
    func `a write after the end is refused`(engine: Engine) async throws {
        try await withFolder { folder in
            let database = try SQLiteDatabase(path: engine == .file ? folder + "/t.sqlite" : nil)
            try await database.close()
            await #expect(throws: StoreError.self) {
                try await database.write { _ = try $0.execute(TableSQL.make) }
            }
        }
    }

    @Test(arguments: Engine.allCases)
    func `every kind of value comes back as it went in`(engine: Engine) async throws {
        try await withFolder { folder in
            let database = try SQLiteDatabase(path: engine == .file ? folder + "/t.sqlite" : nil)
            let values: [SQLValue] = [
                .null, .text(""), .text("é\u{0}ا"), .integer(Int64.min), .integer(Int64.max), .blob([]),
                .blob([0, 255]),
            ]
            for value in values {
                let row = try await database.read { try $0.row(EchoSQL.echo, value) }
                #expect(row?.values == [value])
            }
            try await database.close()
        }
    }
}

private enum EchoSQL: String, SQLText {
    case echo = "SELECT $1"
}

/// How many commits a write-ahead log holds: frames whose header gives the size of the database after it
/// (sqlite.org/fileformat2.html, "The Write-Ahead Log").
func committedTransactions(log path: String) throws -> Int {
    let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    let frame = 24 + 4096
    return stride(from: 32, to: bytes.count - frame + 1, by: frame).count { start in
        bytes[(start + 4)..<(start + 8)].contains { $0 != 0 }
    }
}
