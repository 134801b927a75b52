import HTTPTypes
import HummingbirdTesting
import Moderation
import Store
import Testing

@testable import tamis

/// A campaign decided once over HTTP: what is here, what comes later, and back.
@Suite struct CampaignHTTPTests {
    private static let advert = "Buy the finest replica watches directly from our warehouse, ships worldwide"

    private struct Door {
        let client: any TestClientProtocol
        let key: String

        func submit(_ body: String, email: String) async throws -> (id: String, status: String, reasons: [String]) {
            let json = try await client.send(
                .post, "/v1/comments", key: key, body: TestService.comment(body, email: email)
            ).json
            let decision = json["decision"] as? [String: Any]
            return (
                json["id"] as? String ?? "", json["status"] as? String ?? "", decision?["reasons"] as? [String] ?? []
            )
        }

        func comment(_ id: String) async throws -> [String: Any] {
            try await client.send(.get, "/v1/comments/\(id)", key: key).json
        }

        func post(_ path: String, _ body: String, match: String? = "*") async throws -> TestResponse {
            try await client.send(
                .post, path, key: key, body: body.isEmpty ? nil : body, headers: match.map { [.ifMatch: $0] } ?? [:])
        }
    }

    @Test func `a campaign is rejected once, later members follow, and all of it is taken back`() async throws {
        let service = try await TestService()
        let (site, key) = try await service.addSite("news")
        try await service.application.test(.router) { client in
            let door = Door(client: client, key: key)
            let one = try await door.submit(Self.advert, email: "a@example.org")
            let two = try await door.submit("HELLO!! " + Self.advert.uppercased() + " 123", email: "b@example.org")
            let weasel = try await door.submit(Self.advert + " weasel", email: "c@example.org")
            let other = try await door.submit(
                "I do not agree with the mayor about the new bridge over the river", email: "d@example.org")
            #expect(one.status == "approved" && two.status == "approved" && weasel.status == "flagged")
            let id = try #require(try await door.comment(two.id)["campaign"] as? String)
            #expect(try await door.comment(one.id)["campaign"] as? String == id)
            #expect(try await door.comment(other.id)["campaign"] == nil)

            // A moderator decided one for themselves: that stays.
            #expect(try await door.post("/v1/comments/\(one.id)/decisions", #"{"decision":"approve"}"#).status == .ok)
            #expect(
                try await door.post("/v1/campaigns/\(id)/decisions", #"{"decision":"flag"}"#).status
                    == .unprocessableContent)
            let ruled = try await door.post(
                "/v1/campaigns/\(id)/decisions", #"{"decision":"reject","reason":"spam","note":"watches"}"#,
                match: "\"1\"")
            #expect(ruled.status == .ok && ruled.headers[.eTag] == "\"2\"")
            #expect(ruled.json["changed"] as? Int == 2 && ruled.json["kept"] as? Int == 1)
            #expect(try await door.comment(one.id)["status"] as? String == "approved")
            #expect(try await door.comment(weasel.id)["status"] as? String == "rejected")
            let late = try await door.post(
                "/v1/campaigns/\(id)/decisions", #"{"decision":"approve"}"#, match: "\"1\"")
            #expect(late.status == .preconditionFailed && late.json["version"] as? Int == 2)

            let follower = try await door.submit(
                "bonjour, b u y the f1nest " + Self.advert.dropFirst(15), email: "e@example.org")
            #expect(follower.status == "rejected" && follower.reasons == ["spam"])
            let shown = try await door.comment(follower.id)
            let signals = shown["signals"] as? [[String: Any]] ?? []
            #expect(signals.map { $0["name"] as? String } == ["campaign.rejected"])
            #expect((shown["score"] as? [String: Double])?["spam"] ?? 1 < 0.1, "the score stays what the words give")

            let back = try await door.post("/v1/campaigns/\(id)/undo", "", match: nil)
            #expect(back.json["changed"] as? Int == 3 && back.json["decision"] == nil)
            let states = try await [two.id, weasel.id, follower.id].asyncMap {
                try await door.comment($0)["status"] as? String ?? ""
            }
            #expect(states == ["approved", "flagged", "approved"], "as policy alone would have had them")
            #expect(try await door.submit("well, " + Self.advert, email: "f@example.org").status == "approved")
            #expect(try await door.post("/v1/campaigns/\(id)/undo", "", match: nil).status == .conflict)

            let list = try await client.send(.get, "/v1/campaigns", key: key).json["items"] as? [[String: Any]]
            #expect(list?.count == 1 && list?.first?["comments"] as? Int == 5)
            let members = try await client.send(.get, "/v1/comments?campaign=\(id)&status=flagged", key: key)
            #expect((members.json["items"] as? [[String: Any]])?.map { $0["id"] as? String } == [weasel.id])
            let alone = try await door.submit("the weather, a weasel says, stays fine", email: "w@example.org")
            #expect(alone.status == "flagged")
            for (query, ids) in [
                ("campaign=\(id)", [weasel.id]), ("campaign=\(id)&text=weather", []), ("", [weasel.id, alone.id]),
                ("campaign=cam_none", []),
            ] {
                let queue =
                    try await client.send(.get, "/v1/queue?" + query, key: key).json["items"] as? [[String: Any]]
                #expect(Set((queue ?? []).compactMap { $0["id"] as? String }) == Set(ids), "\(query)")
            }
        }
        let lessons = try await service.store.context(site: site.id, thread: nil, hosts: []).learning?.lessons
        #expect(lessons == 1, "only what the moderator decided by itself is left to learn from")
    }

    @Test func `an approved campaign spares what is nearly the same from waiting, and no more`() async throws {
        let service = try await TestService()
        let (_, key) = try await service.addSite("news")
        try await service.application.test(.router) { client in
            let door = Door(client: client, key: key)
            let petition = "We, the readers of this weasel paper, ask the council to keep the library open on Sundays"
            let one = try await door.submit(petition, email: "a@example.org")
            let two = try await door.submit(petition + "!", email: "b@example.org")
            #expect(one.status == "flagged" && two.status == "flagged")
            let id = try #require(try await door.comment(two.id)["campaign"] as? String)
            #expect(try await door.post("/v1/campaigns/\(id)/decisions", #"{"decision":"approve"}"#).status == .ok)
            #expect(try await door.submit(petition + " please", email: "c@example.org").status == "approved")
            let half =
                "We, the readers of this weasel paper, ask the council to sack that weasel of a librarian and all her kin"
            #expect(try await door.submit(half, email: "d@example.org").status == "flagged")
        }
    }

    @Test func `an approved campaign brings back neither what a moderator turned down nor what nothing could score`()
        async throws
    {
        struct Broken: Error {}
        let service = try await TestService(score: { content in
            if content.body.hasPrefix("Broken") { throw Broken() }
            return try TestService.oneWord(content)
        })
        let (_, key) = try await service.addSite("news")
        try await service.application.test(.router) { client in
            let door = Door(client: client, key: key)
            let petition = "We, the readers of this weasel paper, ask the council to keep the library open on Sundays"
            let one = try await door.submit(petition, email: "a@example.org")
            let two = try await door.submit(petition + "!", email: "b@example.org")
            let turnedDown = try await door.submit("The bridge is too expensive", email: "c@example.org")
            #expect(
                try await door.post(
                    "/v1/comments/\(turnedDown.id)/decisions", #"{"decision":"reject","reason":"off_topic"}"#
                ).status == .ok)
            let id = try #require(try await door.comment(one.id)["campaign"] as? String)
            #expect(try await door.comment(two.id)["campaign"] as? String == id)
            #expect(try await door.post("/v1/campaigns/\(id)/decisions", #"{"decision":"approve"}"#).status == .ok)
            let edited = try await client.send(
                .put, "/v1/comments/\(turnedDown.id)", key: key, body: #"{"body":"\#(petition)"}"#)
            #expect(edited.json["status"] as? String == "flagged")
            let names = (edited.json["signals"] as? [[String: Any]] ?? []).map { $0["name"] as? String }
            #expect(names == ["wordlist.insult"], "as if there were no campaign")
            let broken = try await door.submit("Broken " + petition, email: "d@example.org")
            #expect(broken.status == "flagged" && broken.reasons == ["engine_unavailable"])
        }
    }

    @Test func `what was decided of many at once is taken back at once`() async throws {
        let service = try await TestService()
        let (_, key) = try await service.addSite("news")
        let (_, foreign) = try await service.addSite("other")
        try await service.application.test(.router) { client in
            let door = Door(client: client, key: key)
            var ids: [String] = []
            for name in ["a", "b", "c"] {
                ids.append(try await door.submit("you weasel", email: "\(name)@example.org").id)
            }
            let items = ids.map { #"{"id":"\#($0)"}"# }.joined(separator: ",")
            let done = try await door.post("/v1/decisions", #"{"decision":"approve","comments":[\#(items)]}"#)
            let act = try #require(done.json["act"] as? String)
            #expect(
                try await door.post(
                    "/v1/comments/\(ids[0])/decisions", #"{"decision":"reject","reason":"insult"}"#
                ).status == .ok)
            let theirs = try await client.send(
                .post, "/v1/decisions/undo", key: foreign, body: #"{"act":"\#(act)"}"#)
            #expect(theirs.json["changed"] as? Int == 0 && theirs.json["kept"] as? Int == 0)
            let back = try await door.post("/v1/decisions/undo", #"{"act":"\#(act)"}"#)
            #expect(back.json["changed"] as? Int == 2 && back.json["kept"] as? Int == 1)
            let states = try await ids.asyncMap { try await door.comment($0)["status"] as? String ?? "" }
            #expect(states == ["rejected", "flagged", "flagged"])
            let again = try await door.post("/v1/decisions/undo", #"{"act":"\#(act)"}"#)
            #expect(again.json["changed"] as? Int == 0)
        }
    }
}

extension Array {
    fileprivate func asyncMap<Value>(_ body: (Element) async throws -> Value) async rethrows -> [Value] {
        var values: [Value] = []
        for element in self { values.append(try await body(element)) }
        return values
    }
}
