import ArgumentParser
import Foundation
import Store

/// The options of every command that works on the data folder.
struct StoreOptions: ParsableArguments {
    @OptionGroup var folder: FolderOptions

    @Flag(help: "Print one JSON document, for programs.")
    var json = false

    /// Runs a command: through the server when one holds the data folder, otherwise here.
    func run(_ command: AdminCommand) async throws {
        let meter = ProgressMeter()
        let answer = try await ask(command, progress: { meter.show($0) })
        meter.end()
        try finish(answer)
    }

    /// The same without showing anything: for commands that ask several times. `scoring` makes what scores where no server
    /// does.
    func ask(
        _ command: AdminCommand, scoring: () throws -> AdminDesk.LiveScoring? = { nil },
        progress: @escaping ProgressTeller = { _ in }
    ) async throws -> AdminAnswer {
        let settings = try folder.settings()
        guard command.beginsDatabase || FileManager.default.fileExists(atPath: settings.databasePath) else {
            throw ConfigurationError(
                file: settings.databasePath, line: nil, what: "there is no database; `tamis serve` makes one")
        }
        let data = try DataFolder(path: settings.dataFolder)
        return try await answer(to: command, in: data, settings, scoring: scoring, progress: progress)
    }

    /// Shows what came of a command; a refusal ends with 1.
    func finish(_ answer: AdminAnswer) throws {
        if let report = answer.report {
            let text = json ? report.json : report.text(width: Terminal.outputWidth)
            if !text.isEmpty { print(text) }
        }
        guard let failure = answer.failure else { return }
        Terminal.complain("tamis: \(failure)")
        throw ExitCode(1)
    }

    /// How long a command waits for another command, or for a server that starts or stops, to let go of the folder.
    private static let patience = Duration.seconds(20)

    private func answer(
        to command: AdminCommand, in folder: DataFolder, _ settings: Settings,
        scoring: () throws -> AdminDesk.LiveScoring?, progress: @escaping ProgressTeller
    ) async throws -> AdminAnswer {
        let end = ContinuousClock.now + Self.patience
        while true {
            if let lock = try folder.lock() {
                let scoring = try scoring()
                let store = try await folder.openStore(settings, holding: lock)
                let desk = AdminDesk(store: store, settings: settings, links: LinkBase(settings), scoring: scoring)
                let answer = await desk.run(command, progress: progress)
                try await store.close()
                withExtendedLifetime(lock) {}
                return answer
            }
            if let answer = try await AdminClient.ask(command, socket: folder.socket, progress: progress) {
                return answer
            }
            guard ContinuousClock.now < end else {
                throw ConfigurationError(
                    file: settings.dataFolder + "/lock", line: nil, what: "another process holds this data folder")
            }
            try await Task.sleep(for: .milliseconds(50))
        }
    }
}

extension Settings {
    /// The beginning of links to the review pages.
    func linkBase(port: Int) -> String {
        publicURL ?? "http://\(host.contains(":") ? "[\(host)]" : host):\(port)"
    }
}
