import Moderation
import Store

extension AdminDesk {
    private static let auditColumns = [
        AdminColumn("id", "ACT"), AdminColumn("at", "AT"), AdminColumn("site", "SITE"), AdminColumn("by", "BY"),
        AdminColumn("kind", "KIND"), AdminColumn("comment", "COMMENT"), AdminColumn("author", "AUTHOR"),
        AdminColumn("moderator", "MODERATOR"),
        AdminColumn("decision", "DECISION"), AdminColumn("version", "VERSION"), AdminColumn("undoes", "UNDOES"),
        AdminColumn("reasons", "REASONS"), AdminColumn("note", "NOTE", shrinks: true),
    ]

    /// One page of it.
    func audit(_ wish: AuditWish) async throws -> AdminAnswer {
        var filter = AuditFilter()
        filter.since = try moment(wish.since, "--since")
        filter.until = try moment(wish.until, "--until")
        if let by = wish.by {
            guard AuditFilter.isActor(by) else {
                throw Refusal(why: "--by is the id of a moderator or a key, or command-line")
            }
            filter.by = by
        }
        if let text = wish.kind {
            guard let kind = AuditAct.Kind(rawValue: text) else {
                throw Refusal(
                    why: "--kind is one of \(AuditAct.Kind.allCases.map(\.rawValue).joined(separator: ", "))")
            }
            filter.kind = kind
        }
        var asked: Site?
        if let name = wish.site { asked = try await site(name) }
        let names = try await siteNames()
        let page = try await store.audit(
            site: asked?.id, matching: filter, after: wish.after.flatMap(EventID.init(_:)),
            limit: ModerationStore.pageLimit)
        return .table(
            Self.auditColumns,
            page.items.map { act in
                [
                    .text(act.id.text), .text(act.at.rfc3339), .optional(act.site.map { names[$0] ?? $0.text }),
                    .text(act.by.text), .text(act.kind.rawValue), .optional(act.comment?.text),
                    .optional(act.author?.text), .optional(act.moderator?.text), .optional(act.decision?.rawValue),
                    act.version.map { .integer($0) } ?? .none, act.undoes.map { .integer($0) } ?? .none,
                    act.reasons.isEmpty ? .none : .texts(act.reasons), .optional(act.note),
                ]
            })
    }

    private func moment(_ text: String?, _ option: String) throws -> Instant? {
        guard let text else { return nil }
        guard let moment = Instant(rfc3339: text) else {
            throw Refusal(why: "\(option) is no time such as 2026-01-31T00:00:00Z")
        }
        return moment
    }
}
