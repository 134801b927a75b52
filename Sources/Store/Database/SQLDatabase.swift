package import Moderation

/// The seam to the database engine. A body runs on one connection, synchronously, on the engine's own thread.
package protocol SQLDatabase: Sendable {
    var dialect: SQLDialect { get }
    var measures: DatabaseMeasures { get }

    /// Runs `body` on a snapshot of what is committed.
    func read<Value: Sendable>(_ body: @escaping @Sendable (SQLSession) throws -> Value) async throws -> Value

    /// The same for a small question that every request asks: those that come together share one snapshot, and one change of
    /// threads. None may take long: the others wait for it.
    func look<Value: Sendable>(_ body: @escaping @Sendable (SQLSession) throws -> Value) async throws -> Value

    /// Runs `body` in a transaction that may be shared with others, and returns only after it is durable.
    /// When `body` throws, nothing of it stays. When another's throws, `body` may run again: it changes nothing but
    /// the database. `committed` is for what must change in memory with it: it runs once the commit stands, in the order
    /// of the writes, and before any later one begins.
    @discardableResult
    func write<Value: Sendable>(
        _ body: @escaping @Sendable (SQLSession) throws -> Value, committed: @escaping @Sendable (Value) -> Void
    ) async throws -> Value

    /// Copies what is committed now into the file at `path`, which is there and empty, without holding up writes.
    /// Blocks the thread it is called on; a `step` that throws ends it.
    func copy(to path: String, step: @escaping @Sendable (_ done: Int, _ pages: Int) throws -> Void) throws

    /// Moves all that is committed out of the engine's log and empties it, so that what was overwritten in the database
    /// stands nowhere. A reader that is at work may hold it: then the next commits overwrite it.
    func emptyLog() async throws

    /// Ends all work and closes the files. Nothing may be asked after it.
    func close() async throws

    /// What an operator must know of how this database keeps its promises: name and value.
    func facts() async throws -> [(name: String, value: String)]
}

extension SQLDatabase {
    package func look<Value: Sendable>(_ body: @escaping @Sendable (SQLSession) throws -> Value) async throws -> Value {
        try await read(body)
    }

    @discardableResult
    package func write<Value: Sendable>(_ body: @escaping @Sendable (SQLSession) throws -> Value) async throws -> Value
    {
        try await write(body, committed: { _ in })
    }
}

package enum SQLDialect: String, Sendable, CaseIterable {
    case sqlite, postgres
}

/// The statements of one part of the store: an enum whose raw values are the SQL, so that all of them can be listed.
/// SQLite and PostgreSQL both take each; parameters are `$1…`, numbered in order of first appearance.
package protocol SQLText: RawRepresentable, CaseIterable, Sendable where RawValue == String {}

package enum SQLValue: Sendable, Equatable {
    case null
    case text(String)
    case integer(Int64)
    case blob([UInt8])

    package static func integer(_ number: Int) -> SQLValue { .integer(Int64(number)) }
    package static func optional(_ text: String?) -> SQLValue { text.map { .text($0) } ?? .null }
    package static func optional(_ bytes: [UInt8]?) -> SQLValue { bytes.map { .blob($0) } ?? .null }
    package static func time(_ instant: Instant) -> SQLValue { .integer(instant.milliseconds) }
    package static func time(_ instant: Instant?) -> SQLValue { instant.map { .integer($0.milliseconds) } ?? .null }
}

/// One connection while a body of `SQLDatabase` runs. Bound values never reach a log or an error.
package struct SQLSession {
    package struct Result {
        var rows: [SQLRow]
        var changes: Int
    }

    let run: (String, [SQLValue]) throws -> Result

    /// This session, telling `watch` of every statement first.
    package func watched(_ watch: @escaping (String) -> Void) -> SQLSession {
        SQLSession { sql, values in
            watch(sql)
            return try run(sql, values)
        }
    }

    /// The rows a statement answers with.
    package func rows(_ statement: some SQLText, _ values: SQLValue...) throws -> [SQLRow] {
        try run(statement.rawValue, values).rows
    }

    package func row(_ statement: some SQLText, _ values: SQLValue...) throws -> SQLRow? {
        try run(statement.rawValue, values).rows.first
    }

    /// Runs a statement and says how many rows it changed.
    @discardableResult
    package func execute(_ statement: some SQLText, _ values: SQLValue...) throws -> Int {
        try run(statement.rawValue, values).changes
    }
}

/// One row of an answer; columns go by their place, first is 0.
package struct SQLRow: Sendable {
    let values: [SQLValue]

    package func text(_ column: Int) throws -> String {
        guard case .text(let text) = values[column] else { throw StoreError.malformedRow(column: column) }
        return text
    }

    package func integer(_ column: Int) throws -> Int64 {
        guard case .integer(let number) = values[column] else { throw StoreError.malformedRow(column: column) }
        return number
    }

    package func blob(_ column: Int) throws -> [UInt8] {
        switch values[column] {
        case .blob(let bytes): return bytes
        case .text(let text): return Array(text.utf8)
        default: throw StoreError.malformedRow(column: column)
        }
    }

    package func optionalText(_ column: Int) throws -> String? { values[column] == .null ? nil : try text(column) }
    package func optionalInteger(_ column: Int) throws -> Int64? { values[column] == .null ? nil : try integer(column) }
    package func optionalBlob(_ column: Int) throws -> [UInt8]? { values[column] == .null ? nil : try blob(column) }
    package func time(_ column: Int) throws -> Instant { Instant(milliseconds: try integer(column)) }
    package func optionalTime(_ column: Int) throws -> Instant? {
        try optionalInteger(column).map { Instant(milliseconds: $0) }
    }
}
