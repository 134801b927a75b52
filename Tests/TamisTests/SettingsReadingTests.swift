import Foundation
import HTTPAPI
import Logging
import Testing

@testable import tamis

@Suite struct SettingsReadingTests {
    private static let shipped =
        URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().path + "/config/tamis.yaml"

    private func reading(
        _ yaml: String, environment: [String: String] = [:], arguments: [(name: String, text: String)] = []
    )
        throws -> SettingsReading
    {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("tamis-\(UUID().uuidString).yaml").path
        try Data(yaml.utf8).write(to: URL(fileURLWithPath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }  // a file left behind fails no test
        return SettingsReading(file: path, environment: environment, arguments: arguments)
    }

    @Test func `the shipped file says each default as the code has it`() throws {
        let file = try YAMLFile(path: Self.shipped)
        #expect(Set(file.entries.keys) == Set(SettingKey.all.map(\.name)))
        let read = try Settings.read(file: Self.shipped, environment: [:])
        for key in SettingKey.all {
            #expect(SettingKey.shown[key.name] != nil, "\(key.name) has no way to be shown")
            #expect(key.shown(read) == key.shown(Settings()), "\(key.name)")
        }
        #expect(Set(SettingKey.shown.keys) == Set(SettingKey.all.map(\.name)))
    }

    @Test(arguments: [
        (openFiles: 1024, connections: 764), (4096, 2000), (2260, 2000), (2259, 1999), (100, 1), (0, 2000),
    ])
    func `there are no more connections than files`(openFiles: Int, connections: Int) {
        let silent = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        #expect(Settings().within(openFiles: openFiles, logger: silent).connectionLimits.connections == connections)
    }

    @Test func `each setting tells where it was said`() throws {
        let read = try reading(
            "http:\n  host: 192.0.2.1\n  port: 9000\nlanguage: fr\n",
            environment: ["TAMIS_HTTP_PORT": "9001", "TAMIS_LANGUAGE": "ar"],
            arguments: [("http.port", "9002")])
        #expect(read.settings.port == 9002 && read.origin(of: "http.port") == .argument("--port"))
        #expect(read.settings.language == "ar" && read.origin(of: "language") == .environment("TAMIS_LANGUAGE"))
        #expect(read.origin(of: "http.host").words.hasSuffix(".yaml:2"))
        #expect(read.origin(of: "data") == .builtIn)
    }

    @Test func `everything that is wrong is told at once`() throws {
        let read = try reading(
            "http:\n  prot: 1\n  port: many\nlanguage: xx\n", environment: ["TAMIS_LOG_LEVEL": "loud"],
            arguments: [("http.port", "-1")])
        let problems = read.problems.map(\.description)
        #expect(problems.count == 5, "\(problems)")
        #expect(problems[0].contains(":2: there is no setting http.prot"))
        #expect(problems[1].contains(":3: http.port takes"))
        #expect(problems[2].contains(":4: language takes"))
        #expect(problems[3].hasPrefix("TAMIS_LOG_LEVEL: takes"))
        #expect(problems[4].hasPrefix("--port: takes"))
    }

    struct Odd: CustomTestStringConvertible, Sendable {
        var yaml: String
        var environment: [String: String] = [:]
        var says: [String]
        var testDescription: String { says.joined(separator: "; ") + yaml }
    }

    @Test(arguments: [
        Odd(yaml: "language: en\n", says: []),
        Odd(yaml: "http: { public_url: 'https://comments.example.org' }\n", says: []),
        Odd(yaml: "http: { host: 0.0.0.0 }\n", says: ["where nobody is"]),
        Odd(yaml: "http: { public_url: 'http://comments.example.org' }\n", says: ["login is refused"]),
        Odd(yaml: "http: { public_url: 'http://comments.example.org', allow_insecure_login: true }\n", says: []),
        Odd(yaml: "http: { public_url: 'https://example.org/comments' }\n", says: ["has the path /comments"]),
        Odd(yaml: "http: { public_url: 'http://127.0.0.1:9999' }\n", says: ["says port 9999"]),
        Odd(yaml: "language: en\n", environment: ["TAMIS_HTTPPORT": "1"], says: ["TAMIS_HTTP_PORT is"]),
        Odd(yaml: "language: en\n", environment: ["TAMIS_X": "1", "HOME": "/"], says: ["TAMIS_X is no setting"]),
    ])
    func `what will surprise is a warning`(odd: Odd) throws {
        let read = try reading(odd.yaml)
        let warnings = SettingsAdvice.warnings(read.settings, environment: odd.environment)
        #expect(warnings.count == odd.says.count, "\(warnings)")
        for (warning, says) in zip(warnings, odd.says) { #expect(warning.contains(says), "\(warning)") }
    }
}
