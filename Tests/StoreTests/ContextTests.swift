import Foundation
import Moderation
import Privacy
import Testing

@testable import Store

@Suite struct `What a site knows around a comment` {
    private static let moderator = DecisionCause.moderator(ModeratorID(stored: "mod_1"))
    /// As `LinkHosts.of` finds them; here words that begin with `host`.
    private static let hosts: @Sendable (String) -> [String] = { body in
        body.split(separator: " ").filter { $0.hasPrefix("host") }.map(String.init)
    }

    private static func decide(
        _ fixture: StoreFixture, _ id: CommentID, _ decision: Decision, cause: DecisionCause = moderator
    ) async throws {
        _ = try await fixture.store.decide(id, site: nil, expected: nil, cause: cause, hosts: hosts) { _ in
            NextDecision(decision: decision, reasons: [], note: nil)
        }
    }

    private static func undo(_ fixture: StoreFixture, _ id: CommentID) async throws {
        _ = try await fixture.store.decide(id, site: nil, expected: nil, cause: moderator, hosts: hosts) { past in
            let undone = Set(past.compactMap(\.undoes))
            let standing = past.filter { $0.undoes == nil && !undone.contains($0.version) }
            guard let last = standing.last, let before = standing.dropLast().last else { return nil }
            return NextDecision(decision: before.record.decision, reasons: [], note: nil, undoes: last.version)
        }
    }

    private static func history(_ fixture: StoreFixture, _ hosts: String..., site: Site? = nil) async throws
        -> [HostHistory]
    {
        let site = site ?? fixture.site
        return try await fixture.store.context(site: site.id, thread: nil, hosts: hosts).hostHistory
    }

