import HTTPTypes
import Hummingbird
import Moderation
import Review
import Store

extension TamisAPI {
    private static let newestShown = 5

    /// Comments that say nearly the same, the campaign with the newest comment first.
    func campaigns(_ request: Request, _ context: APIContext, _ caller: Caller) async throws -> Response {
        let after = caller.query["after"]
        guard after.map(PageCursor.isOfCampaigns) != false else { throw Problem(.badParameter) }
        let page = try await store.campaigns(
            site: caller.site.id, before: after,
            limit: try caller.query.number("limit", default: 25, atMost: ModerationStore.pageLimit))
        let body = JSONWriter.object { json in
            json.array("items") { list in
                for campaign in page.items { list.object { Self.write(campaign, into: &$0) } }
            }
            json.member("next", page.next)
        }
        var headers: HTTPFields = [:]
        if let next = page.next { headers[.link] = "</v1/campaigns?after=\(next)>; rel=\"next\"" }
        return .json(body, headers: headers)
    }

    /// One campaign with its newest comments.
    func campaign(_ request: Request, _ context: APIContext, _ caller: Caller) async throws -> Response {
        guard let campaign = try await store.campaign(identifier(context), site: caller.site.id) else {
            throw Problem(.notFound)
        }
        var members = CommentFilter()
        members.campaign = campaign.id
        let newest = try await store.comments(
            site: caller.site.id, matching: members, before: nil, limit: Self.newestShown)
        return .json(
            JSONWriter.object { json in
                Self.write(campaign, into: &json)
                json.array("newest") { list in
                    for comment in newest.items { CommentAnswer.write(comment, into: &list) }
                }
            }, headers: [.eTag: "\"\(campaign.version)\""])
    }

    /// Approves or rejects a whole campaign; those that come later follow.
    func decideCampaign(_ request: Request, _ context: APIContext, _ caller: Caller) async throws -> Response {
        let expected = try expectedVersion(of: request)
        let act = try await act(of: request)
        guard act.decision != .flag else { throw Problem(.unknownDecision) }
        return try answer(
            try await desk.decide(
                act, campaign: identifier(context), site: caller.site.id, expected: expected, by: caller.cause,
                logger: context.logger))
    }

    func undoCampaign(_ request: Request, _ context: APIContext, _ caller: Caller) async throws -> Response {
        let expected = request.headers[.ifMatch] == nil ? nil : try expectedVersion(of: request)
        return try answer(
            try await desk.undo(
                campaign: identifier(context), site: caller.site.id, expected: expected, by: caller.cause,
                logger: context.logger))
    }

    private struct UndoRequest: Decodable {
        var act: String?
    }

    /// Takes back what was decided of many comments at once.
    func undoMany(_ request: Request, _ context: APIContext, _ caller: Caller) async throws -> Response {
        let sent = try await RequestBody.json(UndoRequest.self, of: request)
        guard let act = sent.act.flatMap(EventID.init) else { throw Problem(.badParameter) }
        let (changed, kept) = try await desk.undo(
            act: act, site: caller.site.id, by: caller.cause, logger: context.logger)
        return .json(
            JSONWriter.object {
                $0.member("changed", changed)
                $0.member("kept", kept)
            })
    }

    private func answer(_ outcome: CampaignOutcome) throws -> Response {
        switch outcome {
        case .done(let campaign, let changed, let kept):
            return .json(
                JSONWriter.object {
                    Self.write(campaign, into: &$0)
                    $0.member("changed", changed)
                    $0.member("kept", kept)
                }, headers: [.eTag: "\"\(campaign.version)\""])
        case .notFound: throw Problem(.notFound)
        case .changed(let now):
            throw Problem(.versionMismatch, latest: now.ruling.map { (now.version, $0.record) })
        case .nothingToUndo: throw Problem(.nothingToUndo)
        }
    }

    private static func write(_ campaign: Campaign, into json: inout JSONWriter) {
        json.member("id", campaign.id.text)
        json.member("comments", campaign.members)
        json.member("version", campaign.version)
        json.member("begun_at", campaign.begunAt.rfc3339)
        json.member("last_at", campaign.lastAt.rfc3339)
        if let record = campaign.ruling?.record { json.object("decision") { record.write(into: &$0) } }
    }
}
