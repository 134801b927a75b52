import Foundation
import Glibc

/// The folder of one demo, among the system's temporary files, gone when the demo ends. `kill -9` leaves it behind: then
/// the next demo removes it.
struct DemoFolder {
    private static let prefix = "tamis-demo-"
    /// A folder younger than this may belong to a demo that has not taken its lock yet.
    private static let youngest = TimeInterval(60)

    let path: String

    /// Makes an empty folder of mode 0700 in `parent`.
    init(in parent: URL = FileManager.default.temporaryDirectory) throws {
        let folder = parent.appendingPathComponent(Self.prefix + UUID().uuidString.lowercased())
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        path = folder.path
    }

    func remove() {
        do {
            try FileManager.default.removeItem(atPath: path)
        } catch {
            FileHandle.standardError.write(Data("tamis: the demo's folder stays behind: \(path)\n".utf8))
        }
    }

    /// Removes what demos that were killed have left in `parent`: folders of ours whose lock nobody holds.
    static func sweep(_ parent: URL = FileManager.default.temporaryDirectory, now: Date = Date()) {
        let files = FileManager.default
        // What cannot be read or removed is not ours to clean up; the demo runs without that.
        for name in (try? files.contentsOfDirectory(atPath: parent.path)) ?? [] where name.hasPrefix(prefix) {
            let path = parent.appendingPathComponent(name).path
            guard let facts = try? files.attributesOfItem(atPath: path),
                facts[.type] as? FileAttributeType == .typeDirectory,
                (facts[.ownerAccountID] as? NSNumber)?.uint32Value == geteuid(),
                let changed = facts[.modificationDate] as? Date, now.timeIntervalSince(changed) > youngest,
                let lock = try? DataFolder(path: path).lock()
            else { continue }
            withExtendedLifetime(lock) { try? files.removeItem(atPath: path) }
        }
    }
}
