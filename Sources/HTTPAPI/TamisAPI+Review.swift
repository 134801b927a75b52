import CommentIntake
import HTTPTypes
import Hummingbird
import Moderation
import Privacy
import Review
import Store

extension TamisAPI {
    func queue(_ request: Request, _ context: APIContext, _ caller: Caller) async throws -> Response {
        let after = caller.query["after"]
        guard after.map(PageCursor.isOfQueue) != false else { throw Problem(.badParameter) }
        let page = try await desk.queue(
            site: caller.site.id, matching: try CommentFilter(caller.query), after: after,
            limit: try caller.query.number("limit", default: 25, atMost: ModerationStore.pageLimit))
        return CommentAnswer.page(page, path: "/v1/queue", asked: request.uri.query)
    }

    private struct ClaimRequest: Decodable {
        var count: Int?
        var seconds: Int?
    }

    /// Hands out the next comments nobody else holds.
    func claim(_ request: Request, _ context: APIContext, _ caller: Caller) async throws -> Response {
        let wish = try await RequestBody.json(ClaimRequest.self, of: request)
        let seconds = wish.seconds ?? 300
        guard (1...ModerationStore.pageLimit).contains(wish.count ?? 1), (1...3600).contains(seconds) else {
            throw Problem(.badParameter)
        }
        let comments = try await desk.claim(
            site: caller.site.id, holder: caller.cause, count: wish.count ?? 1, lasting: .seconds(seconds))
        return CommentAnswer.page(Page(items: comments, next: nil), path: "/v1/queue")
    }

    private struct DecisionRequest: Decodable {
        var decision: String?
        var reason: String?
        var note: String?
    }

    func decide(_ request: Request, _ context: APIContext, _ caller: Caller) async throws -> Response {
        let expected = try expectedVersion(of: request)
        let act = try await act(of: request)
        let result = try await desk.decide(
            act, on: identifier(context), site: caller.site.id, expected: expected, by: caller.cause,
            logger: context.logger)
        return try answer(result)
    }

    func act(of request: Request) async throws -> ReviewAct {
        let sent = try await RequestBody.json(DecisionRequest.self, of: request)
        return try act(decision: sent.decision, reason: sent.reason, note: sent.note)
    }

    func undo(_ request: Request, _ context: APIContext, _ caller: Caller) async throws -> Response {
        let expected = request.headers[.ifMatch] == nil ? nil : try expectedVersion(of: request)
        return try answer(
            try await desk.undo(
                identifier(context), site: caller.site.id, expected: expected, by: caller.cause, logger: context.logger)
        )
    }

    private struct BulkRequest: Decodable {
        struct Item: Decodable {
            var id: String
            var version: Int?
        }

        var comments: [Item]
        var decision: String?
        var reason: String?
        var note: String?
    }

    /// One decision for many comments; each is answered for itself.
    func decideMany(_ request: Request, _ context: APIContext, _ caller: Caller) async throws -> Response {
        let sent = try await RequestBody.json(BulkRequest.self, of: request)
        guard (1...ModerationStore.pageLimit).contains(sent.comments.count),
            sent.comments.allSatisfy({ $0.version.map((1...999_999_999_999_999_999).contains) != false })
        else { throw Problem(.badParameter) }
        let act = try act(decision: sent.decision, reason: sent.reason, note: sent.note)
        var json = JSONWriter()
        var results: [(id: String, result: DecideResult)] = []
        let together = EventID.timeOrdered(at: store.now())
        for item in sent.comments {
            guard let id = CommentID(item.id) else {
                results.append((item.id, .notFound))
                continue
            }
            let result = try await desk.decide(
                act, on: id, site: caller.site.id, expected: item.version, by: caller.cause, act: together,
                logger: context.logger)
            results.append((id.text, result))
        }
        json.object { json in
            json.member("act", together.text)
            json.array("results") { list in
                for (id, result) in results { list.object { Self.write(result, id: id, into: &$0) } }
            }
        }
        return .json(json.bytes)
    }

