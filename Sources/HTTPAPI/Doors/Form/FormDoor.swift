import CommentIntake
import HTTPTypes
import Hummingbird
import Moderation
import NIOCore
import Store
import WebhookNotifier

/// The public form: readers of a site post from its own pages, without a key and without a backend. Open where the site names
/// the origins of its pages (`tamis site origins`); no cookies.
struct FormDoor: Sendable {
    let api: TamisAPI
    var now: WallClock = Instant.systemNow

    var routes: [DoorRoute] {
        [
            DoorRoute(.get, "/f/{site}/token", token), DoorRoute(.options, "/f/{site}/token", preflight),
            DoorRoute(.post, "/f/{site}", post), DoorRoute(.options, "/f/{site}", preflight),
        ]
    }

    private func token(_ request: Request, _ context: APIContext) async throws -> Response {
        let visit = try await visit(request, context)
        guard let visit, visit.isAllowed else {
            return refused(visit == nil ? .notFound : .originRefused, request, visit)
        }
        let query = try Query(request, allowed: ["thread"])
        guard let thread = query["thread"], !thread.isEmpty, thread.utf8.count <= FormPass.threadBytes else {
            return refused(.badThread, request, visit)
        }
        let text = FormPass.issue(thread: thread, site: visit.site.id, store: api.store, at: now())
        let body = JSONWriter.object { json in
            json.member("token", text)
            json.member("expires_in", Int(FormPass.lifetime.milliseconds / 1000))
        }
        return .json(body, headers: visit.crossOrigin)
    }

    /// What a browser asks before it sends JSON from another origin.
    private func preflight(_ request: Request, _ context: APIContext) async throws -> Response {
        guard let visit = try await visit(request, context) else { return refused(.notFound, request, nil) }
        guard visit.isAllowed else { return refused(.originRefused, request, visit) }
        var headers = visit.crossOrigin
        headers[.accessControlAllowMethods] = "GET, POST"
        headers[.accessControlAllowHeaders] = "Content-Type, Accept"
        headers[.accessControlMaxAge] = "600"
        return Response(status: .noContent, headers: headers)
    }

    private func post(_ request: Request, _ context: APIContext) async throws -> Response {
        let found = try await visit(request, context)
        guard var visit = found, visit.isAllowed else {
            return refused(found == nil ? .notFound : .originRefused, request, found)
        }
        var form: CommentForm
        do {
            form = try RequestBody.form(try await RequestBody.bytes(of: request), of: request)
        } catch {
            return failed(AnswerMiddleware.problem(for: error, context: context), nil, visit)
        }
        complete(&form, request, context)
        visit.read(form)
        guard let back = visit.back(of: form, request) else { return refused(.backRefused, request, visit) }
        let at = now()
        let traces = form.traces(site: visit.site.id, store: api.store, now: at)
        let client = context.remoteAddress?.ipAddress.flatMap { IPAddress($0) }
        if let seconds = api.flood.admit(client, hasToken: !traces.contains(.tokenMissing), at: at) {
            var response = refused(.tooManyComments, request, visit, form)
            response.headers[.retryAfter] = String(seconds)
            return response
        }
        do {
            let submitted = try SubmittedComment.validate(form, policy: api.intake.policy)
            let (accepted, same) = try await api.intake.receive(fromForm: submitted, site: visit.site, arrival: traces)
            guard let same else { return taken(accepted.id, accepted.decision.decision.status, back: back, visit) }
            guard api.intake.policy.repeats.form == .merge,
                let first = try await api.store.comment(same, site: visit.site.id)
            else { return refused(.sameComment, request, visit, form) }
            return taken(same, first.status, back: back, visit)
        } catch {
            return failed(AnswerMiddleware.problem(for: error, context: context), form, visit)
        }
    }

    /// What a reader's browser does not get to say: who it is comes from the connection, what a backend adds is dropped.
    private func complete(_ form: inout CommentForm, _ request: Request, _ context: APIContext) {
        form.ip = context.remoteAddress?.ipAddress
        form.userAgent = request.headers[.userAgent]
        form.referrer = request.headers[.referer]
        form.externalID = nil
        form.authorKey = nil
        form.writtenAt = nil
    }

    /// A reader is told whether the comment stands on the page or waits, and never why: a program would learn from it.
    private func taken(_ id: CommentID, _ comment: CommentStatus, back: String, _ visit: FormVisit) -> Response {
        let status = comment == .approved ? "published" : "waiting"
        guard visit.wantsJSON else {
            return Response(
                status: .seeOther, headers: [.location: "\(back)#tamis-\(status)", .vary: "Accept, Origin"])
        }
        let body = JSONWriter.object { json in
            json.member("id", id.text)
            json.member("status", status)
        }
        return .json(body, status: .created, headers: visit.crossOrigin)
    }

    private func failed(_ problem: Problem, _ form: CommentForm?, _ visit: FormVisit) -> Response {
        var response = problem.response(language: visit.language)
        if !visit.wantsJSON {
            response = page(
                problem.code.title[visit.language], status: problem.code.status, fields: problem.fields, form, visit)
        }
        for field in visit.crossOrigin { response.headers[field.name] = field.value }
        return response
    }

    private func refused(
        _ refusal: FormRefusal, _ request: Request, _ visit: FormVisit?, _ form: CommentForm? = nil
    ) -> Response {
        let visit = visit ?? FormVisit(request, nil)
        if !visit.wantsJSON, request.method == .post {
            return page(refusal.title[visit.language], status: refusal.status, fields: [], form, visit)
        }
        var headers = visit.crossOrigin
        headers[.contentType] = "application/problem+json; charset=utf-8"
        headers[.contentLanguage] = visit.language.rawValue
        return Response(
            status: refusal.status, headers: headers,
            body: .init(byteBuffer: ByteBuffer(bytes: refusal.problem(language: visit.language))))
    }

    private func page(
        _ title: String, status: HTTPResponse.Status, fields: [FieldProblem], _ form: CommentForm?, _ visit: FormVisit
    ) -> Response {
        var form = form
        if let posted = form, posted.pass(site: visit.site.id, store: api.store, now: now()) == nil {
            // This page is ours, so the next try has a token.
            let thread = posted.threadID ?? ""
            form?.setToken(FormPass.issue(thread: thread, site: visit.site.id, store: api.store, at: now()))
        }
        let page = FormPage(
            site: visit.site, title: title, problems: fields, form: form, required: api.intake.policy.required,
            language: visit.language)
        let origins = visit.origins.joined(separator: " ")
        return .text(
            page.html, status: status, type: "text/html; charset=utf-8",
            headers: [
                .vary: "Accept, Accept-Language, Origin", .contentLanguage: visit.language.rawValue,
                // Our own origin must come with the next try; the site's, because browsers hold a redirect to this too.
                .referrerPolicy: "same-origin",
                .contentSecurityPolicy: """
                default-src 'none'; style-src '\(FormPage.styleHash)'; form-action 'self' \(origins); base-uri 'none'; \
                frame-ancestors 'none'
                """,
            ])
    }

    /// Nil where there is no such site, or its form is closed.
    private func visit(_ request: Request, _ context: APIContext) async throws -> FormVisit? {
        guard let name = context.parameters.get("site"), name.utf8.count <= 63,
            let site = try await api.store.formSite(named: name), !site.origins.isEmpty
        else { return nil }
        return FormVisit(request, site)
    }
}
