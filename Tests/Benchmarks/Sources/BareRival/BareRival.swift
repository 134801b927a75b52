import Foundation
import GRDB
import Hummingbird
import Logging

/// What Tamis is measured against: the least a handler can do and still keep a comment.
/// `POST /insert` stores the body as one row in one commit of its own, in WAL.
///
/// Usage: `BareRival FULL|NORMAL DATABASE-FILE`. Prints the port once it listens, and the level read back.
@main
struct BareRival {
    static func main() async throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 3, let wanted = ["FULL": 2, "NORMAL": 1][arguments[1]] else {
            throw UsageError()
        }
        let pool = try DatabasePool(path: arguments[2])
        // GRDB sets NORMAL while it opens a pool, so the level is set afterwards and read back.
        let found = try await pool.writeWithoutTransaction { database in
            try database.execute(sql: "PRAGMA synchronous = \(arguments[1])")
            try database.execute(sql: "CREATE TABLE IF NOT EXISTS comment (id INTEGER PRIMARY KEY, body TEXT NOT NULL)")
            return try Int.fetchOne(database, sql: "PRAGMA synchronous")
        }
        guard found == wanted else { throw UsageError() }

        let router = Router()
        router.post("/insert") { request, _ in
            let body = try await request.body.collect(upTo: 262_144)
            let text = String(buffer: body)
            try await pool.write { database in
                try database.cachedStatement(sql: "INSERT INTO comment (body) VALUES (?)").execute(arguments: [text])
            }
            return HTTPResponse.Status.created
        }
        router.get("/count") { _, _ in
            let count = try await pool.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM comment") }
            return "\(count ?? 0)"
        }
        var logger = Logger(label: "rival")
        logger.logLevel = .error
        let application = Application(
            router: router,
            configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0), backlog: 1024),
            onServerRunning: { channel in
                let line = "port \(channel.localAddress?.port ?? 0) synchronous \(arguments[1])\n"
                FileHandle.standardOutput.write(Data(line.utf8))
            },
            logger: logger)
        try await application.runService()
    }

    struct UsageError: Error {}
}
