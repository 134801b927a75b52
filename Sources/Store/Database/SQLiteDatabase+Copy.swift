import GRDB

extension SQLiteDatabase {
    /// Pages copied between two reports of progress: one mebibyte.
    private static let pagesPerStep: CInt = 256

    package func copy(to path: String, step: @escaping @Sendable (_ done: Int, _ pages: Int) throws -> Void) throws {
        do {
            let copy = try DatabaseQueue(path: path, configuration: DatabaseFile.configuration)
            try read { source in
                // The first read fixes the moment: every step copies pages of this one snapshot, whatever is written
                // meanwhile. The log cannot shrink until we are through; nobody waits.
                _ = try Int.fetchOne(source, sql: "SELECT COUNT(*) FROM sqlite_schema")
                try copy.writeWithoutTransaction { target in
                    // Whoever gives the file its name syncs it, once.
                    try target.execute(sql: "PRAGMA synchronous = OFF")
                    try source.backup(to: target, pagesPerStep: Self.pagesPerStep) { progress in
                        try step(progress.completedPageCount, progress.totalPageCount)
                    }
                    // One file that needs no other beside it.
                    let mode = try String.fetchOne(target, sql: "PRAGMA journal_mode = DELETE")
                    guard mode == "delete" else {
                        throw StoreError.notDurable(pragma: "journal_mode=delete", value: mode ?? "")
                    }
                }
            }
            try copy.close()
        } catch {
            throw Self.storeError(error)
        }
    }
}
