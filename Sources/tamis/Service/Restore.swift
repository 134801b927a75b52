import Foundation
import Moderation
import Privacy
import Store

/// Puts a backup in the place of the database, in a folder whose lock is held. Until the copy is checked whole nothing
/// is touched; after that any moment may be the last one.
struct Restore {
    let folder: DataFolder
    let settings: Settings
    let pauseEndpoints: Bool
    let progress: ProgressTeller

    private var database: String { settings.databasePath }
    private var draft: String { database + ".restoring" }

    func run(from file: String, holding lock: DataLock) async throws -> AdminAnswer {
        // Before anything is copied: the likeliest mistake on a new machine.
        let keys = try VaultKeyFile.load(path: folder.keyFile, create: false)
        try removeDraft()
        do {
            let found = try await aside { [self] in
                try copy(file)
                progress(AdminProgress(what: "checking every page", done: 0, total: nil))
                return try check(file)
            }
            let waiting = try await settle(keys, file)
            let kept = try exchange()
            return answer(file, found, waiting: waiting, kept: kept)
        } catch {
            try? removeDraft()  // the first error is told
            throw error
        }
    }

    private func copy(_ file: String) throws {
        if let log = try? FileManager.default.attributesOfItem(atPath: file + "-wal"), (log[.size] as? Int) != 0 {
            // absent beside a backup
            throw ConfigurationError(
                file: file, line: nil, what: "is the copy of a database in use, not a backup: \(file)-wal is beside it")
        }
        let source: FileHandle
        do { source = try FileHandle(forReadingFrom: URL(fileURLWithPath: file)) } catch {
            throw ConfigurationError(file: file, line: nil, what: "cannot be read")
        }
        defer { try? source.close() }  // only read
        let total = Int(try source.seekToEnd())
        try source.seek(toOffset: 0)
        try DurableFile.make(draft)
        let target = try FileHandle(forWritingTo: URL(fileURLWithPath: draft))
        var done = 0
        while let part = try source.read(upToCount: 1 << 20), !part.isEmpty {
            try target.write(contentsOf: part)
            done += part.count
            progress(AdminProgress(what: "copying", done: done, total: total))
        }
        try target.close()
    }

    private func check(_ file: String) throws -> DatabaseFile {
        do {
            return try DatabaseFile.check(path: draft)
        } catch let problem as DatabaseFile.Problem {
            throw ConfigurationError(file: file, line: nil, what: problem.description)
        }
    }

    /// Opens the copy with the keys, which brings its schema up to date, and ends what must not go on.
    private func settle(_ keys: VaultKeys, _ file: String) async throws -> Int {
        let store = try await ModerationStore(
            database: SQLiteDatabase(path: draft), vault: EmailVault(keys: keys))
        guard try await store.keysFit() else {
            try await store.close()
            throw ConfigurationError(
                file: folder.keyFile, line: nil,
                what: "not the keys that \(file) was written with; put those there first")
        }
        let waiting = try await store.settleAfterRestore(pausingEndpoints: pauseEndpoints)
        try await store.close()
        guard !FileManager.default.fileExists(atPath: draft + "-wal") else {
            throw ConfigurationError(file: draft + "-wal", line: nil, what: "the copy was not closed whole")
        }
        try DurableFile.sync(draft)
        return waiting
    }

    /// Moves the old database aside with its log, and the new one in. A start in between is refused.
    private func exchange() throws -> String? {
        let mark = folder.unfinishedRestore
        let aside = try asideName(mark)
        let hadOne = FileManager.default.fileExists(atPath: database)
        for part in ["", "-wal"] where FileManager.default.fileExists(atPath: database + part) {
            try DurableFile.rename(database + part, to: aside + part)
        }
        try? FileManager.default.removeItem(atPath: database + "-shm")  // an index of the log, made anew when missing
        try DurableFile.rename(draft, to: database)
        try DurableFile.syncFolder(of: database)
        try FileManager.default.removeItem(atPath: mark)
        try DurableFile.syncFolder(of: mark)
        return hadOne ? aside : nil
    }

    /// Where the old database goes, written down first: a restore that is run again after it was cut off must not part
    /// the old database from its log.
    private func asideName(_ mark: String) throws -> String {
        if let text = FileManager.default.contents(atPath: mark).flatMap({ String(data: $0, encoding: .utf8) }),
            text.hasPrefix(database)
        {
            return text
        }
        let time = Instant.systemNow().rfc3339.filter { $0.isNumber || $0 == "T" }.prefix(15)
        let aside = "\(database).before-\(time)Z"
        let draft = mark + ".new"
        try? FileManager.default.removeItem(atPath: draft)  // left by one that was cut off; absent otherwise
        try DurableFile.make(draft)
        try Data(aside.utf8).write(to: URL(fileURLWithPath: draft))
        try DurableFile.sync(draft)
        try DurableFile.rename(draft, to: mark)
        try DurableFile.syncFolder(of: mark)
        return aside
    }

    private func answer(_ file: String, _ found: DatabaseFile, waiting: Int, kept: String?) -> AdminAnswer {
        let sent =
            pauseEndpoints
            ? "\(waiting) deliveries wait; every endpoint is paused, `tamis endpoint resume` sends them"
            : "\(waiting) deliveries waited then and are sent again when the service starts, with the same webhook-id"
        let lines = [
            "restored \(file)  \(found.comments) comments", sent,
            "Keys, moderators and passwords are as they were then; sessions and links have ended.",
            kept.map { "The database before is kept as \($0)." },
        ]
        return .done(
            lines.compactMap { $0 }.joined(separator: "\n"),
            [
                AdminField("comments", .integer(found.comments)), AdminField("schema", .integer(found.schema)),
                AdminField("waiting_deliveries", .integer(waiting)), AdminField("kept", .optional(kept)),
            ])
    }

    /// A copy that a cut-off restore left, with what SQLite may have put beside it.
    private func removeDraft() throws {
        for part in ["", "-wal", "-shm", "-journal"] where FileManager.default.fileExists(atPath: draft + part) {
            try FileManager.default.removeItem(atPath: draft + part)
        }
    }
}
