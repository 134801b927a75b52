import HTTPTypes
import Hummingbird
import Moderation
import Store

extension TamisAPI {
    /// The caller's site in figures.
    func stats(_ request: Request, _ context: APIContext, _ caller: Caller) async throws -> Response {
        let figures = try await store.figures(of: caller.site.id)
        return .json(
            JSONWriter.object { json in
                json.member("at", figures.at.rfc3339)
                json.object("comments") {
                    for status in CommentStatus.allCases { $0.member(status.rawValue, figures.comments[status] ?? 0) }
                }
                json.object("queue") {
                    $0.member("length", figures.comments[.flagged] ?? 0)
                    for label in Label.allCases { $0.member(label.rawValue, figures.queue[label] ?? 0) }
                }
                json.object("decisions") { json in
                    json.member("since", figures.since.rfc3339)
                    for decider in ReviewMeasures.Cause.allCases {
                        json.object(decider.rawValue) {
                            for decision in Decision.allCases {
                                $0.member(decision.rawValue, figures.decisions[decider]?[decision] ?? 0)
                            }
                        }
                    }
                }
            })
    }

    /// What people and keys did at the caller's site, newest first.
    func audit(_ request: Request, _ context: APIContext, _ caller: Caller) async throws -> Response {
        var filter = AuditFilter()
        filter.kind = try caller.query.parsed("kind", AuditAct.Kind.init(rawValue:))
        filter.by = try caller.query.parsed("by") { AuditFilter.isActor($0) ? $0 : nil }
        filter.since = try caller.query.parsed("since", Instant.init(rfc3339:))
        filter.until = try caller.query.parsed("until", Instant.init(rfc3339:))
        let page = try await store.audit(
            site: caller.site.id, matching: filter, after: try caller.query.parsed("after", EventID.init(_:)),
            limit: try caller.query.number("limit", default: 25, atMost: ModerationStore.pageLimit))
        return .json(
            JSONWriter.object { json in
                json.array("items") { list in
                    for act in page.items { list.object { write(act, into: &$0) } }
                }
                json.member("next", page.next)
            })
    }

    private func write(_ act: AuditAct, into json: inout JSONWriter) {
        json.member("id", act.id.text)
        json.member("kind", act.kind.rawValue)
        json.member("by", act.by.text)
        json.member("at", act.at.rfc3339)
        if let comment = act.comment { json.member("comment_id", comment.text) }
        if let author = act.author { json.member("author_id", author.text) }
        if let moderator = act.moderator { json.member("moderator_id", moderator.text) }
        if let version = act.version { json.member("version", version) }
        if let decision = act.decision {
            json.member("decision", decision.rawValue)
            json.member("reasons", act.reasons)
        }
        if let note = act.note { json.member("note", note) }
        if let undoes = act.undoes { json.member("undoes", undoes) }
    }
}
