import CommentIntake
import HTTPTypes
import Hummingbird
import Logging
package import Moderation
import Review
import Store

extension TamisAPI {
    func submit(_ request: Request, _ context: APIContext, _ caller: Caller) async throws -> Response {
        let key = try idempotencyKey(of: request)
        let bytes = try await RequestBody.bytes(of: request)
        #if LEAK_ONCE
            context.logger.info("leaked on purpose", metadata: ["body": "\(String(decoding: bytes, as: UTF8.self))"])
        #endif
        let form = try RequestBody.form(bytes, of: request)
        let idempotency = try key.map {
            IdempotencyRequest(key: caller.key.id, value: $0, request: try RequestBody.identity(bytes, of: request))
        }
        let outcome = try await intake.receive(
            form, site: caller.site, idempotency: idempotency, answer: CommentAnswer.accepted)
        switch outcome {
        case .accepted(let id, let answer):
            context.logger.debug("comment recorded", metadata: ["comment": "\(id)", "by": "\(caller.key.id)"])
            return created(id.text, answer)
        case .repeated(let id, let answer): return created(id, answer)
        case .same(let id, refused: true):
            context.logger.debug("same comment refused", metadata: ["comment": "\(id)"])
            throw Problem(.duplicateComment)
        case .same(let id, refused: false):
            guard let comment = try await desk.comment(id, site: caller.site.id) else { throw Problem(.unavailable) }
            return .json(
                CommentAnswer.taken(comment), status: .created,
                headers: [.location: "/v1/comments/\(id)", .eTag: "\"\(comment.version)\""])
        case .keyReused: throw Problem(.idempotencyKeyReused)
        case .keyInUse: throw Problem(.idempotencyKeyInUse)
        }
    }

    private func created(_ id: String, _ answer: [UInt8]) -> Response {
        .json(answer, status: .created, headers: [.location: "/v1/comments/\(id)", .eTag: "\"1\""])
    }

    /// `Idempotency-Key` as the IETF draft has it (a quoted structured-field string) or bare, as others send it.
    private func idempotencyKey(of request: Request) throws -> String? {
        let values = request.headers[values: .idempotencyKey]
        guard var value = values.first else { return nil }
        if value.utf8.count >= 2, value.hasPrefix("\""), value.hasSuffix("\"") {
            value = String(value.dropFirst().dropLast())
        }
        guard values.count == 1, (1...255).contains(value.utf8.count),
            value.utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "\"") })
        else { throw Problem(.badIdempotencyKey) }
        return value
    }

    func score(_ request: Request, _ context: APIContext, _ caller: Caller) async throws -> Response {
        let bytes = try await RequestBody.bytes(of: request)
        let form = try RequestBody.form(bytes, of: request)
        let content = try SubmittedComment.content(of: form, policy: intake.policy)
        return .json(CommentAnswer.scored(try await intake.score(content, site: caller.site)))
    }

    func list(_ request: Request, _ context: APIContext, _ caller: Caller) async throws -> Response {
        let after = caller.query["after"]
        guard after.map(PageCursor.isOfComments) != false else { throw Problem(.badParameter) }
        let page = try await store.comments(
            site: caller.site.id, matching: try CommentFilter(caller.query), before: after,
            limit: try caller.query.number("limit", default: 25, atMost: ModerationStore.pageLimit))
        return CommentAnswer.page(page, path: "/v1/comments", asked: request.uri.query)
    }

    func show(_ request: Request, _ context: APIContext, _ caller: Caller) async throws -> Response {
        let comment = try await find(context, caller)
        var json = JSONWriter()
        CommentAnswer.write(comment, into: &json)
        return .json(json.bytes, headers: [.eTag: "\"\(comment.version)\""])
    }

    /// The whole explanation, by the policy the comment was scored with.
    func receipt(_ request: Request, _ context: APIContext, _ caller: Caller) async throws -> Response {
        .json(try await receipt(of: find(context, caller)))
    }

    /// Why a comment is not shown, for its author.
    func statement(_ request: Request, _ context: APIContext, _ caller: Caller) async throws -> Response {
        let language =
            try caller.query.parsed("language", PageLanguage.init(rawValue:))
            ?? PageLanguage(rawValue: String(caller.site.language.prefix(2))) ?? .en
        let comment = try await find(context, caller)
        let contact = try await store.contact(of: caller.site.id)
        guard
            let statement = Statement(
                comment, site: caller.site, contact: contact, language: language, words: statementWords)
        else { throw Problem(.notRestricted) }
        return .json(statement.json)
    }

    /// The words of the same for whoever may see this comment; nil when nothing is restricted.
    package func statement(of comment: Comment, in language: PageLanguage) async throws -> String? {
        guard let site = try await store.sites().first(where: { $0.id == comment.site }) else { return nil }
        let contact = try await store.contact(of: site.id)
        return Statement(comment, site: site, contact: contact, language: language, words: statementWords)?.text
    }

    /// The same for whoever may see this comment.
    package func receipt(of comment: Comment) async throws -> [UInt8] {
        let decisions = try await store.history(of: comment.id)
        let receipt = Receipt(
            comment: comment, terms: try await store.policyTerms(comment.versions.policy),
            policyDecision: decisions.last { $0.record.cause == .policy }?.record)
        return receipt.json
    }

    func find(_ context: APIContext, _ caller: Caller) async throws -> Comment {
        guard let comment = try await desk.comment(identifier(context), site: caller.site.id) else {
            throw Problem(.notFound)
        }
        return comment
    }
}
