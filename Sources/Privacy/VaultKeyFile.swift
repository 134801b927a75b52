import Foundation

/// Why the key file cannot be used.
package enum VaultKeyFileError: Error, Equatable, CustomStringConvertible {
    case readableByOthers(path: String, mode: Int)
    case unreadable(path: String, reason: String)
    case malformed(path: String, line: Int, what: String)
    case missing(path: String)

    package var description: String {
        switch self {
        case .readableByOthers(let path, let mode):
            "\(path): mode \(String(mode, radix: 8)) lets others read the keys; run: chmod 600 \(path)"
        case .unreadable(let path, let reason): "\(path): \(reason)"
        case .malformed(let path, let line, let what): "\(path):\(line): \(what)"
        case .missing(let path):
            "\(path): the key file is missing, but the database is not new; restore the file, without it no address opens"
        }
    }
}

/// The key file beside the database: lines of `name base64`, mode 0600, made at the first start.
package enum VaultKeyFile {
    private static let names = ["master", "pepper", "fingerprint"]
    /// There only while a rotation is under way.
    private static let oldMaster = "old-master"

    /// Reads the keys. A missing file is made when `create` is set, otherwise refused.
    package static func load(path: String, create: Bool) throws(VaultKeyFileError) -> VaultKeys {
        if !FileManager.default.fileExists(atPath: path) {
            guard create else { throw .missing(path: path) }
            try make(path: path)
        }
        return try read(path: path)
    }

    private static func make(path: String) throws(VaultKeyFileError) {
        try write(names.map { ($0, randomBytes(32)) }, path: path)
    }

    /// Begins a rotation: a new master key, and the one before it beside it. Does nothing when one is under way.
    package static func beginRotation(path: String) throws(VaultKeyFileError) {
        let keys = try lines(path: path)
        guard keys[oldMaster] == nil, let master = keys["master"], let pepper = keys["pepper"],
            let fingerprint = keys["fingerprint"]
        else { return }
        try write(
            [("master", randomBytes(32)), ("pepper", pepper), ("fingerprint", fingerprint), (oldMaster, master)],
            path: path)
    }

    /// Ends it: the old master key is gone.
    package static func endRotation(path: String) throws(VaultKeyFileError) {
        let keys = try lines(path: path)
        guard let master = keys["master"], let pepper = keys["pepper"], let fingerprint = keys["fingerprint"] else {
            return
        }
        try write([("master", master), ("pepper", pepper), ("fingerprint", fingerprint)], path: path)
    }

    private static func write(_ keys: [(name: String, bytes: [UInt8])], path: String) throws(VaultKeyFileError) {
        let lines =
            ["# Tamis vault keys. Without this file no sealed e-mail opens. Keep a copy apart from the database."]
            + keys.map { "\($0.name) \(Data($0.bytes).base64EncodedString())" }
        let text = lines.joined(separator: "\n") + "\n"
        // A file that is mounted as a link stays one.
        let path = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        // Under a name of its own first: a start cut off in the middle must not leave half a key file.
        let draft = path + ".new"
        do {
            try? FileManager.default.removeItem(atPath: draft)  // left by a start that was cut off; absent otherwise
            guard FileManager.default.createFile(atPath: draft, contents: nil, attributes: [.posixPermissions: 0o600])
            else { throw CocoaError(.fileWriteUnknown) }
            let file = try FileHandle(forWritingTo: URL(fileURLWithPath: draft))
            try file.write(contentsOf: Data(text.utf8))
            try file.synchronize()
            try file.close()
            // In place of an earlier one in one step: there is never none.
            guard unsafe rename(draft, path) == 0 else { throw CocoaError(.fileWriteUnknown) }
            // The name must outlive a power cut as surely as the rows that need the keys.
            let folder = try FileHandle(forReadingFrom: URL(fileURLWithPath: path).deletingLastPathComponent())
            try folder.synchronize()
            try folder.close()
        } catch {
            throw .unreadable(path: path, reason: "cannot be made (\((error as NSError).localizedDescription))")
        }
    }

    private static func read(path: String) throws(VaultKeyFileError) -> VaultKeys {
        let keys = try lines(path: path)
        guard let master = keys["master"], let pepper = keys["pepper"], let fingerprint = keys["fingerprint"] else {
            throw .malformed(
                path: path, line: 1, what: "\(names.filter { keys[$0] == nil }.joined(separator: ", ")) missing")
        }
        return VaultKeys(
            master: Secret(master), pepper: Secret(pepper), fingerprint: Secret(fingerprint),
            oldMaster: keys[oldMaster].map { Secret($0) })
    }

    private static func lines(path: String) throws(VaultKeyFileError) -> [String: [UInt8]] {
        // Secrets are often mounted as links: what counts is who reads the file behind.
        let file = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: file),  // said as one error below
            let mode = attributes[.posixPermissions] as? Int, let data = FileManager.default.contents(atPath: file)
        else { throw .unreadable(path: path, reason: "cannot be read") }
        guard mode & 0o077 == 0 else { throw .readableByOthers(path: path, mode: mode) }
        var keys: [String: [UInt8]] = [:]
        let lines = String(decoding: data, as: UTF8.self).split(
            omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        for (number, line) in lines.enumerated() {
            let line = line.trimmingCharacters(in: .whitespaces)
            if line.isEmpty || line.hasPrefix("#") { continue }
            let parts = line.split(separator: " ")
            guard parts.count == 2, (names + [oldMaster]).contains(String(parts[0])) else {
                throw .malformed(
                    path: path, line: number + 1, what: "expected one of \(names.joined(separator: ", ")) and a key")
            }
            guard keys[String(parts[0])] == nil else {
                throw .malformed(path: path, line: number + 1, what: "a second key named \(parts[0])")
            }
            guard let bytes = Data(base64Encoded: String(parts[1])), bytes.count == 32 else {
                throw .malformed(path: path, line: number + 1, what: "the key is not 32 bytes in base64")
            }
            keys[String(parts[0])] = Array(bytes)
        }
        return keys
    }
}
