import CProcess
import CommentIntake
import Foundation
import HTTPAPI
import Hummingbird
import Logging
import Moderation
import Review
import ReviewUI
import ServiceLifecycle
import Store
import UnixSignals
import WebhookNotifier

/// The whole service put together. Everything is made here and handed to what needs it.
struct TamisServer {
    static let version = "0.1.0"

    let settings: Settings
    let store: ModerationStore
    let engine: LiveEngine
    let logger: Logger

    /// The native JSON door.
    var api: TamisAPI {
        var api = TamisAPI(
            store: store, intake: IntakeDesk(store: store, engine: engine), desk: ReviewDesk(store: store),
            engine: engine, urlRules: settings.webhookRules, version: Self.version)
        api.recheck = .seconds(settings.recheckSeconds)
        api.statementWords = StatementWords(
            signal: { PublicWords.signal($0, $1) }, reason: { PublicWords.reason($0, $1) })
        return api
    }

    /// The moderators' pages.
    func pages(publicURL: String) -> ReviewPages {
        guard
            let pages = ReviewSettings(publicURL: publicURL, allowInsecureLogin: settings.allowInsecureLogin)
        else { preconditionFailure("settings let no address through that is none") }
        let api = api
        return ReviewPages(
            desk: ReviewDesk(store: store), settings: pages, receipt: api.receipt(of:),
            statement: { try await api.statement(of: $0, in: $1) })
    }

    /// The router with every door; the tests build theirs with this too.
    func router(publicURL: String, demo: DemoSite? = nil) -> Router<APIContext> {
        let router = Router(context: APIContext.self, options: .autoGenerateHeadEndpoints)
        var api = api
        let pages = pages(publicURL: publicURL)
        let shown = demo?.routes(pages: pages) ?? []
        let taken =
            api.routes.map { ($0.path, $0.method) } + api.doors.map { ($0.path, $0.method) } + pages.methods
            + shown.map { ($0.path, $0.method) }
        api.requests = RequestMeasures(of: taken)
        if !settings.trustedProxies.isEmpty {
            router.add(middleware: ClientAddressMiddleware(trusted: settings.trustedProxies))
        }
        router.add(middleware: AnswerMiddleware(isSecure: Self.isSecure(publicURL), measures: api.requests))
        router.add(middleware: MethodRefusal(beside: taken))
        api.addRoutes(to: router)
        api.addDoors(to: router)
        pages.addRoutes(to: router)
        for route in shown { route.add(to: router) }
        return router
    }

    /// Runs until SIGTERM or SIGINT, then stops in the order opposite to the start: doors, deliveries, store.
    func run(folder: DataFolder, reload: EngineReload, reloads: ReloadLog, demo: DemoSite? = nil) async throws {
        let links = demo?.links ?? LinkBase(settings)
        try await store.startDeliveries()
        let transport = try CurlTransport(rules: settings.webhookRules)
        defer { transport.close() }
        let worker = DeliveryWorker(
            queue: DeliveryQueue(store: store), transport: transport, version: Self.version, logger: logger,
            measures: store.measures.deliveries)
        let application = Application(
            router: router(publicURL: links.url, demo: demo),
            server: LimitedHTTPChannel.builder(
                limits: settings.connectionLimits, trusted: settings.trustedProxies,
                isSecure: Self.isSecure(links.url)),
            configuration: ApplicationConfiguration(
                address: .hostname(settings.host, port: settings.port), serverName: "Tamis", backlog: 1024),
            onServerRunning: { channel in
                if let port = channel.localAddress?.port { links.bound(to: port) }
                if let demo { demo.served.open(()) } else { await announce(links) }
            },
            logger: logger)
        let desk = AdminDesk(
            store: store, settings: settings, links: links,
            scoring: AdminDesk.LiveScoring(engine: engine, reloads: reloads), logger: logger)
        var services: [any Service] = [
            StoreService(store: store, logger: logger), worker,
            Housekeeping(store: store, retention: settings.retention, logger: logger),
            Erasing(store: store, logger: logger),
            SecondLooks(store: store, intake: IntakeDesk(store: store, engine: engine), logger: logger),
            AdminSocket(path: folder.socket, desk: desk, logger: logger), reload, application,
        ]
        if let demo {
            let port = await DemoSettings.inboxPort(settings)
            services.insert(demo.receiver(host: settings.host, port: port, logger: logger), at: 1)
            services.append(DemoOpening(demo: demo, store: store, folder: folder, logger: logger))
        }
        var configuration = ServiceGroupConfiguration(
            services: services.map { ServiceGroupConfiguration.ServiceConfiguration(service: $0) },
            gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        // Longer than a delivery on the wire may take; who only pretends to send a body is cut off then.
        configuration.maximumGracefulShutdownDuration = .seconds(30)
        let group = ServiceGroup(configuration: configuration)
        try await group.run()
        logger.info("stopped")
    }

    private static func isSecure(_ publicURL: String) -> Bool { publicURL.hasPrefix("https:") }

    /// Says where the pages are, and at the first start what is needed to get in.
    private func announce(_ links: LinkBase) async {
        var lines = ["Tamis \(Self.version)", "Review page    \(links.url)/review"]
        do {
            lines += try await FirstStart.prepare(store, settings: settings, links: links)
        } catch {
            logger.critical("first start failed", metadata: ["error": "\(type(of: error))"])
        }
        FileHandle.standardOutput.write(Data((lines.joined(separator: "\n") + "\n").utf8))
        tamis_return_start_pages()
    }
}

extension DeliveryQueue {
    /// The outbox in the store.
    init(store: ModerationStore) {
        self.init(
            claim: { limit, perEndpoint, lease, now in
                try await store.claimDeliveries(limit: limit, perEndpoint: perEndpoint, lease: lease, now: now)
            },
            record: { try await store.record($0) },
            nextDue: { _ in try await store.nextDeliveryDue() },
            wakeups: { store.deliveryWakeups })
        clockWentBack = { try await store.clockWentBack(by: $0) }
    }
}
