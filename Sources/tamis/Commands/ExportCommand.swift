import ArgumentParser
import Review

/// `tamis export`: every comment in an open format.
struct ExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Print every comment as JSON Lines.",
        discussion: """
            One JSON object a line, oldest first: id, external_id, site, thread {id, url, title}, parent_id, author {id, \
            name, url}, body, language, written_at, received_at, status, version, reasons, decisions [version, decision, \
            by, reasons, note, undoes, at], scores {spam, abuse, spam_points, abuse_points}, signals [name, label, \
            reason, points, shadow], versions {engine, policy, lists, model, learned}. What is not known is null.

            No e-mail address is in it, and those that people typed into texts are hidden. With --emails both are \
            there; every address is written down as a look, with the reason, before it is opened. The lines are kept in \
            no memory: an export of any size takes the same.

              tamis export > comments.jsonl
              tamis export --site blog --emails --reason "moving to another service" > comments.jsonl
              tamis import jsonl comments.jsonl --site other
            """)
    @OptionGroup var store: StoreOptions
    @Option(help: "Only this site (default: every site).", completion: .sites)
    var site: String?
    @Flag(help: "With the e-mail addresses; asks for --reason.") var emails = false
    @Option(help: "Why the addresses are opened.") var reason: String?

    func validate() throws {
        guard emails else {
            if reason != nil { throw ValidationError("--reason is for --emails") }
            return
        }
        guard let reason, reason.contains(where: { !$0.isWhitespace }) else {
            throw ValidationError("--emails asks for --reason: why the addresses are opened")
        }
        guard reason.utf8.count <= ReviewAct.noteLimitBytes else {
            throw ValidationError("a reason has at most \(ReviewAct.noteLimitBytes) bytes")
        }
    }

    func run() async throws {
        var after: String?
        repeat {
            let answer = try await store.ask(.export(site: site, after: after, emails: reason))
            guard case .one(let lines, let fields)? = answer.report else { return try store.finish(answer) }
            if !lines.isEmpty { print(lines) }
            after = nil
            if case .text(let next)? = fields.first(where: { $0.key == "next" })?.value { after = next }
        } while after != nil
    }
}
