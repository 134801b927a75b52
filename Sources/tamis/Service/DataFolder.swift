import Foundation
import Glibc
import Privacy
import Store

/// The folder that holds the database, its keys, the lock and the admin socket. Mode 0700.
struct DataFolder {
    let path: String
    var keyFile: String { Self.keyFile(in: path) }
    var socket: String { path + "/admin.sock" }

    /// Stands here while a restore exchanges the database's files: until it is gone they may not belong together.
    var unfinishedRestore: String { path + "/restore.unfinished" }

    static func keyFile(in folder: String) -> String { folder + "/vault.keys" }

    init(path: String) throws {
        self.path = path
        // Whatever the database engine makes in here is nobody else's to read.
        umask(0o077)
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw ConfigurationError(file: path, line: nil, what: "the data folder cannot be made")
        }
    }

    /// Takes the lock; nil when another process holds it. It is held until the value is gone.
    func lock() throws -> DataLock? {
        let file = path + "/lock"
        if !FileManager.default.fileExists(atPath: file) {
            guard FileManager.default.createFile(atPath: file, contents: nil, attributes: [.posixPermissions: 0o600])
            else {
                throw StoreError.invalidPath(file)
            }
        }
        let handle: FileHandle
        do { handle = try FileHandle(forUpdating: URL(fileURLWithPath: file)) } catch {
            throw ConfigurationError(file: file, line: nil, what: "cannot be opened")
        }
        guard flock(handle.fileDescriptor, LOCK_EX | LOCK_NB) == 0 else { return nil }
        return DataLock(handle: handle)
    }

    /// Opens database and keys. Only who holds the lock may.
    func openStore(_ settings: Settings, holding lock: DataLock) async throws -> ModerationStore {
        try refuseUnfinishedRestore()
        let isNew = !FileManager.default.fileExists(atPath: settings.databasePath)
        let keys = try VaultKeyFile.load(path: keyFile, create: isNew)
        let database = try SQLiteDatabase(path: settings.databasePath)
        return try await checked(ModerationStore(database: database, vault: EmailVault(keys: keys)))
    }

    /// Opens database and keys to look only, whoever holds the lock.
    func openReader(_ settings: Settings) async throws -> ModerationStore {
        try refuseUnfinishedRestore()
        let keys = try VaultKeyFile.load(path: keyFile, create: false)
        let database = try SQLiteDatabase(readingPath: settings.databasePath)
        return try await checked(
            ModerationStore(database: database, vault: EmailVault(keys: keys), isReader: true))
    }

    private func refuseUnfinishedRestore() throws {
        guard !FileManager.default.fileExists(atPath: unfinishedRestore) else {
            throw ConfigurationError(
                file: unfinishedRestore, line: nil,
                what: "a restore was cut off; run `tamis restore` again, the earlier database is kept beside it")
        }
    }

    private func checked(_ store: ModerationStore) async throws -> ModerationStore {
        guard try await store.keysFit() else {
            try await store.close()
            throw ConfigurationError(
                file: keyFile, line: nil, what: "not the keys this database was written with; restore those")
        }
        return store
    }
}

/// The right to write to a data folder, held by one process at a time.
final class DataLock {
    private let handle: FileHandle

    init(handle: FileHandle) {
        self.handle = handle
    }
}
