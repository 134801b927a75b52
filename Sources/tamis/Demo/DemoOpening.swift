import Foundation
import Logging
import Moderation
import Privacy
import Review
import ReviewUI
import ServiceLifecycle
import Store
import WebhookNotifier

/// Once both doors are open: makes the receiver an endpoint, posts the sample comments through the article's form, decides
/// some, and says where everything is.
struct DemoOpening: Service {
    let demo: DemoSite
    let store: ModerationStore
    let folder: DataFolder
    let logger: Logger

    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    func run() async throws {
        try await cancelWhenGracefulShutdown {
            guard await demo.served.value() != nil, await demo.receiving.value() != nil else { return }
            _ = try await store.addEndpoint(
                site: demo.site.id, url: demo.inboxLinks.url + InboxServer.hookPath, types: Set(EventType.allCases),
                wantsBody: true, keys: SigningKeys(secret: demo.secret.key))
            for (number, sample) in DemoSample.all.enumerated() { try await post(sample, number) }
            try await decide()
            FileHandle.standardOutput.write(Data(announcement.utf8))
        }
        try await gracefulShutdown()
    }

    /// As a browser sends it.
    private func post(_ sample: DemoSample, _ number: Int) async throws {
        let fields = [
            ("form", "sample-\(number)"), ("comment", sample.text), ("author", sample.author),
            ("email", "reader\(number)@example.org"),
        ]
        let result = await demo.transport.send(
            WebhookRequest(
                url: demo.links.url + "/demo/comment",
                headers: [.init("content-type", "application/x-www-form-urlencoded")],
                body: Array(fields.map { "\($0)=\(FormFields.encode($1))" }.joined(separator: "&").utf8)))
        // A policy of your own may refuse one: the demo goes on without it.
        guard case .answered(let answer) = result, answer.status < 500 else {
            throw Failure(description: "the demo's sample comment \(number) was not taken")
        }
    }

    private func decide() async throws {
        let desk = ReviewDesk(store: store)
        guard let moderator = demo.moderators[.fr] else { return }
        for sample in DemoSample.all {
            guard let wish = sample.decision else { continue }
            let act = try ReviewAct(decision: wish.decision.rawValue, reason: wish.reason?.rawValue, note: nil)
            let waiting = try await desk.queue(site: demo.site.id, limit: ModerationStore.pageLimit).items
            guard let comment = waiting.first(where: { $0.body == sample.text }) else { continue }
            _ = try await desk.decide(
                act, on: comment.id, site: demo.site.id, expected: comment.version, by: .moderator(moderator.id),
                logger: logger)
        }
    }

    private var announcement: String {
        """
        Tamis \(TamisServer.version) demo

        Article page   \(demo.gazette.url)
        Review page    \(demo.links.url)/demo/moderator?key=\(demo.door.text)
        Webhook inbox  \(demo.inboxLinks.url)/

        Write a comment under the article; on the review page, which this link opens without a password, decide what
        was flagged; see the signed event arrive in the inbox and the comment appear under the article.

        API key        \(demo.key.text)
        Data folder    \(folder.path)

        Ctrl-C ends the demo and removes its data. Only kill -9 leaves the folder behind, for the next demo to remove.

        """ + "\n"
    }
}
