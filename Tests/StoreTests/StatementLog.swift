import Store
import Synchronization

/// A database in memory that remembers which statements ran.
final class StatementLog: SQLDatabase {
    private let database: SQLiteDatabase
    private let log = Log()

    private final class Log: Sendable {
        let seen = Mutex<[String]>([])
    }

    init() throws {
        database = try SQLiteDatabase(path: nil)
    }

    var dialect: SQLDialect { database.dialect }
    var measures: DatabaseMeasures { database.measures }
    var statements: [String] { log.seen.withLock { $0 } }

    func forget() {
        log.seen.withLock { $0 = [] }
    }

    func read<Value: Sendable>(_ body: @escaping @Sendable (SQLSession) throws -> Value) async throws -> Value {
        let log = log
        return try await database.read { session in
            try body(session.watched { sql in log.seen.withLock { $0.append(sql) } })
        }
    }

    @discardableResult
    func write<Value: Sendable>(
        _ body: @escaping @Sendable (SQLSession) throws -> Value, committed: @escaping @Sendable (Value) -> Void
    ) async throws -> Value {
        let log = log
        return try await database.write { session in
            try body(session.watched { sql in log.seen.withLock { $0.append(sql) } })
        } committed: {
            committed($0)
        }
    }

    func copy(to path: String, step: @escaping @Sendable (_ done: Int, _ pages: Int) throws -> Void) throws {
        try database.copy(to: path, step: step)
    }

    func emptyLog() async throws { try await database.emptyLog() }
    func close() async throws { try await database.close() }
    func facts() async throws -> [(name: String, value: String)] { try await database.facts() }
}
