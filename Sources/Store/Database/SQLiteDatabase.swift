import CSQLite
import Foundation
import GRDB

/// SQLite over GRDB: one writer, which alone checkpoints, and readers beside it.
///
/// A file is in WAL mode with `synchronous=FULL`: every commit is synced before it is answered. In memory, for tests,
/// there is one connection for everything.
package final class SQLiteDatabase: SQLDatabase {
    package let dialect = SQLDialect.sqlite
    package let measures = DatabaseMeasures()
    private let writer: any DatabaseWriter
    private let commits: GroupCommit
    private let looks: GroupCommit
    private let isReadOnly: Bool

    /// `path` nil opens an empty database in memory.
    package init(path: String?) throws {
        Self.prepareEngine
        let writer = try Self.open(path: path)
        self.writer = writer
        isReadOnly = false
        let measures = measures
        looks = GroupCommit(label: "tamis.look") { jobs in Self.look(jobs, on: writer) }
        commits = GroupCommit { jobs in
            let begin = ContinuousClock.now
            // Before anybody is told: who asks afterwards finds it counted.
            measures.batchSizes.record(jobs.count)
            Self.commit(jobs, on: writer)
            measures.batchDurations.record(ContinuousClock.now - begin)
        }
        try Self.mapErrors {
            try writer.writeWithoutTransaction { database in
                // GRDB sets NORMAL after `prepareDatabase`, so FULL is set here, once the pool stands, and read back.
                try database.execute(sql: "PRAGMA synchronous = FULL")
                // What is removed is overwritten, whole pages too: an erased author's key must not stay in a free page.
                try database.execute(sql: "PRAGMA secure_delete = ON")
                if path != nil { try database.execute(sql: "PRAGMA wal_autocheckpoint = 4000") }
                // 64 MiB instead of 2: the look-up tree of authors is written to at random.
                try database.execute(sql: "PRAGMA cache_size = -65536")
                let value = try Int.fetchOne(database, sql: "PRAGMA synchronous") ?? -1
                guard value == 2 else { throw StoreError.notDurable(pragma: "synchronous=2 (FULL)", value: "\(value)") }
            }
        }
    }

    /// Opens a file to read it beside the process that writes, or without one. It is never checkpointed from here, and
    /// every write fails.
    package init(readingPath path: String) throws {
        Self.prepareEngine
        var configuration = Self.configuration
        configuration.readonly = true
        configuration.prepareDatabase(Self.prepareConnection)
        let settled = configuration
        let reader = try Self.mapErrors { try DatabaseQueue(path: path, configuration: settled) }
        writer = reader
        isReadOnly = true
        looks = GroupCommit(label: "tamis.look") { jobs in Self.look(jobs, on: reader) }
        commits = GroupCommit { jobs in Self.commit(jobs, on: reader) }
    }

    /// Once a process, before the first connection; a test that opened another before goes on without.
    private static let prepareEngine: Void = { _ = tamis_sqlite_count_no_memory() }()

    private static func open(path: String?) throws -> any DatabaseWriter {
        var configuration = configuration
        guard let path else { return try mapErrors { try DatabaseQueue(configuration: configuration) } }
        // Before SQLite makes it, which would let others read it; the log and index files take its mode.
        if !FileManager.default.fileExists(atPath: path),
            !FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600])
        {
            throw StoreError.invalidPath(path)
        }
        configuration.maximumReaderCount = 4
        configuration.prepareDatabase(Self.prepareConnection)
        return try mapErrors { try DatabasePool(path: path, configuration: configuration) }
    }

    private static var configuration: Configuration {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = true
        configuration.busyMode = .timeout(5)
        configuration.label = "tamis"
        configuration.publicStatementArguments = false
        return configuration
    }

    @Sendable private static func prepareConnection(_ database: Database) throws {
        // Otherwise savepoints spill whole pages into files under /var/tmp: slow, and outside the data folder.
        try database.execute(sql: "PRAGMA temp_store = MEMORY")
        guard database.configuration.readonly, let connection = unsafe database.sqliteConnection else { return }
        guard unsafe tamis_sqlite_never_checkpoint(connection) == SQLITE_OK else {
            throw StoreError.notDurable(pragma: "no checkpoint by readers", value: "refused")
        }
    }

    package func read<Value: Sendable>(_ body: @escaping @Sendable (SQLSession) throws -> Value) async throws -> Value {
        do {
            return try await writer.read { try body(Self.session($0)) }
        } catch {
            let error = Self.storeError(error)
            measures.count(error)
            throw error
        }
    }

    package func look<Value: Sendable>(_ body: @escaping @Sendable (SQLSession) throws -> Value) async throws -> Value {
        let measures = measures
        return try await withCheckedThrowingContinuation { continuation in
            looks.submit(
                GroupCommit.Job(
                    run: { session in
                        let value = try body(session)
                        return { _ in continuation.resume(returning: value) }
                    },
                    fail: {
                        measures.count($0)
                        continuation.resume(throwing: $0)
                    }))
        }
    }

    @discardableResult
    package func write<Value: Sendable>(
        _ body: @escaping @Sendable (SQLSession) throws -> Value, committed: @escaping @Sendable (Value) -> Void
    ) async throws -> Value {
        let measures = measures
        return try await withCheckedThrowingContinuation { continuation in
            commits.submit(
                GroupCommit.Job(
                    run: { session in
                        let value = try body(session)
                        return { failure in
                            if let failure {
                                measures.count(failure)
                                continuation.resume(throwing: failure)
                            } else {
                                committed(value)
                                continuation.resume(returning: value)
                            }
                        }
                    },
                    fail: {
                        measures.count($0)
                        continuation.resume(throwing: $0)
                    }))
        }
    }

    package func close() async throws {
        guard !isReadOnly else { return try Self.mapErrors { try writer.close() } }
        // Behind every write that was queued before.
        try await write { _ in }
        closeReaders()
        try await writer.writeWithoutTransaction { database in
            _ = try? database.checkpoint(.truncate)  // a reader may still hold the log; the next start goes on from it
        }
        try Self.mapErrors { try writer.close() }
    }

    package func emptyLog() async throws {
        closeReaders()
        let writer = writer
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            writer.asyncWriteWithoutTransaction { database in
                _ = try? database.checkpoint(.truncate)  // held by a reader; the next commits overwrite it
                continuation.resume()
            }
        }
    }

    /// Runs `body` on a reader, on this thread.
    func read<Value>(_ body: (Database) throws -> Value) throws -> Value {
        try writer.read(body)
    }

    /// Closes the readers that are not at work; the next reading opens new ones.
    func closeReaders() {
        (writer as? DatabasePool)?.invalidateReadOnlyConnections()
    }

    package func facts() async throws -> [(name: String, value: String)] {
        // A check reads every page: on a reader, so that nobody's write waits for it.
        let check = try await writer.read { try String.fetchOne($0, sql: "PRAGMA quick_check(1)") ?? "" }
        return try await writerFacts() + [("quick_check", check)]
    }

    /// Asked of the writer: each connection has settings of its own.
    private func writerFacts() async throws -> [(name: String, value: String)] {
        let writer = writer
        let names = [
            "journal_mode", "synchronous", "wal_autocheckpoint", "foreign_keys", "secure_delete", "temp_store",
        ]
        return try await withCheckedThrowingContinuation { continuation in
            writer.asyncWriteWithoutTransaction { database in
                continuation.resume(
                    with: Swift.Result {
                        try names.map { (name: $0, value: try String.fetchOne(database, sql: "PRAGMA \($0)") ?? "") }
                            + [("sqlite_version", try String.fetchOne(database, sql: "SELECT sqlite_version()") ?? "")]
                    })
            }
        }
    }

    // MARK: One batch

    /// Runs the jobs in one transaction. One that fails makes the others start again, each in a savepoint of its own:
    /// failures are rare, and savepoints copy every page they touch.
    private static func commit(_ jobs: [GroupCommit.Job], on writer: any DatabaseWriter) {
        writer.writeWithoutTransaction { database in
            if let answers = try? together(jobs, on: database) {  // told apart just below
                for answer in answers { answer(nil) }
            } else {
                apart(jobs, on: database)
            }
        }
    }

    /// Answers each question by itself: one that fails keeps no other from its answer.
    private static func look(_ jobs: [GroupCommit.Job], on reader: any DatabaseWriter) {
        var answered = 0
        do {
            try reader.read { database in
                let session = session(database)
                for job in jobs {
                    do { try job.run(session)(nil) } catch { job.fail(storeError(error)) }
                    answered += 1
                }
            }
        } catch {
            for job in jobs[answered...] { job.fail(storeError(error)) }
        }
    }

    private static func together(_ jobs: [GroupCommit.Job], on database: Database) throws -> [GroupCommit.Answer] {
        try transaction(on: database) {
            let session = session(database)
            return try jobs.map { try $0.run(session) }
        }
    }

    private static func apart(_ jobs: [GroupCommit.Job], on database: Database) {
        var answers: [GroupCommit.Answer] = []
        var started = 0
        do {
            try transaction(on: database) {
                let session = session(database)
                for job in jobs {
                    try run("SAVEPOINT one", on: database)
                    started += 1
                    do {
                        let answer = try job.run(session)
                        try run("RELEASE one", on: database)
                        answers.append(answer)
                    } catch {
                        job.fail(storeError(error))
                        // A full disk or an I/O error ends the whole transaction; then nobody's write stands.
                        guard database.isInsideTransaction else { throw error }
                        try run("ROLLBACK TO one", on: database)
                        try run("RELEASE one", on: database)
                    }
                }
            }
            for answer in answers { answer(nil) }
        } catch {
            let failure = storeError(error)
            for answer in answers { answer(failure) }
            for job in jobs[started...] { job.fail(failure) }
        }
    }

    private static func transaction<Value>(on database: Database, _ body: () throws -> Value) throws -> Value {
        try run("BEGIN IMMEDIATE", on: database)
        do {
            let value = try body()
            try run("COMMIT", on: database)
            return value
        } catch {
            if database.isInsideTransaction { try? run("ROLLBACK", on: database) }  // the first error is the one told
            throw error
        }
    }

    private static func run(_ sql: String, on database: Database) throws {
        try database.cachedStatement(sql: sql).execute()
    }

    /// Keeps the statements it ran: a batch runs the same few for each of its jobs, and to find one among GRDB's takes
    /// a hash of its whole text.
    private static func session(_ database: Database) -> SQLSession {
        var known: [(sql: String, statement: RawStatement)] = []
        return SQLSession { sql, values in
            if let found = known.first(where: { $0.sql == sql }) { return try found.statement.run(values) }
            let statement = try RawStatement(sql, on: database)
            known.append((sql, statement))
            return try statement.run(values)
        }
    }

    // MARK: Errors

    private static func mapErrors<Value>(_ body: () throws -> Value) throws -> Value {
        do { return try body() } catch { throw storeError(error) }
    }

    static func storeError(_ error: any Error) -> any Error {
        guard let error = error as? DatabaseError else { return error }
        return StoreError(sqlite: error.extendedResultCode.rawValue, otherwise: error.resultCode.rawValue)
    }
}
