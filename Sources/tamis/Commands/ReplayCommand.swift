import ArgumentParser
import Foundation
import Moderation
import Review
import Scoring
import Store

/// `tamis replay`: a changed policy or changed lists, tried on the comments that came.
struct ReplayCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay", abstract: "Show what a changed policy or list would have decided on past comments.",
        discussion: """
            Reads stored comments, newest first, and scores them anew. Nothing is written, so it works beside a running \
            service. Shown are decisions then and now, each reason with what moderators decided about its comments, and \
            the comments that would be decided otherwise, by id; --show adds the beginning of their texts.

            A comment's thread and link hosts are taken as the site knows them today, without what was decided about \
            that comment itself. The language a form claimed is not kept, so a very short text may be read as another.

              tamis replay --policy new.yaml --last 5000
              tamis replay --wordlists ../lists --json | jq '.decisions'
            """)

    @OptionGroup var folder: FolderOptions
    @Option(help: "The policy to try (default: the one in force).", completion: .file(extensions: ["yaml"]))
    var policy: String?
    @Option(help: "The folder of lists to try (default: those in force).", completion: .directory)
    var wordlists: String?
    @Option(help: "Only comments of this site.", completion: .sites)
    var site: String?
    @Option(help: "Only the newest so many comments.")
    var last: Int?
    @Flag(help: "Show the beginning of the texts of examples.")
    var show = false
    @Flag(help: "Print one JSON document, for programs.")
    var json = false

    func validate() throws {
        if let last, last < 1 { throw ValidationError("--last takes 1 or more") }
    }

    func run() async throws {
        let settings = try folder.settings()
        guard FileManager.default.fileExists(atPath: settings.databasePath) else {
            throw ConfigurationError(
                file: settings.databasePath, line: nil, what: "there is no database; `tamis serve` makes one")
        }
        let files = try ScorerFiles(
            config: folder.config, policyFile: policy ?? settings.policyFile,
            wordlistsFolder: wordlists ?? settings.wordlistsFolder)
        let scorer = try files.scorer()
        let store = try await DataFolder(path: settings.dataFolder).openReader(settings)
        let meter = ProgressMeter()
        let run = ReplayRun(store: store, scorer: scorer, shownCharacters: show ? 100 : 0) { meter.show($0) }
        let replay = try await run.replay(site: try await site(in: store), last: last)
        meter.end()
        try await store.close()
        let report = ReplayReport(
            replay: replay,
            versions: scorer.versions,
            hasTexts: show)
        print(json ? report.json : report.text(width: Terminal.outputWidth))
    }

    private func site(in store: ModerationStore) async throws -> SiteID? {
        guard let site else { return nil }
        guard let known = try await store.site(named: site) else {
            throw ConfigurationError(file: "--site", line: nil, what: "there is no site \"\(site)\"")
        }
        return known.id
    }
}
