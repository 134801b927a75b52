import Foundation
import Testing

/// Each file of Tests/CompileFail must not compile with `REFUSED` set, for the reason its first line names, and must
/// compile without: the second shows that nothing else is wrong with it.
struct `What must not compile` {
    static let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    static let folder = package.appending(path: "Tests/CompileFail")
    static let mark = "// refused: "

    /// Beside the running test binary, which SwiftPM puts into the build folder.
    static let modules = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        .appending(path: "Modules")

    /// C modules that the modules of ours are built upon, and their maps.
    static let moduleMaps: [URL] = [
        modules.deletingLastPathComponent().appending(path: "CSQLite.build/module.modulemap"),
        modules.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "checkouts/GRDB.swift/Sources/GRDBSQLite/module.modulemap"),
    ]

    static let snippets: [String] = {
        // An unreadable folder gives no snippets, which the first test refuses.
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { $0.hasSuffix(".swift") }.sorted()
    }()

    @Test
    func `is listed`() {
        #expect(Self.snippets.count >= 14)
    }

    @Test(arguments: snippets)
    func `is refused for the reason it names, and its twin compiles`(snippet: String) async throws {
        let source = try String(contentsOf: Self.folder.appending(path: snippet), encoding: .utf8)
        let first = try #require(source.split(separator: "\n").first)
        try #require(first.hasPrefix(Self.mark))
        let reason = first.dropFirst(Self.mark.count)

        let refused = try await Self.check(snippet, flags: ["-D", "REFUSED"])
        #expect(refused.status != 0)
        #expect(
            refused.output.split(separator: "\n").contains { $0.contains("error: ") && $0.contains(reason) },
            "\(refused.output)")
        let twin = try await Self.check(snippet, flags: [])
        #expect(twin.status == 0, "\(twin.output)")
    }

    private static func check(_ snippet: String, flags: [String]) async throws -> (status: Int32, output: String) {
        let output = FileManager.default.temporaryDirectory.appending(path: "tamis-snippet-\(UUID().uuidString)")
        try Data().write(to: output)
        defer { try? FileManager.default.removeItem(at: output) }  // a file left behind fails no test
        let handle = try FileHandle(forWritingTo: output)
        let compiler = Process()
        compiler.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        // As far as SIL, where values that may not be copied are followed. SwiftPM names a package after its folder.
        let identity = package.lastPathComponent.lowercased().replacing(/[^a-z0-9_]/, with: "_")
        compiler.arguments =
            [
                "swiftc", "-emit-sil", "-o", "/dev/null", "-swift-version", "6", "-strict-memory-safety",
                "-warnings-as-errors",
                "-enable-upcoming-feature", "ExistentialAny", "-enable-upcoming-feature", "InternalImportsByDefault",
                "-enable-upcoming-feature", "MemberImportVisibility", "-package-name", identity, "-I", modules.path,
            ] + moduleMaps.flatMap { ["-Xcc", "-fmodule-map-file=" + $0.path] } + flags + [
                folder.appending(path: snippet).path
            ]
        compiler.standardError = handle
        compiler.standardOutput = handle
        try await withCheckedThrowingContinuation { (done: CheckedContinuation<Void, any Error>) in
            compiler.terminationHandler = { _ in done.resume() }
            do {
                try compiler.run()
            } catch {
                compiler.terminationHandler = nil
                done.resume(throwing: error)
            }
        }
        try handle.close()
        return (compiler.terminationStatus, try String(contentsOf: output, encoding: .utf8))
    }
}
