import GRDB

/// What was found in a database file that nobody uses.
package struct DatabaseFile: Sendable, Equatable {
    package var schema: Int
    package var comments: Int
    package var pages: Int
    package var pageBytes: Int

    package var bytes: Int { pages * pageBytes }

    /// Why a file is not a database to go on with.
    package enum Problem: Error, Equatable, CustomStringConvertible {
        case notADatabase
        case notOurs
        case damaged(String)
        case newerSchema(found: Int, known: Int)

        package var description: String {
            switch self {
            case .notADatabase: "is no database, or its beginning is damaged"
            case .notOurs: "is a database, but none of Tamis"
            case .damaged(let what): "is damaged: \(what)"
            case .newerSchema(let found, let known):
                "was written by a newer version (schema \(found), this program knows \(known))"
            }
        }
    }

    /// Reads every page of a database that stands alone and says what is in it. Only for a file of our own: opening
    /// one in WAL mode makes files beside it.
    package static func check(path: String) throws -> DatabaseFile {
        do {
            let file = try DatabaseQueue(path: path, configuration: configuration)
            let found = try file.read(check)
            try file.close()
            return found
        } catch let error as DatabaseError {
            switch error.resultCode {
            case .SQLITE_NOTADB: throw Problem.notADatabase
            case .SQLITE_CORRUPT: throw Problem.damaged("a page cannot be read")
            default: throw StoreError(sqlite: error.extendedResultCode.rawValue, otherwise: error.resultCode.rawValue)
            }
        }
    }

    static var configuration: Configuration {
        var configuration = Configuration()
        configuration.label = "tamis.file"
        configuration.publicStatementArguments = false
        // Nothing outside the folder of the file.
        configuration.prepareDatabase { try $0.execute(sql: "PRAGMA temp_store = MEMORY") }
        return configuration
    }

    private static func check(_ database: Database) throws -> DatabaseFile {
        let complaint = try String.fetchOne(database, sql: "PRAGMA integrity_check(1)") ?? ""
        // What SQLite says names tables and pages, never what stands in them.
        guard complaint == "ok" else {
            throw Problem.damaged(complaint.split(whereSeparator: \.isNewline).joined(separator: " "))
        }
        for table in ["schema_migrations", "comments"] {
            guard try database.tableExists(table) else { throw Problem.notOurs }
        }
        guard try Row.fetchOne(database, sql: "PRAGMA foreign_key_check") == nil else {
            throw Problem.damaged("a row belongs to one that is not there")
        }
        let schema = try Int.fetchOne(database, sql: SchemaSQL.newest.rawValue) ?? 0
        guard schema <= Migration.all.count else {
            throw Problem.newerSchema(found: schema, known: Migration.all.count)
        }
        return DatabaseFile(
            schema: schema, comments: try Int.fetchOne(database, sql: "SELECT COUNT(*) FROM comments") ?? 0,
            pages: try Int.fetchOne(database, sql: "PRAGMA page_count") ?? 0,
            pageBytes: try Int.fetchOne(database, sql: "PRAGMA page_size") ?? 0)
    }
}
