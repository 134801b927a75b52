import Foundation
import Privacy
import Testing

final class `The vault key file` {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "tamis-keys-\(UUID().uuidString)").path
    private var path: String { folder + "/vault.keys" }

    init() throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: folder)  // a folder left behind fails no test
    }

    private static let key = Data(repeating: 7, count: 32).base64EncodedString()
    private static let whole = "master \(key)\npepper \(key)\nfingerprint \(key)\n"

    private func write(_ text: String, mode: Int = 0o600) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    }

    private func digest(_ keys: VaultKeys) throws -> EmailDigest {
        EmailVault(keys: keys).digest(of: try PrivateEmail("nadia@example.org"), site: "site_1")
    }

    @Test
    func `is made at the first start, for its owner alone, and read again at the next`() throws {
        let made = try VaultKeyFile.load(path: path, create: true)
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        #expect(try digest(VaultKeyFile.load(path: path, create: false)) == digest(made))
        #expect(try digest(VaultKeyFile.load(path: path, create: true)) == digest(made))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["vault.keys"])
    }

    @Test
    func `is made anew over the draft of a start that was cut off`() throws {
        try Data("master".utf8).write(to: URL(fileURLWithPath: path + ".new"))
        _ = try VaultKeyFile.load(path: path, create: true)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["vault.keys"])
    }

    @Test(arguments: [0o640, 0o604, 0o644, 0o660, 0o601, 0o610, 0o666])
    func `is refused when others may touch it`(mode: Int) throws {
        try write(Self.whole, mode: mode)
        let error = #expect(throws: VaultKeyFileError.self) { _ = try VaultKeyFile.load(path: path, create: true) }
        #expect(error == .readableByOthers(path: path, mode: mode))
        #expect(error?.description.contains("chmod 600 \(path)") == true)
    }

    @Test
    func `is not made beside a database that has one already`() throws {
        #expect(throws: VaultKeyFileError.missing(path: path)) { _ = try VaultKeyFile.load(path: path, create: false) }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
    }

    @Test
    func `that cannot be made says so`() {
        let error = #expect(throws: VaultKeyFileError.self) {
            _ = try VaultKeyFile.load(path: folder + "/missing/vault.keys", create: true)
        }
        guard case .unreadable = error else {
            Issue.record("expected .unreadable")
            return
        }
    }

    @Test
    func `may be a link to a file only its owner reads`() throws {
        let real = folder + "/real"
        try write(Self.whole)
        try FileManager.default.moveItem(atPath: path, toPath: real)
        try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: real)
        #expect(throws: Never.self) { _ = try VaultKeyFile.load(path: path, create: false) }
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: real)
        #expect(throws: VaultKeyFileError.readableByOthers(path: path, mode: 0o644)) {
            _ = try VaultKeyFile.load(path: path, create: false)
        }
    }

    @Test(arguments: [
        "\(whole)", "# a note\n\n\(whole)\n", "  master \(key)  \r\npepper  \(key)\r\nfingerprint \(key)\r\n",
        "fingerprint \(key)\npepper \(key)\nmaster \(key)",
    ])
    func `may hold notes, empty lines and either line end`(text: String) throws {
        try write(text)
        #expect(throws: Never.self) { _ = try VaultKeyFile.load(path: path, create: false) }
    }

    @Test(arguments: [
        ("", 1), ("master \(key)\npepper \(key)\n", 1), ("\(whole)x", 4), ("\(whole)other \(key)\n", 4),
        ("# a\nmaster \(key)\npepper short\nfingerprint \(key)\n", 3), ("master\n", 1), ("master \(key) x\n", 1),
        ("master \(Data(repeating: 7, count: 31).base64EncodedString())\n", 1), ("\(whole)pepper \(key)\n", 4),
    ])
    func `that is damaged is refused with the line and no key`(text: String, line: Int) throws {
        try write(text)
        let error = #expect(throws: VaultKeyFileError.self) { _ = try VaultKeyFile.load(path: path, create: true) }
        guard case .malformed(path, line, _) = error else {
            Issue.record("expected .malformed at line \(line), got \(String(describing: error))")
            return
        }
        #expect(error?.description.contains(Self.key) == false)
    }
}
