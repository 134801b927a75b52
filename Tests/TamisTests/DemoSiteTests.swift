import Foundation
import Hummingbird
import HummingbirdTesting
import Moderation
import Privacy
import Testing

@testable import tamis

@Suite struct DemoSiteTests {
    @Test func `without --demo there is no way in and no article`() async throws {
        let service = try await TestService()
        try await service.application.test(.router) { client in
            for uri in ["/", "/demo/", "/demo/moderator?key=", "/demo/demo.css"] {
                let answer = try await client.execute(uri: uri, method: .get)
                #expect(answer.status == .notFound, "\(uri)")
            }
        }
    }

    @Test func `the link lets its holder in, in their language, and nobody else`() async throws {
        let service = try await TestService()
        let demo = try await DemoSite(store: service.store, settings: Settings())
        let router = service.server.router(publicURL: "http://127.0.0.1:8080", demo: demo)
        try await Application(router: router, logger: DemoFixture.logger).test(.router) { client in
            for key in ["", "?key=", "?key=wrong", "?key=\(demo.door.text)x"] {
                let answer = try await client.execute(uri: "/demo/moderator" + key, method: .get)
                #expect(answer.headers[.location] == "/review/login", "\(key)")
                #expect(answer.headers[.setCookie] == nil, "\(key)")
            }
            for (language, name) in [("fr-FR", "Démo"), ("en", "Demo"), ("ar", "تجربة")] {
                let answer = try await client.execute(
                    uri: "/demo/moderator?key=\(demo.door.text)", method: .get, headers: [.acceptLanguage: language])
                #expect(answer.headers[.location] == "/review")
                let cookie = try #require(answer.headers[.setCookie])
                #expect(cookie.hasPrefix("__Host-tamis=") && cookie.contains("HttpOnly"))
                let session = String(cookie.prefix { $0 != ";" })
                let queue = try await client.execute(uri: "/review", method: .get, headers: [.cookie: session])
                #expect(queue.status == .ok)
                #expect(String(buffer: queue.body).contains(name))
            }
        }
    }

    @Test(arguments: [
        ("127.0.0.1", true), ("127.9.9.9", true), ("::1", true), ("localhost", true), ("LOCALHOST", true),
        ("0.0.0.0", false), ("::", false), ("192.0.2.1", false), ("example.org", false),
        ("127.0.0.1.example.org", false),
        ("localhost.example.org", false), ("", false),
    ])
    func `a demo is served on loopback only, on data of its own`(host: String, isTaken: Bool) throws {
        var given = Settings()
        given.host = host
        given.publicURL = "https://comments.example.org"
        guard isTaken else {
            #expect(throws: (any Error).self) { _ = try DemoSettings.make(from: given, folder: "/tmp/x") }
            return
        }
        let settings = try DemoSettings.make(from: given, folder: "/tmp/x")
        #expect(settings.databasePath == "/tmp/x/tamis.sqlite")
        #expect(settings.dataFolder == "/tmp/x")
        #expect(settings.publicURL == nil)
    }

    @Test(
        arguments: [
            ("127.0.0.1:8080", true), ("localhost", true), ("[::1]:80", true), ("[::1]", true),
            ("evil.example:8080", false),
            ("[2001:db8::1]:80", false), (nil, false), ("", false), ("127.0.0.1.evil.example", false),
        ] as [(String?, Bool)])
    func `its pages are reached by names of this machine only`(authority: String?, isTaken: Bool) {
        #expect(Loopback.isAuthority(authority) == isTaken)
    }

    @Test func `folders of killed demos are removed, those in use and strange ones stay`() throws {
        let files = FileManager.default
        let parent = files.temporaryDirectory.appendingPathComponent("tamis-test-\(UUID().uuidString)")
        try files.createDirectory(at: parent, withIntermediateDirectories: true)
        defer { try? files.removeItem(at: parent) }
        let killed = try DemoFolder(in: parent)
        let running = try DemoFolder(in: parent)
        let lock = try #require(try DataFolder(path: running.path).lock())
        let strange = parent.appendingPathComponent("other-folder")
        try files.createDirectory(at: strange, withIntermediateDirectories: true)
        DemoFolder.sweep(parent)
        #expect(files.fileExists(atPath: killed.path), "it may only have begun")
        DemoFolder.sweep(parent, now: Date(timeIntervalSinceNow: 120))
        #expect(!files.fileExists(atPath: killed.path))
        #expect(files.fileExists(atPath: running.path))
        #expect(files.fileExists(atPath: strange.path))
        withExtendedLifetime(lock) {}
        let mode = try files.attributesOfItem(atPath: running.path)[.posixPermissions] as? NSNumber
        #expect(mode?.uint16Value == 0o700)
        running.remove()
        #expect(!files.fileExists(atPath: running.path))
    }
}
