import ArgumentParser
import Moderation
import Store

/// `tamis audit`: what moderators, keys and people at the machine did.
struct AuditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit", abstract: "What moderators, keys and people at the machine did, newest first.",
        discussion: """
            Every decision that was not policy's, every look at an address, every access to and erasure of a person's \
            data. Nothing is ever removed from it. Addresses typed into notes are redacted. In CSV a cell that a \
            spreadsheet would take for a formula begins with an apostrophe.

              tamis audit --site blog --since 2026-01-01T00:00:00Z --csv > audit.csv
              tamis audit --kind reveal
            """)
    @OptionGroup var store: StoreOptions
    @Option(help: "Only at this site (default: at every site).", completion: .sites)
    var site: String?
    @Option(help: "Only from this moment on, as 2026-01-31T00:00:00Z.") var since: String?
    @Option(help: "Only before this moment.") var until: String?
    @Option(help: "Only of this moderator or key (its id), or command-line.") var by: String?
    @Option(help: "Only decision, reveal, access, erasure, pass, ban, trust, lift or moderator.") var kind: String?
    @Flag(help: "Print CSV with a line of titles (RFC 4180).") var csv = false

    func validate() throws {
        if csv && store.json { throw ValidationError("--csv or --json, not both") }
    }

    func run() async throws {
        var after: String?
        var all: (columns: [AdminColumn], rows: [[AdminValue]]) = ([], [])
        repeat {
            let answer = try await store.ask(
                .audit(AuditWish(site: site, since: since, until: until, by: by, kind: kind, after: after)))
            guard case .table(let columns, let rows)? = answer.report else { return try store.finish(answer) }
            after = rows.count == ModerationStore.pageLimit ? rows.last?.first?.cell : nil
            guard csv else {
                all = (columns, all.rows + rows)
                continue
            }
            if all.columns.isEmpty { print(CSVLine.text(columns.map(\.key)), terminator: "") }
            all.columns = columns
            for row in rows { print(CSVLine.text(row.map { $0 == .none ? "" : $0.cell }), terminator: "") }
        } while after != nil
        if !csv { try store.finish(.table(all.columns, all.rows)) }
    }
}

/// What an audit is narrowed to, and the act the page comes after, as they were typed.
struct AuditWish: Codable, Sendable {
    var site: String?
    var since: String?
    var until: String?
    var by: String?
    var kind: String?
    var after: String?
}

/// A line of CSV (RFC 4180).
enum CSVLine {
    /// No cell of it is a formula to a spreadsheet: one that would be begins with an apostrophe.
    static func text(_ cells: [String]) -> String {
        cells.map(cell).joined(separator: ",") + "\r\n"
    }

    private static func cell(_ text: String) -> String {
        let isFormula = text.unicodeScalars.first.map { "=+-@\t\r".unicodeScalars.contains($0) } ?? false
        let plain = isFormula ? "'" + text : text
        guard plain.unicodeScalars.contains(where: { ",\"\r\n".unicodeScalars.contains($0) }) else { return plain }
        return "\"" + plain.replacing("\"", with: "\"\"") + "\""
    }
}
