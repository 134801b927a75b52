import Moderation

/// One numbered step of the schema. Never edited once landed: a mistake is mended by the next step.
package struct Migration: Sendable {
    package enum Step: Sendable {
        case both(String)
        /// A table found by its primary key alone: SQLite keeps its rows in the tree of that key, which saves a tree.
        case keyedTable(String)
        case sqlite(String)
        case postgres(String)

        /// The SQL for one engine; nil when the step is the other one's.
        package func sql(_ dialect: SQLDialect) -> String? {
            switch (self, dialect) {
            case (.both(let sql), _), (.sqlite(let sql), .sqlite), (.postgres(let sql), .postgres),
                (.keyedTable(let sql), .postgres):
                sql
            case (.keyedTable(let sql), .sqlite): sql + " WITHOUT ROWID"
            default: nil
            }
        }
    }

    package let number: Int
    package let name: String
    package let steps: [Step]

    /// Which migrations were applied when.
    static let ledger = """
        CREATE TABLE IF NOT EXISTS schema_migrations
            (number BIGINT PRIMARY KEY, name TEXT NOT NULL, applied_at BIGINT NOT NULL)
        """

    /// Refuses a database whose schema is not the newest.
    static func check(_ database: any SQLDatabase) async throws {
        let applied = Int(try await database.read { try $0.row(SchemaSQL.newest)?.integer(0) ?? 0 })
        if applied < all.count { throw StoreError.olderSchema(found: applied, known: all.count) }
        if applied > all.count { throw StoreError.newerSchema(found: applied, known: all.count) }
    }

    /// Brings the database to the newest schema; each migration is whole or not at all.
    static func run(on database: any SQLDatabase, now: Instant) async throws {
        _ = try await database.write { session in
            try session.run(ledger, [])
        }
        let applied = Int(try await database.read { try $0.row(SchemaSQL.newest)?.integer(0) ?? 0 })
        guard applied <= all.count else { throw StoreError.newerSchema(found: applied, known: all.count) }
        for migration in all.dropFirst(applied) {
            let dialect = database.dialect
            try await database.write { session in
                for step in migration.steps {
                    guard let sql = step.sql(dialect) else { continue }
                    _ = try session.run(sql, [])
                }
                try session.execute(
                    SchemaSQL.record, .integer(migration.number), .text(migration.name), .time(now))
            }
        }
    }
}

package enum SchemaSQL: String, SQLText {
    case newest = "SELECT COALESCE(MAX(number), 0) FROM schema_migrations"
    case record = "INSERT INTO schema_migrations (number, name, applied_at) VALUES ($1, $2, $3)"
}
