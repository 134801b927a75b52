import Foundation
import HTTPAPI
import HTTPTypes
import Hummingbird
import Logging
import Moderation
import Privacy
import ReviewUI
import ServiceLifecycle
import Store
import WebhookNotifier

/// All that `serve --demo` adds to the service: a site with an article and its form, a receiver for its webhooks, and a
/// moderator whom a link lets in without a password.
struct DemoSite: Sendable {
    static let name = "demo"

    let links: LinkBase
    let inboxLinks: LinkBase
    let site: Site
    let key: OpaqueToken
    let secret = EndpointSecret.random()
    /// One in each language, so that whoever opens the link is spoken to in theirs.
    let moderators: [PageLanguage: Moderator]
    /// Whoever holds this is let in as the demo's moderator.
    let door = OpaqueToken.random(prefix: "")
    let transport: CurlTransport
    let gazette: Gazette
    let inbox: Inbox
    /// Opens when the service's own door is open; the other when the receiver's is.
    let served = Gate<Void>()
    let receiving = Gate<Void>()

    /// Makes site, key and moderators in a new store. `settings` are those of `DemoSettings`.
    init(store: ModerationStore, settings: Settings) async throws {
        links = LinkBase(settings)
        var beside = settings
        beside.port = 0
        inboxLinks = LinkBase(beside)
        site = try await store.addSite(name: Self.name, language: "fr")
        key = try await store.addKey(site: site, name: "demo", scopes: [.submit, .score, .read, .moderate]).token
        let names: [PageLanguage: String] = [.fr: "Démo", .en: "Demo", .ar: "تجربة"]
        var moderators: [PageLanguage: Moderator] = [:]
        for (language, name) in names {
            moderators[language] = try await store.addModerator(name: name, role: .admin, language: language.rawValue)
        }
        self.moderators = moderators
        transport = try CurlTransport(
            rules: settings.webhookRules, settings: CurlTransport.Settings(keptBytes: 65_536))
        gazette = Gazette(links: links, inboxLinks: inboxLinks, door: door, comments: KeptComments())
        inbox = Inbox(secret: secret)
    }

    /// The routes that stand beside the service's own.
    func routes(pages: ReviewPages) -> [DemoRoute] {
        let backend = FormBackend(
            tamis: TamisClient(transport: transport, links: links, key: key), gazette: gazette)
        return [
            DemoRoute(.get, "/") { _, _ in .redirect(to: "/demo/", type: .normal) },
            DemoRoute(.get, "/demo", gazette.show),
            DemoRoute(.post, "/demo/comment", backend.take),
            DemoRoute(.get, "/demo/comment") { _, _ in .redirect(to: "/demo/#respond", type: .normal) },
            DemoRoute(.get, "/demo/moderator") { request, _ in try await admit(request, pages) },
            .file("/demo/demo.css", type: "text/css; charset=utf-8", PackageResources.demo_css),
            .file("/demo/bridge.svg", type: "image/svg+xml", PackageResources.bridge_svg),
            .file("/demo/icon.svg", type: "image/svg+xml", PackageResources.icon_svg),
        ]
    }

    private func admit(_ request: Request, _ pages: ReviewPages) async throws -> Response {
        let given = request.uri.queryParameters["key"].map { Secret(Array($0.utf8)) }
        let language = LanguagePreference.pick(request.headers[.acceptLanguage], fallback: .fr)
        guard given == Secret(Array(door.text.utf8)), let moderator = moderators[language] else {
            return .redirect(to: "/review/login", type: .normal)
        }
        return try await pages.admit(moderator)
    }

    /// The receiver, on its own port beside the service's.
    func receiver(host: String, port: Int, logger: Logger) -> some Service {
        let server = InboxServer(inbox: inbox, links: inboxLinks, gazette: gazette, transport: transport)
        return Application(
            router: server.router,
            configuration: ApplicationConfiguration(
                address: .hostname(host, port: port), serverName: "Tamis demo"),
            onServerRunning: { channel in
                guard let port = channel.localAddress?.port else { return }
                inboxLinks.bound(to: port)
                receiving.open(())
            },
            logger: logger)
    }
}