    private static func write(_ result: DecideResult, id: String, into json: inout JSONWriter) {
        switch result {
        case .decided(let version, let status):
            json.member("id", id)
            json.member("status", status.rawValue)
            json.member("version", version)
        case .changed(let version, let latest):
            json.member("id", id)
            json.member("code", Problem.Code.versionMismatch.rawValue)
            json.member("version", version)
            json.object("latest") { latest.write(into: &$0) }
        case .notFound:
            // The text is not repeated: it may be anything.
            json.member("id", CommentID(id)?.text)
            json.member("code", Problem.Code.notFound.rawValue)
        case .nothingToUndo: json.member("code", Problem.Code.nothingToUndo.rawValue)
        }
    }

    private struct RevealRequest: Decodable {
        var reason: String?
    }

    /// The author's address, for an admin with a reason. The look is recorded before the seal is opened.
    func reveal(_ request: Request, _ context: APIContext, _ caller: Caller) async throws -> Response {
        let reason = try await RequestBody.json(RevealRequest.self, of: request).reason ?? ""
        guard !CleanText.isBlank(reason) else { throw Problem(.reasonRequired) }
        guard reason.utf8.count <= ReviewAct.noteLimitBytes else {
            throw Problem(.noteTooLong, limitBytes: ReviewAct.noteLimitBytes)
        }
        guard
            let email = try await desk.reveal(
                identifier(context), site: caller.site.id, reason: reason, by: caller.cause)
        else { throw Problem(.notFound) }
        let shown = email.show()
        return .json(JSONWriter.object { $0.member("email", shown) })
    }

    func history(_ request: Request, _ context: APIContext, _ caller: Caller) async throws -> Response {
        guard let history = try await desk.history(of: identifier(context), site: caller.site.id) else {
            throw Problem(.notFound)
        }
        let body = JSONWriter.object { json in
            json.array("decisions") { list in
                for past in history.decisions {
                    list.object {
                        $0.member("version", past.version)
                        past.record.write(into: &$0)
                        if let undoes = past.undoes { $0.member("undoes", undoes) }
                    }
                }
            }
            json.array("reveals") { list in
                for reveal in history.reveals {
                    list.object {
                        $0.member("by", reveal.by.text)
                        $0.member("reason", Redaction.hidingAddresses(in: reveal.reason))
                        $0.member("at", reveal.at.rfc3339)
                    }
                }
            }
            json.array("deliveries") { list in
                for delivery in history.deliveries { DeliveryAnswer.write(delivery, withAnswers: false, into: &list) }
            }
        }
        return .json(body)
    }

    func answer(_ result: DecideResult) throws -> Response {
        switch result {
        case .decided(let version, let status):
            return .json(
                JSONWriter.object {
                    $0.member("status", status.rawValue)
                    $0.member("version", version)
                }, headers: [.eTag: "\"\(version)\""])
        case .notFound: throw Problem(.notFound)
        case .changed(let version, let latest): throw Problem(.versionMismatch, latest: (version, latest))
        case .nothingToUndo: throw Problem(.nothingToUndo)
        }
    }

    private func act(decision: String?, reason: String?, note: String?) throws -> ReviewAct {
        do {
            return try ReviewAct(decision: decision, reason: reason, note: note)
        } catch {
            switch error {
            case .unknownDecision: throw Problem(.unknownDecision)
            case .unknownReason: throw Problem(.unknownReason)
            case .reasonRequired: throw Problem(.reasonRequired)
            case .noteTooLong(let limit): throw Problem(.noteTooLong, limitBytes: limit)
            }
        }
    }

    /// `If-Match: "3"`: the version the caller saw; nil for `*`, which is whatever there is. 428 without, 400 when it
    /// can be no version of ours.
    func expectedVersion(of request: Request) throws -> Int? {
        guard let value = request.headers[.ifMatch] else { throw Problem(.versionRequired) }
        if value == "*" { return nil }
        let digits = value.dropFirst().dropLast()
        guard value.hasPrefix("\""), value.hasSuffix("\""), (1...18).contains(digits.utf8.count),
            digits.utf8.allSatisfy((UInt8(ascii: "0")...UInt8(ascii: "9")).contains), digits.first != "0",
            let version = Int(digits)
        else { throw Problem(.badParameter) }
        return version
    }
}