    @Test(arguments: Engine.allCases)
    func `moderators' decisions count for every host of a comment, policy's do not`(engine: Engine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let first = try await fixture.submit(fixture.comment(decision: .approve, body: "see host-a and host-b"))
            #expect(try await Self.history(fixture, "host-a").isEmpty)
            try await Self.decide(fixture, first, .approve)
            let second = try await fixture.submit(fixture.comment(body: "host-b"))
            try await Self.decide(fixture, second, .reject, cause: .key(KeyID(stored: "key_1")))
            #expect(
                try await Self.history(fixture, "host-b", "host-c", "host-a") == [
                    HostHistory(host: "host-b", approved: 1, rejected: 1),
                    HostHistory(host: "host-a", approved: 1, rejected: 0),
                ])
            let other = try await fixture.store.addSite(name: "other", language: "en")
            #expect(try await Self.history(fixture, "host-b", site: other).isEmpty)
        }
    }

    @Test(arguments: Engine.allCases)
    func `another decision moves the count, an undo takes it back until nothing is left`(engine: Engine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let id = try await fixture.submit(fixture.comment(body: "host-a"))
            try await Self.decide(fixture, id, .reject)
            try await Self.decide(fixture, id, .approve)
            #expect(
                try await Self.history(fixture, "host-a") == [HostHistory(host: "host-a", approved: 1, rejected: 0)])
            try await Self.undo(fixture, id)
            #expect(
                try await Self.history(fixture, "host-a") == [HostHistory(host: "host-a", approved: 0, rejected: 1)])
            try await Self.undo(fixture, id)
            #expect(try await Self.history(fixture, "host-a").isEmpty)
            #expect(try await fixture.count(.linkHosts) == 0)
            #expect(try await fixture.count(.linkVotes) == 0)
            try await Self.decide(fixture, id, .reject)
            try await Self.decide(fixture, id, .flag)
            #expect(try await fixture.count(.linkHosts) == 0)
        }
    }

    @Test func `random decisions and undos leave the counts that the standing decisions make`() async throws {
        try await StoreFixture.run(.memory) { fixture in
            var generator = SeededGenerator(seed: 4)
            var ids: [CommentID] = []
            for number in 0..<6 { ids.append(try await fixture.submit(fixture.comment(body: "host-\(number % 3)"))) }
            for _ in 0..<150 {
                let id = ids[Int.random(in: 0..<6, using: &generator)]
                switch Int.random(in: 0..<4, using: &generator) {
                case 0: try await Self.decide(fixture, id, .approve)
                case 1: try await Self.decide(fixture, id, .reject)
                default: try await Self.undo(fixture, id)
                }
            }
            for host in 0..<3 {
                var expected = HostHistory(host: "host-\(host)", approved: 0, rejected: 0)
                for id in [ids[host], ids[host + 3]] {
                    switch try await fixture.store.history(of: id).standing {
                    case .approve: expected.approved += 1
                    case .reject: expected.rejected += 1
                    default: break
                    }
                }
                let found = try await Self.history(fixture, "host-\(host)").first
                #expect(found ?? HostHistory(host: "host-\(host)", approved: 0, rejected: 0) == expected)
            }
        }
    }

    @Test func `no host stands in the files`() async throws {
        try await withFolder { folder in
            let fixture = try await StoreFixture(path: folder + "/tamis.sqlite")
            let id = try await fixture.submit(fixture.comment(body: "nothing here"))
            _ = try await fixture.store.decide(
                id, site: nil, expected: nil, cause: Self.moderator, hosts: { _ in ["secret-host.example.org"] }
            ) { _ in NextDecision(decision: .reject, reasons: [], note: nil) }
            #expect(try await fixture.count(.linkHosts) == 1)
            try await fixture.store.close()
            for file in try FileManager.default.contentsOfDirectory(atPath: folder) {
                let bytes = try Data(contentsOf: URL(fileURLWithPath: folder + "/" + file))
                #expect(bytes.firstRange(of: Data("secret-host".utf8)) == nil, "\(file)")
            }
        }
    }

    @Test(arguments: Engine.allCases)
    func `a thread's language is that of most of its approved comments`(engine: Engine) async throws {
        try await StoreFixture.run(engine) { fixture in
            func language(_ thread: String = "page-1") async throws -> String? {
                try await fixture.store.context(site: fixture.site.id, thread: thread, hosts: []).threadLanguage
            }
            func submit(_ language: String, _ decision: Decision = .approve) async throws -> CommentID {
                var comment = try fixture.comment(decision: decision)
                comment.score.language = language
                return try await fixture.submit(comment)
            }
            let first = try await submit("fr")
            _ = try await submit("fr")
            _ = try await submit("und")
            #expect(try await language() == nil)
            for _ in 0..<9 { _ = try await submit("en", .flag) }
            #expect(try await language() == nil)
            _ = try await submit("fr")
            #expect(try await language() == "fr")
            #expect(try await language("page-2") == nil)
            _ = try await Self.decide(fixture, first, .reject)
            #expect(try await language() == nil)
            try await Self.undo(fixture, first)
            #expect(try await language() == "fr")
            for _ in 0..<3 { _ = try await submit("ar") }
            #expect(try await language() == nil)
            _ = try await submit("ar")
            #expect(try await language() == "ar")
            // Only the newest count.
            for _ in 0..<ThreadLanguages.window { _ = try await submit("de") }
            #expect(try await language() == "de")
        }
    }

    @Test func `a language that was read before a change is not kept after it`() {
        let key = ThreadLanguages.Key(site: "a", thread: "b")
        var known = ThreadLanguages()
        let before = known.change
        known.forget(key)
        known.keep("fr", of: key, readAt: before)
        #expect(known.language(of: key) == nil)
        known.keep("fr", of: key, readAt: known.change)
        known.add("fr", to: key)
        known.add("und", to: key)
        #expect(known.language(of: key) == .some("fr"))
        known.add("ar", to: key)
        #expect(known.language(of: key) == nil)
    }

    @Test func `the terms of a policy are kept with the first comment it scored`() async throws {
        try await StoreFixture.run(.memory) { fixture in
            var policy = Policy()
            policy.thresholds.spam = Policy.Threshold(flag: 3, reject: 9)
            policy.points.caps = ["links": 4]
            var comment = try fixture.comment()
            comment.terms = PolicyTerms(policy)
            try await fixture.submit(comment)
            try await fixture.submit(fixture.comment())
            #expect(try await fixture.store.policyTerms("aaaaaaaaaaaa") == PolicyTerms(policy))
            #expect(try await fixture.store.policyTerms("bbbbbbbbbbbb") == nil)
        }
    }
}

/// SplitMix64 (Steele, Lea, Flood 2014): the same numbers on every machine.
private struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
