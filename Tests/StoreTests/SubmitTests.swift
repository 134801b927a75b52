import Foundation
import Moderation
import Privacy
import Store
import Testing

private enum TamperSQL: String, SQLText {
    case editDecisions = "UPDATE decisions SET decision = 'approve'"
    case dropDecisions = "DELETE FROM decisions"
    case swapDetails = """
        UPDATE comments SET sealed_details = (SELECT sealed_details FROM comments WHERE id = $1) WHERE id = $2
        """
}

@Suite struct `Submitting a comment` {
    @Test(arguments: Engine.allCases)
    func `stores one comment, one decision and reads it back whole`(engine: Engine) async throws {
        try await StoreFixture.run(engine) { fixture in
            var new = try fixture.comment(
                details: AuthorDetails(
                    name: "Zoé", url: "https://example.org/", ip: "192.0.2.1", userAgent: "Browser"))
            new.thread = ThreadReference(id: "p", url: "https://example.com/p", title: "Une page")
            new.parent = "wp-3"
            new.writtenAt = Instant(milliseconds: 5)
            try await fixture.submit(new)

            let stored = try #require(try await fixture.store.comment(new.id, site: fixture.site.id))
            #expect(stored.site == fixture.site.id)
            #expect(stored.thread == new.thread)
            #expect(stored.parent == "wp-3")
            #expect(stored.externalID == "wp-7")
            #expect(stored.authorName == "Zoé")
            #expect(stored.authorURL == "https://example.org/")
            #expect(stored.body == new.body)
            #expect(stored.language == "fr")
            #expect(stored.status == .flagged)
            #expect(stored.version == 1)
            #expect(stored.spam == 0.125)
            #expect(stored.abuse == 0.5)
            #expect(stored.spamPoints == 0.25)
            #expect(stored.abusePoints == 5)
            #expect(stored.signals == new.score.signals)
            #expect(stored.writtenAt == new.writtenAt)
            #expect(stored.receivedAt == new.receivedAt)
            #expect(stored.decision == new.decision)
            #expect(stored.versions == new.versions)
            let history = try await fixture.store.history(of: new.id)
            #expect(history == [PastDecision(version: 1, record: new.decision, undoes: nil)])
            #expect(try await fixture.count(.comments) == 1)
            #expect(try await fixture.count(.decisions) == 1)
        }
    }

