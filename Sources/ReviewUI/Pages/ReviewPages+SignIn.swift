import Foundation
import HTTPTypes
import Hummingbird
import Moderation
import Privacy
import Review
import Store

extension ReviewPages {
    private static let nameLimitBytes = 256
    private static let passwordLimitBytes = 256
    private static let passwordLeastCharacters = 8

    // MARK: Login

    func showLogin(_ page: PageRequest) -> PageAnswer {
        guard settings.isLoginAllowed else { return insecure(page) }
        guard page.moderator == nil else { return .see("/review") }
        let status: SignInText? =
            switch page.query["after"] {
            case "setup": .passwordSet
            case "logout": .loggedOut
            case "ended": .ended
            case "ended-unsaved": .endedUnsaved
            default: nil
            }
        return withFormToken(page) { view in
            .page(view.login(name: "", next: next(page), status: status))
        }
    }

    /// The same answer, after the same work, whether the name or the password is wrong.
    func logIn(_ page: PageRequest) async throws -> PageAnswer {
        guard settings.isLoginAllowed else { return insecure(page) }
        var page = page
        page.moderator = nil
        let name = page.form["name"].trimmingCharacters(in: .whitespacesAndNewlines)
        let password = page.form["password"]
        let next = next(page)
        let throttledName = String(decoding: name.utf8.prefix(Self.nameLimitBytes), as: UTF8.self)
        let outcomes = desk.store.measures.logins
        if let wait = await throttle.take(name: throttledName, address: page.network) {
            outcomes[.throttled].add()
            return tooFast(page, wait) { view, problem in
                view.login(name: throttledName, next: next, problem: .general(problem))
            }
        }
        let account = try await desk.store.moderator(named: throttledName)
        let stored = account.flatMap { $0.isDisabled ? nil : $0.password }
        let isRight = try await hasher.check(
            String(decoding: password.utf8.prefix(Self.passwordLimitBytes), as: UTF8.self), against: stored)
        guard let account, isRight, password.utf8.count <= Self.passwordLimitBytes else {
            outcomes[.refused].add()
            let view = view(page)
            return .page(
                view.login(name: throttledName, next: next, problem: .wrong(view.say(SignInText.wrong))),
                status: .forbidden)
        }
        outcomes[.accepted].add()
        await throttle.succeed(name: throttledName, address: page.network)
        if let old = page.session { try await desk.store.closeSession(old) }
        let session = try await desk.store.openSession(for: account.moderator.id, lifetime: Self.lifetime)
        var answer = PageAnswer.see(next.isEmpty ? "/review" : next)
        answer.cookies = [cookie(settings.sessionCookie, session.text), cookie(settings.formCookie, nil)]
        return answer
    }

    func logOut(_ page: PageRequest) async throws -> PageAnswer {
        if let session = page.session { try await desk.store.closeSession(session) }
        var answer = PageAnswer.see("/review/login?after=logout")
        answer.cookies = [cookie(settings.sessionCookie, nil)]
        return answer
    }

    // MARK: One-time link

    /// Looking at the link does not use it up: mail programs look too.
    func showSetup(_ page: PageRequest) async throws -> PageAnswer {
        guard settings.isLoginAllowed else { return insecure(page) }
        let token = page.query["token"]
        guard let moderator = try await desk.store.moderator(link: OpaqueToken(token)) else { return linkEnded(page) }
        var page = page
        page.moderator = nil
        page.prefer(moderator.language)
        return withFormToken(page) { view in .page(view.setup(name: moderator.name, token: token)) }
    }

    func setUp(_ page: PageRequest) async throws -> PageAnswer {
        guard settings.isLoginAllowed else { return insecure(page) }
        let token = page.form["token"]
        var page = page
        page.moderator = nil
        guard let moderator = try await desk.store.moderator(link: OpaqueToken(token)) else { return linkEnded(page) }
        page.prefer(moderator.language)
        let view = view(page)
        let password = page.form["password"]
        if let problem = Self.problem(with: password, again: page.form["again"], of: moderator) {
            return .page(
                view.setup(
                    name: moderator.name, token: token,
                    problem: problem == .different ? .again(view.say(problem)) : .wrong(view.say(problem))),
                status: .unprocessableContent)
        }
        if let wait = await throttle.take(name: nil, address: page.network) {
            return tooFast(page, wait) {
                $0.setup(name: moderator.name, token: token, problem: .general($1))
            }
        }
        let hash = try await hasher.hash(password)
        guard try await desk.store.usePassword(hash, link: OpaqueToken(token)) != nil else { return linkEnded(page) }
        return .see("/review/login?after=setup")
    }

    private static func problem(with password: String, again: String, of moderator: Moderator) -> SignInText? {
        if password.utf8.count > passwordLimitBytes { return .tooLong }
        if password.unicodeScalars.count < passwordLeastCharacters { return .tooShort }
        if FirstGuesses.contain(password, known: [moderator.name, "tamis"]) { return .guessed }
        // Bytes, not `String ==`: what is hashed must be what was typed twice.
        return password.utf8.elementsEqual(again.utf8) ? nil : .different
    }

    // MARK: Answers

    private func linkEnded(_ page: PageRequest) -> PageAnswer {
        var page = page
        page.place = .login(next: nil)
        let view = view(page)
        let way: HTML = """
            <p><code dir="ltr">tamis moderator reset-link NAME</code></p>
            <p class="ways"><a class="button" href="/review/login">\(view.say(SignInText.toLogin))</a></p>
            """
        return .page(
            view.message(view.say(SignInText.linkEndedTitle), view.say(SignInText.linkEnded), more: way),
            status: .notFound)
    }

    private func insecure(_ page: PageRequest) -> PageAnswer {
        var page = page
        page.moderator = nil
        let view = view(page)
        return .page(
            view.message(view.say(SignInText.insecureTitle), view.language(SignInText.insecure, settings.origin)),
            status: .forbidden)
    }

    private func tooFast(
        _ page: PageRequest, _ wait: Duration, _ draw: (View, String) -> HTML
    ) -> PageAnswer {
        let seconds = max(1, Int(wait.components.seconds) + (wait.components.attoseconds > 0 ? 1 : 0))
        let view = view(page)
        let when =
            seconds < 60
            ? view.language.count(.retrySeconds, seconds) : view.language.count(.retryMinutes, (seconds + 59) / 60)
        var answer = PageAnswer.page(
            draw(view, view.say(SignInText.tooFast) + " " + when), status: .tooManyRequests)
        answer.fields[.retryAfter] = String(seconds)
        return answer
    }

    /// Draws a form for somebody without a session, with a cookie for its token when the browser has none yet.
    private func withFormToken(_ page: PageRequest, _ draw: (View) -> PageAnswer) -> PageAnswer {
        if page.formToken != nil { return draw(view(page)) }
        var page = page
        let token = OpaqueToken.random(prefix: "")
        page.formToken = token
        var answer = draw(view(page))
        answer.cookies.append(cookie(settings.formCookie, token.text))
        return answer
    }

    /// `Lax`: with `Strict` a link in an e-mail would always end at the login page. No form of ours relies on it, since
    /// each carries a token. A nil value takes the cookie away.
    func cookie(_ name: String, _ value: String?) -> Cookie {
        Cookie(
            name: name, value: value ?? "", maxAge: value == nil ? 0 : nil, path: "/", secure: settings.isSecure,
            httpOnly: true, sameSite: .lax)
    }

    /// The page of ours to go on to after login; empty for the queue.
    private func next(_ page: PageRequest) -> String {
        if case .login(let next?) = page.place { Place.comment(next).path } else { "" }
    }
}
