import Foundation
import ServiceLifecycle
import Store

extension AdminDesk {
    /// Copies the database into `path`: made under another name, checked, synced, then renamed.
    func backup(to path: String, force: Bool, _ progress: @escaping ProgressTeller) async throws -> AdminAnswer {
        guard force || !FileManager.default.fileExists(atPath: path) else {
            throw Refusal(why: "\(path) exists; --force replaces it")
        }
        guard !isInUse(path) else { throw Refusal(why: "\(path) belongs to the running service") }
        let draft = "\(path).\(ProcessInfo.processInfo.processIdentifier).partial"
        let cutOff = CutOff()
        let store = store
        // A service that stops does not wait for a copy, nor does anybody who hung up.
        let file = try await cancelWhenGracefulShutdown {
            try await withTaskCancellationHandler {
                try await aside { try Self.write(store, draft, cutOff, progress) }
            } onCancel: {
                cutOff.now()
            }
        }
        try Self.name(draft, path, force: force)
        let keys = URL(fileURLWithPath: DataFolder.keyFile(in: settings.dataFolder)).standardizedFileURL.path
        return .done(
            """
            \(path)  \(file.bytes.formatted(.byteCount(style: .file)))  \(file.comments) comments  schema \(file.schema)
            The keys are not in it: keep a copy of \(keys) apart from it, without it no address in it opens.
            """,
            [
                AdminField("path", .text(path)), AdminField("bytes", .integer(file.bytes)),
                AdminField("comments", .integer(file.comments)), AdminField("schema", .integer(file.schema)),
                AdminField("keys", .text(keys)),
            ])
    }

    private static func write(
        _ store: ModerationStore, _ draft: String, _ cutOff: CutOff, _ progress: @escaping ProgressTeller
    ) throws -> DatabaseFile {
        try? FileManager.default.removeItem(atPath: draft)  // what a killed process of the same number left, if any
        try DurableFile.make(draft)
        do {
            try store.copy(to: draft) { done, pages in
                try cutOff.check()
                progress(AdminProgress(what: "copying", done: done, total: pages))
            }
            try cutOff.check()
            progress(AdminProgress(what: "checking every page of the copy", done: 0, total: nil))
            let file = try DatabaseFile.check(path: draft)
            try cutOff.check()
            try DurableFile.sync(draft)
            return file
        } catch {
            try? FileManager.default.removeItem(atPath: draft)  // half a copy helps nobody; the first error is told
            throw error
        }
    }

    private static func name(_ draft: String, _ path: String, force: Bool) throws {
        do {
            // Somebody may have made it meanwhile.
            guard force || !FileManager.default.fileExists(atPath: path) else {
                throw Refusal(why: "\(path) exists; --force replaces it")
            }
            try DurableFile.rename(draft, to: path)
            try DurableFile.syncFolder(of: path)
        } catch {
            try? FileManager.default.removeItem(atPath: draft)  // half a copy helps nobody; the first error is told
            throw error
        }
    }

    /// Whether the file, by whatever name, is one this service works with.
    private func isInUse(_ path: String) -> Bool {
        func identity(_ path: String) -> [Int]? {
            let attributes = try? FileManager.default.attributesOfItem(atPath: path)  // what is not there is not in use
            guard let file = attributes?[.systemFileNumber] as? Int, let disk = attributes?[.systemNumber] as? Int
            else { return nil }
            return [disk, file]
        }
        let folder = settings.dataFolder
        let own =
            ["", "-wal", "-shm"].map { settings.databasePath + $0 }
            + ["vault.keys", "lock", "admin.sock"].map { folder + "/" + $0 }
        // By its name too: a log file that is not there now may be in a moment.
        let full = own.map { URL(fileURLWithPath: $0).standardizedFileURL.path }
        guard !full.contains(URL(fileURLWithPath: path).standardizedFileURL.path) else { return true }
        guard let target = identity(path) else { return false }
        return own.contains { identity($0) == target }
    }
}
