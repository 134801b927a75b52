import Hummingbird
import Moderation
import Review
import Store

extension TamisAPI {
    /// What moderators have said of an author.
    func author(_ request: Request, _ context: APIContext, _ caller: Caller) async throws -> Response {
        try await answer(of: identifier(context), caller)
    }

    private struct StandingRequest: Decodable {
        var standing: String?
        var until: String?
        var comment_id: String?
        var note: String?
    }

    /// Bans or trusts an author, or takes that back.
    func setStanding(_ request: Request, _ context: APIContext, _ caller: Caller) async throws -> Response {
        let id: AuthorID = try identifier(context)
        let sent = try await RequestBody.json(StandingRequest.self, of: request)
        let standing = sent.standing.map(Standing.init(rawValue:))
        let until = sent.until.map(Instant.init(rfc3339:))
        let comment = sent.comment_id.map { CommentID($0) }
        guard standing != .some(nil), until != .some(nil), comment != .some(nil) else { throw Problem(.badParameter) }
        guard (sent.note ?? "").utf8.count <= ReviewAct.noteLimitBytes else {
            throw Problem(.noteTooLong, limitBytes: ReviewAct.noteLimitBytes)
        }
        let wish = StandingWish(standing ?? nil, ends: until ?? nil, note: sent.note)
        switch try await desk.setStanding(
            wish, of: id, comment: comment ?? nil, site: caller.site.id, by: caller.cause)
        {
        case .set: return try await answer(of: id, caller)
        case .notFound: throw Problem(.notFound)
        case .over: throw Problem(.badParameter)
        }
    }

    private func answer(of id: AuthorID, _ caller: Caller) async throws -> Response {
        guard let records = try await store.standings(of: id, site: caller.site.id) else { throw Problem(.notFound) }
        return .json(
            JSONWriter.object { json in
                json.member("id", id.text)
                json.array("standings") { list in
                    for record in records {
                        list.object {
                            $0.member("of", record.isVouched ? "key" : "address")
                            $0.member("standing", record.standing.rawValue)
                            $0.member("until", record.ends?.rfc3339)
                            $0.member("by", record.by.text)
                            $0.member("at", record.at.rfc3339)
                        }
                    }
                }
            })
    }
}
