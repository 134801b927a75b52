import ArgumentParser
import Foundation
import Moderation
import Store

/// `tamis schema`: the SQL this version makes its tables with and runs, for those who check it on their own server.
struct SchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema", abstract: "Print the database schema, or with --statements everything as JSON.",
        discussion: "  tamis schema --dialect postgres")

    enum Dialect: String, ExpressibleByArgument, CaseIterable {
        case sqlite, postgres

        var stored: SQLDialect {
            switch self {
            case .sqlite: .sqlite
            case .postgres: .postgres
            }
        }
    }

    @Option(help: "The engine it is for.")
    var dialect = Dialect.sqlite

    @Flag(help: "JSON with the schema and every statement the store runs.")
    var statements = false

    func run() throws {
        let schema = SQLCatalogue.schema(dialect.stored)
        guard statements else {
            print(schema.map { $0 + ";" }.joined(separator: "\n\n"))
            return
        }
        let json = JSONWriter.object { json in
            json.member("schema", schema)
            json.member("statements", SQLCatalogue.statements)
        }
        try FileHandle.standardOutput.write(contentsOf: Data(json + [UInt8(ascii: "\n")]))
    }
}
