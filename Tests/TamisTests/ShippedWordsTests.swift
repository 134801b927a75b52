import Foundation
import Moderation
import Scoring
import Testing
import WebhookNotifier

@testable import ReviewUI
@testable import tamis

/// What is shipped in `config/` and `wordlists/`, held against the pages that speak of it.
@Suite struct ShippedWordsTests {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    @Test func `every rule of the shipped policy is told in words`() throws {
        let policy = try PolicyFile.load(path: Self.root + "/config/policy.yaml")
        #expect(policy.points.rules.count > 15)
        for rule in policy.points.rules.keys + policy.composites.map(\.name) {
            #expect(SignalText.sentences[rule] != nil, "\(rule) has no words on the pages")
        }
    }

    @Test func `every category of the shipped lists that gives points is told in words`() throws {
        let lists = try Wordlist.load(folder: Self.root + "/wordlists")
        let helpers: Set = [
            "language", "allowlist", "innocent", "address", "vocative", "group", "derogation", "mention",
        ]
        let categories = Set(lists.map(\.category)).subtracting(helpers)
        #expect(categories.count > 8)
        for category in categories {
            #expect(
                SignalText.sentences["wordlist." + category] != nil, "wordlist.\(category) has no words on the pages")
        }
    }

    @Test func `the shipped settings file names every setting and nothing else`() throws {
        let file = try YAMLFile(path: Self.root + "/config/tamis.yaml")
        #expect(Set(file.entries.keys) == Set(SettingKey.all.map(\.name)))
        let read = try Settings.read(file: Self.root + "/config/tamis.yaml", environment: [:])
        let defaults = Settings()
        #expect(read.port == defaults.port)
        #expect(read.host == defaults.host)
        #expect(read.database == defaults.database)
        #expect(read.allowHTTP == defaults.allowHTTP)
    }

    struct Wrong: CustomTestStringConvertible, Sendable {
        var yaml: String
        var says: String
        var testDescription: String { says }
    }

    @Test(arguments: [
        Wrong(yaml: "http:\n  prot: 80\n", says: ":2: there is no setting http.prot"),
        Wrong(yaml: "http:\n  port: eighty\n", says: ":2: http.port takes a whole number from 0 to 65535"),
        Wrong(yaml: "log:\n  level: loud\n", says: ":2: log.level takes one of"),
        Wrong(
            yaml: "\nwebhooks:\n  allowed_networks: [192.0.2.0/99]\n",
            says: ":3: webhooks.allowed_networks takes networks"),
        Wrong(yaml: "http: [\n", says: "is not valid YAML"),
    ])
    func `a wrong settings file is refused with its line`(wrong: Wrong) throws {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("tamis-\(UUID().uuidString).yaml").path
        try Data(wrong.yaml.utf8).write(to: URL(fileURLWithPath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }  // a file left behind fails no test
        let error = #expect(throws: ConfigurationError.self) { try Settings.read(file: path, environment: [:]) }
        #expect(error?.description.contains(wrong.says) == true, "\(error?.description ?? "")")
    }

    @Test func `the environment beats the file`() throws {
        let read = try Settings.read(
            file: Self.root + "/config/tamis.yaml",
            environment: [
                "TAMIS_HTTP_PORT": "9090", "TAMIS_WEBHOOKS_ALLOWED_NETWORKS": "192.0.2.0/24, 198.51.100.0/24",
            ])
        #expect(read.port == 9090)
        #expect(read.allowedNetworks.map(\.description) == ["192.0.2.0/24", "198.51.100.0/24"])
    }
}
