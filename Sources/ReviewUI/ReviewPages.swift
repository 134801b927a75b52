package import HTTPTypes
package import Hummingbird
import Logging
package import Moderation
import NIOCore
import Privacy
package import Review
import Store

/// The moderators' pages under `/review`: sign in, see the flagged queue, decide.
package struct ReviewPages: Sendable {
    /// A session ends after this long without a request.
    static let idle = Duration.seconds(2 * 3600)
    /// A session ends after this long in any case.
    static let lifetime = Duration.seconds(12 * 3600)

    let desk: ReviewDesk
    let settings: ReviewSettings
    let now: WallClock
    let hasher: PasswordHasher
    let throttle: LoginThrottle
    let seats = StreamSeats()
    /// The whole explanation of a comment, as JSON.
    let receipt: @Sendable (Comment) async throws -> [UInt8]
    /// What its author is told of a decision; nil when nothing is restricted.
    let statement: @Sendable (Comment, PageLanguage) async throws -> String?

    /// `passwordCost` is for tests, which cannot wait.
    package init(
        desk: ReviewDesk, settings: ReviewSettings, now: @escaping WallClock = Instant.systemNow,
        passwordCost: ScryptCost = .standard,
        receipt: @escaping @Sendable (Comment) async throws -> [UInt8],
        statement: @escaping @Sendable (Comment, PageLanguage) async throws -> String?
    ) {
        self.receipt = receipt
        self.statement = statement
        self.desk = desk
        self.settings = settings
        self.now = now
        hasher = PasswordHasher(cost: passwordCost)
        throttle = LoginThrottle(now: now)
    }

    /// Puts every route of `PageRoute.all` on a router.
    package func addRoutes<Context: RemoteAddressRequestContext>(to router: Router<Context>) {
        for route in PageRoute.all {
            router.on(RouterPath(route.path), method: route.method) { request, context in
                await respond(to: request, context: context, route: route).response(settings: settings)
            }
        }
    }

    /// Which method each path takes.
    package var methods: [(path: String, method: HTTPRequest.Method)] {
        PageRoute.all.map { ($0.path, $0.method) }
    }

    /// The one gate every route goes through.
    private func respond(
        to request: Request, context: some RemoteAddressRequestContext, route: PageRoute
    ) async -> PageAnswer {
        var page = PageRequest(
            subject: context.parameters.get("id") ?? context.parameters.get("name") ?? "", path: request.uri.path,
            query: FormFields((request.uri.query ?? "").utf8) ?? .none, form: .none, headers: request.headers,
            network: LoginThrottle.network(of: context.remoteAddress?.ipAddress ?? "unknown"),
            session: PageRequest.token(settings.sessionCookie, in: request),
            formToken: PageRequest.token(settings.formCookie, in: request), moderator: nil,
            language: LanguagePreference.pick(request.headers[.acceptLanguage], fallback: .en), logger: context.logger)
        if let chosen = request.cookies[settings.languageCookie].flatMap({ PageLanguage(rawValue: $0.value) }) {
            page.language = chosen
            page.isLanguageChosen = true
        }
        if let chosen = request.cookies[settings.settingsCookie].flatMap({ PageSettings(cookie: $0.value) }) {
            page.settings = chosen
        }
        page.place = Place(of: route.act, page)
        do {
            if route.method == .post {
                guard PageRequest.comesFromUs(request, settings: settings) else { throw PageRefusal.otherOrigin }
                page.form = try await PageRequest.form(of: request)
                page.place = Place(of: route.act, page)
            }
            if let session = page.session, route.act != .asset {
                page.moderator = try await desk.store.moderator(
                    session: session, idle: Self.idle, isSeen: route.act != .showEvents)
                if let moderator = page.moderator { page.prefer(moderator.language) }
            }
            if case .role(let needed) = route.access {
                guard let moderator = page.moderator else { return login(for: page, route) }
                guard moderator.role.includes(needed) else { throw PageRefusal.roleTooLow }
                if let comment = page.comment { try await gate(comment, moderator) }
            }
            if route.method == .post {
                let token = route.access == .open ? page.formToken : page.session
                guard let token, FormToken.isValid(page.form["csrf"], for: token) else {
                    throw PageRefusal.formExpired
                }
            }
            return try await answer(route.act, page)
        } catch let refusal as PageRefusal {
            return await answer(to: refusal, page)
        } catch is PasswordHasher.Busy {
            return trouble(
                .serviceUnavailable, page, TroubleText.busyTitle, TroubleText.busy, fields: [.retryAfter: "5"])
        } catch let error as StoreError {
            context.logger.error("page not served", metadata: ["error": "\(error)"])
            return trouble(
                .serviceUnavailable, page, TroubleText.unavailableTitle, TroubleText.unavailable,
                fields: [.retryAfter: "30"])
        } catch {
            context.logger.error("page not served", metadata: ["error": "\(type(of: error))"])
            return trouble(.internalServerError, page, TroubleText.brokenTitle, TroubleText.broken)
        }
    }

    /// What is not of a moderator's sites is not there for them.
    func gate(_ comment: CommentID, _ moderator: Moderator) async throws {
        guard !moderator.sites.isEmpty else { return }
        guard let site = try await desk.store.site(of: comment), moderator.maySee(site) else {
            throw PageRefusal.notFound
        }
    }

    private func answer(_ act: PageAct, _ page: PageRequest) async throws -> PageAnswer {
        switch act {
        case .showSetup: try await showSetup(page)
        case .setUp: try await setUp(page)
        case .showLogin: showLogin(page)
        case .logIn: try await logIn(page)
        case .logOut: try await logOut(page)
        case .showQueue: try await showQueue(page)
        case .showEvents: try await showEvents(page)
        case .showComment: try await showComment(page)
        case .approve: try await decide(.approve, page)
        case .reject: try await decide(.reject, page)
        case .undo: try await undo(page)
        case .decideMany: try await decideMany(page)
        case .pass: try await pass(page)
        case .sayOfAuthor: try await sayOfAuthor(page)
        case .showReceipt: try await showReceipt(page)
        case .showCampaign: try await showCampaign(page)
        case .decideCampaign: try await decideCampaign(page)
        case .showTerms: try await showTerms(page)
        case .changeTerms: try await changeTerms(page)
        case .showStatement: try await showStatement(page)
        case .showView: try await showView(page)
        case .changeViews: try await changeViews(page)
        case .showSettings: showSettings(page)
        case .saveSettings: saveSettings(page)
        case .revealAddress: try await revealAddress(page)
        case .chooseLanguage: chooseLanguage(page)
        case .asset: try asset(page)
        case .nothing: throw PageRefusal.notFound
        }
    }

    private func asset(_ page: PageRequest) throws -> PageAnswer {
        guard let asset = Asset.all[page.subject] else { throw PageRefusal.notFound }
        return asset.answer(to: page)
    }

    /// The page of a comment asked for without a session is shown after login; an act is not repeated, but told of.
    private func login(for page: PageRequest, _ route: PageRoute) -> PageAnswer {
        let next: CommentID? = if case .comment(let id) = page.place { id } else { nil }
        guard page.session != nil else { return .see(Place.login(next: next).path) }
        let isDecision = route.method == .post && route.act != .logOut
        return .see(Place.login(next: next).path(with: "after", isDecision ? "ended-unsaved" : "ended"))
    }
}
