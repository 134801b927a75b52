import CSQLite
import GRDB

/// Runs one prepared statement over SQLite's own functions: GRDB keeps it, and keeps the connection. Its row and
/// argument types cost more than SQLite does for rows as small as ours.
///
/// Safe because it lives inside one access to its connection, on the one thread that has it, and GRDB frees neither
/// before that ends.
@safe struct RawStatement {
    private let handle: OpaquePointer
    private let connection: OpaquePointer?

    /// The statement for this SQL, prepared once per connection.
    init(_ sql: String, on database: Database) throws {
        unsafe handle = try database.cachedStatement(sql: sql).sqliteStatement
        unsafe connection = database.sqliteConnection
    }

    func run(_ values: [SQLValue]) throws -> SQLSession.Result {
        // A statement that was left half way, or its texts, must not stand until it is used next.
        defer {
            _ = unsafe sqlite3_reset(handle)
            _ = unsafe sqlite3_clear_bindings(handle)
        }
        precondition(values.count == Int(unsafe sqlite3_bind_parameter_count(handle)), "one value for each parameter")
        for (index, value) in values.enumerated() { try check(bind(value, at: Int32(index + 1))) }
        let columns = unsafe sqlite3_column_count(handle)
        var rows: [SQLRow] = []
        while true {
            switch unsafe sqlite3_step(handle) {
            case SQLITE_ROW: rows.append(SQLRow(values: try (0..<columns).map(value)))
            case SQLITE_DONE:
                let changes = columns > 0 ? rows.count : Int(unsafe sqlite3_changes(connection))
                return SQLSession.Result(rows: rows, changes: changes)
            case let code: throw error(code)
            }
        }
    }

    private func bind(_ value: SQLValue, at place: Int32) -> Int32 {
        switch value {
        case .null: return unsafe sqlite3_bind_null(handle, place)
        case .integer(let number): return unsafe sqlite3_bind_int64(handle, place, number)
        case .text(var text):
            return text.withUTF8 { bytes in
                unsafe bytes.withMemoryRebound(to: CChar.self) {
                    unsafe tamis_sqlite_bind_text(handle, place, $0.baseAddress, Int32($0.count))
                }
            }
        case .blob(let bytes):
            return unsafe bytes.withUnsafeBytes {
                unsafe tamis_sqlite_bind_blob(handle, place, $0.baseAddress, Int32($0.count))
            }
        }
    }

    private func value(_ column: Int32) throws -> SQLValue {
        switch unsafe sqlite3_column_type(handle, column) {
        case SQLITE_NULL: return .null
        case SQLITE_INTEGER: return .integer(unsafe sqlite3_column_int64(handle, column))
        case SQLITE_TEXT: return .text(unsafe String(decoding: bytes(column), as: UTF8.self))
        case SQLITE_BLOB: return .blob(unsafe Array(bytes(column)))
        default: throw StoreError.malformedRow(column: Int(column))
        }
    }

    /// Valid until the next step only.
    private func bytes(_ column: Int32) -> UnsafeRawBufferPointer {
        let start = unsafe sqlite3_column_blob(handle, column)
        return unsafe UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column)))
    }

    private func check(_ code: Int32) throws {
        if code != SQLITE_OK { throw error(code) }
    }

    private func error(_ code: Int32) -> StoreError {
        StoreError(sqlite: unsafe sqlite3_extended_errcode(connection), otherwise: code)
    }
}

extension StoreError {
    /// What a result code of SQLite means to us; `otherwise` where the connection knows of no error.
    init(sqlite extended: Int32, otherwise: Int32) {
        let code = extended == SQLITE_OK ? otherwise : extended
        switch ResultCode(rawValue: code) {
        case .SQLITE_CONSTRAINT_UNIQUE, .SQLITE_CONSTRAINT_PRIMARYKEY: self = .taken
        case let result: self = .unavailable(code: Int(code), what: result.primaryResultCode.description)
        }
    }
}
