import ArgumentParser
import Foundation

/// `tamis import`: comments from elsewhere.
struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Take in the comments of another service, or of another Tamis.",
        discussion: """
            Every comment is scored and kept as if it had just come, with the time it was written; its e-mail address is \
            sealed. Then what was decided about it where it comes from – approved, pending, spam, trash – becomes a \
            decision of the command line, from which the site learns. Webhooks hear nothing of it without --notify.

            It works beside a running server. A comment that is there already is passed over: a run that was cut off is \
            simply started again, and --dry-run says beforehand what would be added.

              tamis import wordpress export.xml --site blog --dry-run
              tamis import wordpress export.xml --site blog
              tamis import disqus disqus.xml --site blog
              tamis import jsonl comments.jsonl --site other
            """,
        subcommands: [WordPress.self, Disqus.self, JSONLines.self])

    struct JSONLines: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "jsonl", abstract: "Take in JSON Lines, such as `tamis export` prints.",
            discussion: """
                One object a line, as POST /v1/comments takes it, beside it an optional status (approved, pending, spam, \
                trash) and reasons. external_id, or else id, names a comment: it must be there. Lines have at most \
                204800 bytes.

                  {"external_id":"7","thread":{"id":"/a"},"author":{"name":"Ana"},"body":"…","written_at":"2020-01-02T03:04:05Z","status":"spam"}
                """)
        @OptionGroup var options: ImportOptions

        func run() async throws {
            try await options.run { run, meter in
                let file = try options.open()
                var lines = InputLines(file)
                var (number, done) = (0, 0)
                while true {
                    number += 1
                    do {
                        guard let line = try lines.next() else { break }
                        done += line.count + 1
                        if line.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { continue }
                        try await run.take(try JSONLinesArchive.comment(line))
                    } catch let problem as InputLines.Problem {
                        throw ArchiveProblem(file: options.file, line: number, what: problem.description)
                    } catch let problem as JSONLinesArchive.Problem {
                        throw ArchiveProblem(file: options.file, line: number, what: problem.what)
                    }
                    meter.show(AdminProgress(what: "importing", done: done, total: options.byteCount))
                }
            }
        }
    }
}

/// What every import is told.
struct ImportOptions: ParsableArguments {
    @OptionGroup var store: StoreOptions
    @Argument(help: "The archive.", completion: .file())
    var file: String
    @Option(help: "The site that takes the comments.", completion: .sites)
    var site: String
    @Flag(help: "Only count: keep nothing.") var dryRun = false
    @Flag(help: "Let webhooks hear of every comment and decision.") var notify = false

    /// For the progress shown; a size nobody knows is none.
    var byteCount: Int? {
        (try? FileManager.default.attributesOfItem(atPath: file))?[.size] as? Int
    }

    func open() throws -> FileHandle {
        guard let handle = FileHandle(forReadingAtPath: file) else {
            throw ArchiveProblem(file: file, line: nil, what: "cannot be read")
        }
        return handle
    }

    /// Runs one import and says what came of it. What was read before a mistake in the file stays, and is told.
    func run(_ body: (inout ImportRun, ProgressMeter) async throws -> Void) async throws {
        let meter = ProgressMeter()
        defer { meter.end() }
        var run = ImportRun(store: store, site: site, isPreview: dryRun, notify: notify)
        do {
            try await body(&run, meter)
            try await run.send()
        } catch let problem as ArchiveProblem {
            try await run.send()
            meter.end()
            try store.finish(run.report)
            Terminal.complain("tamis import: \(problem)")
            throw ExitCode(1)
        }
        meter.end()
        try store.finish(run.report)
    }
}