    @Test(arguments: Engine.allCases)
    func `another site does not see it`(engine: Engine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let other = try await fixture.store.addSite(name: "other", language: "en")
            let id = try await fixture.submit(fixture.comment())
            #expect(try await fixture.store.comment(id, site: other.id) == nil)
            #expect(try await fixture.store.comment(id, site: nil)?.id == id)
            #expect(
                try await fixture.store.comments(
                    site: other.id, before: nil, limit: 10
                ).items.isEmpty)
            #expect(try await fixture.store.queue(site: other.id, after: nil, limit: 10).items.isEmpty)
            #expect(try await fixture.store.queueLength(site: other.id) == 0)
            #expect(try await fixture.store.queueLength(site: nil) == 1)
        }
    }

    @Test(arguments: Engine.allCases)
    func `makes one delivery for each endpoint that wants the event`(engine: Engine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let wanting = try await fixture.endpoint(path: "wanting")
            let paused = try await fixture.endpoint([.flagged], path: "paused")
            let disabled = try await fixture.endpoint(path: "disabled")
            let other = try await fixture.endpoint([.approved], path: "other")
            #expect(try await fixture.store.setState(.paused, of: paused.id))
            #expect(try await fixture.store.setState(.disabled, of: disabled.id))

            let id = try await fixture.submit(fixture.comment())
            let deliveries = try await fixture.store.deliveries(of: id)
            #expect(Set(deliveries.map(\.endpoint)) == [wanting.id, paused.id])
            #expect(deliveries.allSatisfy { $0.state == "waiting" && $0.type == "comment.flagged" })
            #expect(Set(deliveries.map(\.event)).count == 1)
            #expect(try await fixture.store.deliveries(of: other.id, limit: 10).isEmpty)
        }
    }

    @Test(arguments: Engine.allCases)
    func `the payload says what was asked for and no address`(engine: Engine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let whole = try await fixture.endpoint(wantsBody: true, path: "whole")
            _ = try await fixture.endpoint(path: "lean")
            var new = try fixture.comment(
                body: "Écrivez à someone@example.com !", details: AuthorDetails(name: "me@example.com"))
            new.thread.title = "Ask help@example.net"
            try await fixture.submit(new)

            let claimed = try await fixture.store.claimDeliveries(
                limit: 10, perEndpoint: 100, lease: .seconds(30), now: fixture.clock.now)
            #expect(claimed.count == 2)
            for delivery in claimed {
                let text = String(decoding: delivery.payload, as: UTF8.self)
                #expect(text.hasPrefix(#"{"type":"comment.flagged","timestamp":"#))
                #expect(text.contains(#""comment_id":"\#(new.id.text)""#))
                #expect(text.contains(#""previous_status":null,"version":1"#))
                #expect(text.contains(#""name":"[e-mail]""#))
                #expect(text.contains("Écrivez à [e-mail] !") == (delivery.endpoint == whole.id))
                #expect(!text.contains("@"))
                #expect(delivery.keys == [SigningKeys(secret: Secret(Array("signing key".utf8)))])
            }
        }
    }

    @Test(arguments: Engine.allCases)
    func `an address belongs to one author of a site`(engine: Engine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let other = try await fixture.store.addSite(name: "other", language: "en")
            let emails = ["a@example.org", "A@Example.ORG", "b@example.org"]
            var authors: [AuthorID] = []
            for (email, site) in emails.map({ ($0, fixture.site) }) + [("a@example.org", other)] {
                let id = try await fixture.submit(fixture.comment(site: site, email: email))
                authors.append(try #require(try await fixture.store.comment(id, site: nil)).author)
            }
            #expect(authors[0] == authors[1])
            #expect(Set(authors).count == 3)
        }
    }

    @Test(arguments: Engine.allCases)
    func `nobody without an address shares an author`(engine: Engine) async throws {
        try await StoreFixture.run(engine) { fixture in
            try await fixture.submit(fixture.comment(email: nil))
            try await fixture.submit(fixture.comment(email: nil))
            #expect(try await fixture.count(.authors) == 2)
        }
    }

    @Test(arguments: Engine.allCases)
    func `a new address that comes twice at once makes one author`(engine: Engine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let comments = try (0..<20).map { try fixture.comment(details: AuthorDetails(name: "Reader \($0)")) }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for comment in comments { group.addTask { try await fixture.submit(comment) } }
                try await group.waitForAll()
            }
            #expect(try await fixture.count(.authors) == 1)
            for (number, comment) in comments.enumerated() {
                #expect(try await fixture.store.comment(comment.id, site: nil)?.authorName == "Reader \(number)")
            }
        }
    }

    @Test(arguments: Engine.allCases)
    func `details moved to another comment do not open`(engine: Engine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let one = try await fixture.submit(fixture.comment())
            let two = try await fixture.submit(fixture.comment())
            try await fixture.database.write {
                _ = try $0.execute(TamperSQL.swapDetails, .text(one.text), .text(two.text))
            }
            #expect(try await fixture.store.comment(one, site: nil) != nil)
            await #expect(throws: VaultError.cannotOpen) { _ = try await fixture.store.comment(two, site: nil) }
        }
    }

    @Test(arguments: Engine.allCases)
    func `a decision is never changed or removed`(engine: Engine) async throws {
        try await StoreFixture.run(engine) { fixture in
            try await fixture.submit(fixture.comment())
            for statement in [TamperSQL.editDecisions, .dropDecisions] {
                await #expect(throws: StoreError.self) {
                    try await fixture.database.write { _ = try $0.execute(statement) }
                }
            }
            #expect(try await fixture.count(.decisions) == 1)
        }
    }

    @Test(arguments: Engine.allCases)
    func `a repeated request is answered as the first and stores nothing`(engine: Engine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let (key, _) = try await fixture.store.addKey(site: fixture.site, name: "form", scopes: [.submit])
            let first = IdempotentAnswer(
                key: key.id, value: "once", fingerprint: [1], location: "/v1/comments/1", answer: [2, 3])
            let outcomes = try await withThrowingTaskGroup(of: IdempotentAnswer?.self) { group in
                for number in UInt8(0)..<10 {
                    let comment = try fixture.comment(email: "reader\(number)@example.org")
                    var answer = first
                    answer.answer = [number]
                    let mine = answer
                    group.addTask {
                        switch try await fixture.store.submit(comment, idempotent: mine) {
                        case .recorded, .same: nil
                        case .repeated(let earlier): earlier
                        }
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(outcomes.count { $0 == nil } == 1)
            #expect(Set(outcomes.compactMap { $0?.answer }).count == 1)
            let kept = try await fixture.store.idempotentAnswer(key: key.id, value: "once")
            #expect(outcomes.compactMap { $0 }.allSatisfy { $0 == kept })
            #expect(try await fixture.count(.comments) == 1)
            #expect(try await fixture.count(.authors) == 1)
            #expect(try await fixture.store.idempotentAnswer(key: key.id, value: "twice") == nil)
        }
    }
}
