import Foundation
import Glibc

/// What it takes for a file to be there after a power cut: its bytes, and its name in the folder.
enum DurableFile {
    /// An empty file for nobody else's eyes; an existing one is refused.
    static func make(_ path: String) throws(ConfigurationError) {
        guard !FileManager.default.fileExists(atPath: path) else {
            throw ConfigurationError(file: path, line: nil, what: "is there already")
        }
        guard FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600])
        else { throw ConfigurationError(file: path, line: nil, what: "cannot be made (\(reason))") }
    }

    /// Waits until the bytes of a file, or the names in a folder, are on the disk.
    static func sync(_ path: String) throws(ConfigurationError) {
        do {
            let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
            try handle.synchronize()
            try handle.close()
        } catch {
            throw ConfigurationError(file: path, line: nil, what: "cannot be synced (\(reason))")
        }
    }

    static func syncFolder(of path: String) throws(ConfigurationError) {
        try sync(URL(fileURLWithPath: path).deletingLastPathComponent().path)
    }

    /// Gives a file another name, in place of what had it, with nothing in between: Foundation's own move refuses to
    /// replace, and removing first could end with neither.
    static func rename(_ path: String, to other: String) throws(ConfigurationError) {
        guard unsafe Glibc.rename(path, other) == 0 else {
            throw ConfigurationError(file: path, line: nil, what: "cannot be renamed to \(other) (\(reason))")
        }
    }

    private static var reason: String {
        POSIXErrorCode(rawValue: errno).map { "\($0)" } ?? "error \(errno)"
    }
}
