import CommentIntake
import Foundation
import Moderation
import Privacy
import Review
import Store

extension AdminDesk {
    func export(site: String?, after: String?, emails reason: String?) async throws -> AdminAnswer {
        var bound: Site?
        if let site { bound = try await self.site(site) }
        let names = try await siteNames()
        let page = try await store.archivePage(
            site: bound?.id, after: after.flatMap { CommentID($0) }, limit: ModerationStore.pageLimit)
        let desk = ReviewDesk(store: store)
        var lines: [String] = []
        for item in page.items {
            var shown: String?
            if let reason, item.comment.status != .erased,
                let opened = try await desk.reveal(item.comment.id, site: nil, reason: reason, by: .commandLine)
            {
                shown = opened.show()
            }
            let line = ArchiveLine(item, site: names[item.comment.site] ?? "", isOpen: reason != nil)
            lines.append(String(decoding: line.json(address: shown), as: UTF8.self))
        }
        return .done(lines.joined(separator: "\n"), [AdminField("next", .optional(page.next))])
    }

    /// Takes comments of an archive the way every comment goes, then what was decided about them there as a decision of the
    /// command line. One that is there already is passed over, but for a decision that an earlier run was cut off before.
    func takeIn(
        _ comments: [ArchivedComment], site: String, isPreview: Bool, notify: Bool
    ) async throws -> AdminAnswer {
        let site = try await self.site(site)
        guard let scoring else { throw Refusal(why: "nothing scores here") }
        guard imports.enter(site.id) else {
            throw Refusal(why: "another import into \(site.name) is under way; start again in a moment")
        }
        defer { imports.leave(site.id) }
        let intake = IntakeDesk(store: store, engine: scoring.engine)
        let desk = ReviewDesk(store: store)
        var (added, known, empty, decided) = (0, 0, 0, 0)
        for comment in comments {
            try Task.checkCancellation()
            let id: CommentID
            if let earlier = try await store.comment(externalID: comment.externalID, site: site.id) {
                known += 1
                guard earlier.version == 1, earlier.decision.cause == .policy else { continue }
                id = earlier.id
            } else {
                var form = try Self.form(comment)
                form.externalID = comment.externalID
                form.writtenAt = form.writtenAt ?? comment.writtenAt
                guard let submitted = SubmittedComment(lenient: form, policy: intake.policy),
                    let external = submitted.externalID
                else {
                    empty += 1
                    continue
                }
                // A name that is cut or cleaned on its way in is looked for as it is kept.
                if external != comment.externalID,
                    try await store.comment(externalID: external, site: site.id) != nil
                {
                    known += 1
                    continue
                }
                added += 1
                if isPreview { continue }
                id = try await intake.receive(submitted, site: site, telling: notify).id
            }
            guard !isPreview, let act = try comment.act() else { continue }
            let result = try await desk.decide(
                act, on: id, site: site.id, expected: 1, by: .commandLine, telling: notify, logger: logger)
            if case .decided = result { decided += 1 }
        }
        return .done(
            "\(added)",
            [
                AdminField("added", .integer(added)), AdminField("known", .integer(known)),
                AdminField("empty", .integer(empty)), AdminField("decided", .integer(decided)),
            ])
    }

    private static func form(_ comment: ArchivedComment) throws -> CommentForm {
        do { return try CommentForm(json: Array(comment.form.utf8)) } catch {
            throw Refusal(why: "a comment is malformed")
        }
    }
}

extension ArchivedComment {
    fileprivate func act() throws -> ReviewAct? {
        guard let label else { return nil }
        let known = reason.flatMap(DecisionReason.init(rawValue:)).flatMap {
            ReviewAct.reasons.contains($0) ? $0 : nil
        }
        let reason: DecisionReason? =
            switch label {
            case .approved, .pending: nil
            case .spam: .spam
            case .trash: known ?? .other
            }
        return try ReviewAct(decision: label.decision.rawValue, reason: reason?.rawValue, note: nil)
    }
}

/// A comment as a line of an export.
private struct ArchiveLine {
    private let comment: Comment
    private let decisions: [PastDecision]
    private let site: String
    /// Whether addresses people typed into texts stay as well.
    private let isOpen: Bool

    init(_ item: ArchivedHistory, site: String, isOpen: Bool) {
        comment = item.comment
        decisions = item.decisions
        self.site = site
        self.isOpen = isOpen
    }

    private func shown(_ text: String) -> String { isOpen ? text : Redaction.hidingAddresses(in: text) }

    func json(address: String?) -> [UInt8] {
        JSONWriter.object { json in
            json.member("id", comment.id.text)
            json.member("external_id", comment.externalID)
            json.member("site", site)
            json.object("thread") {
                $0.member("id", shown(comment.thread.id))
                $0.member("url", comment.thread.url.map { isOpen ? $0 : Redaction.hidingAddresses(inURL: $0) })
                $0.member("title", comment.thread.title.map(shown))
            }
            json.member("parent_id", comment.parent)
            json.object("author") {
                $0.member("id", comment.author.text)
                $0.member("name", shown(comment.authorName))
                $0.member("url", comment.authorURL.map { isOpen ? $0 : Redaction.hidingAddresses(inURL: $0) })
                if let address { $0.member("email", address) }
            }
            json.member("body", shown(comment.body))
            json.member("language", comment.language)
            json.member("written_at", comment.writtenAt?.rfc3339)
            json.member("received_at", comment.receivedAt.rfc3339)
            json.member("status", comment.status.rawValue)
            json.member("version", comment.version)
            json.member("reasons", comment.decision.reasons)
            json.array("decisions") { list in
                for past in decisions { list.object { write(past, into: &$0) } }
            }
            writeScore(into: &json)
        }
    }

    private func write(_ past: PastDecision, into json: inout JSONWriter) {
        json.member("version", past.version)
        json.member("decision", past.record.decision.rawValue)
        json.member("by", past.record.cause.text)
        json.member("reasons", past.record.reasons)
        if let note = past.record.note { json.member("note", shown(note)) }
        if let undoes = past.undoes { json.member("undoes", undoes) }
        json.member("at", past.record.at.rfc3339)
    }

    private func writeScore(into json: inout JSONWriter) {
        json.object("scores") {
            $0.member("spam", comment.spam)
            $0.member("abuse", comment.abuse)
            $0.member("spam_points", comment.spamPoints)
            $0.member("abuse_points", comment.abusePoints)
        }
        json.array("signals") { list in
            for signal in comment.signals {
                list.object {
                    $0.member("name", signal.name)
                    $0.member("label", signal.label.rawValue)
                    $0.member("reason", signal.reason)
                    $0.member("points", signal.points)
                    $0.member("shadow", signal.shadow)
                }
            }
        }
        json.object("versions") {
            $0.member("engine", comment.versions.engine)
            $0.member("policy", comment.versions.policy)
            $0.member("lists", comment.versions.lists)
            $0.member("model", comment.versions.model)
            $0.member("learned", comment.versions.learned)
        }
    }
}
