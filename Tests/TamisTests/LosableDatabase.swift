import Store
import Synchronization

/// A database in memory that can be lost, as a disk that is full or gone loses one.
final class LosableDatabase: SQLDatabase {
    private let database: SQLiteDatabase
    private let isLost = Mutex(false)

    init() throws {
        database = try SQLiteDatabase(path: nil)
    }

    var dialect: SQLDialect { database.dialect }
    var measures: DatabaseMeasures { database.measures }

    func lose() {
        isLost.withLock { $0 = true }
    }

    func read<Value: Sendable>(_ body: @escaping @Sendable (SQLSession) throws -> Value) async throws -> Value {
        try check()
        return try await database.read(body)
    }

    @discardableResult
    func write<Value: Sendable>(
        _ body: @escaping @Sendable (SQLSession) throws -> Value, committed: @escaping @Sendable (Value) -> Void
    ) async throws -> Value {
        try check()
        return try await database.write(body, committed: committed)
    }

    func copy(to path: String, step: @escaping @Sendable (_ done: Int, _ pages: Int) throws -> Void) throws {
        try check()
        try database.copy(to: path, step: step)
    }

    func emptyLog() async throws { try await database.emptyLog() }
    func close() async throws { try await database.close() }
    func facts() async throws -> [(name: String, value: String)] { try await database.facts() }

    private func check() throws {
        if isLost.withLock({ $0 }) { throw StoreError.unavailable(code: 13, what: "the disk is full") }
    }
}
