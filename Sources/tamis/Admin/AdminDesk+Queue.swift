import Foundation
import Moderation
import Review
import Store

extension AdminDesk {
    private var desk: ReviewDesk { ReviewDesk(store: store) }

    func queue(site: String?, limit: Int) async throws -> AdminAnswer {
        var bound: SiteID?
        if let site { bound = try await self.site(site).id }
        return .table(
            [
                AdminColumn("id", "ID"), AdminColumn("spam", "SPAM"), AdminColumn("abuse", "ABUSE"),
                AdminColumn("language", "LANG"), AdminColumn("reasons", "REASONS"),
                AdminColumn("text", "TEXT", shrinks: true),
            ],
            try await desk.queue(site: bound, limit: limit).items.map { comment in
                [
                    .text(comment.id.text), .number(comment.spam), .number(comment.abuse), .text(comment.language),
                    .texts(comment.decision.reasons),
                    .text(PlainText.line(Redaction.hidingAddresses(in: comment.body), limit: 200)),
                ]
            })
    }

    func show(_ id: String) async throws -> AdminAnswer {
        guard let id = CommentID(id), let comment = try await desk.comment(id, site: nil) else {
            throw Refusal(why: "no such comment")
        }
        let body = PlainText.of(Redaction.hidingAddresses(in: comment.body))
        let author = PlainText.line(Redaction.hidingAddresses(in: comment.authorName), limit: 100)
        let thread = PlainText.line(
            Redaction.hidingAddresses(in: comment.thread.title ?? comment.thread.id), limit: 100)
        let decision = comment.decision
        let because = decision.reasons.isEmpty ? "" : " for " + decision.reasons.joined(separator: ", ")
        var lines = [
            "\(comment.id)  \(comment.status.rawValue)  version \(comment.version)  \(comment.receivedAt.rfc3339)",
            "spam \(String(format: "%.2f", comment.spam))  abuse \(String(format: "%.2f", comment.abuse))  \(comment.language)",
            "\(author), on \(thread)",
            "\(decision.decision.rawValue) by \(decision.cause.text)\(because), \(decision.at.rfc3339)",
            "", body, "",
        ]
        lines += comment.signals.map { "  \(String(format: "%+.1f", $0.points))  \($0.name)" }
        return .done(
            lines.joined(separator: "\n"),
            [
                AdminField("id", .text(comment.id.text)), AdminField("status", .text(comment.status.rawValue)),
                AdminField("version", .integer(comment.version)),
                AdminField("received_at", .text(comment.receivedAt.rfc3339)),
                AdminField("spam", .number(comment.spam)), AdminField("abuse", .number(comment.abuse)),
                AdminField("language", .text(comment.language)), AdminField("author", .text(author)),
                AdminField("thread", .text(thread)), AdminField("decision", .text(decision.decision.rawValue)),
                AdminField("by", .text(decision.cause.text)), AdminField("reasons", .texts(decision.reasons)),
                AdminField("body", .text(body)),
                AdminField(
                    "signals",
                    .records(
                        comment.signals.map {
                            [
                                AdminField("name", .text($0.name)), AdminField("label", .text($0.label.rawValue)),
                                AdminField("points", .number($0.points)),
                            ]
                        })),
            ])
    }

    func decide(ids: [String], decision: String, reason: String?, note: String?) async throws -> AdminAnswer {
        let act: ReviewAct
        do { act = try ReviewAct(decision: decision, reason: reason, note: note) } catch {
            switch error {
            case .unknownDecision: throw Refusal(why: "decisions are approve, flag, reject")
            case .unknownReason:
                throw Refusal(why: "reasons are \(ReviewAct.reasons.map(\.rawValue).joined(separator: ", "))")
            case .reasonRequired: throw Refusal(why: "a rejection needs --reason")
            case .noteTooLong(let limit): throw Refusal(why: "a note has at most \(limit) bytes")
            }
        }
        var done: [AdminReport] = []
        var missing: [String] = []
        for text in ids {
            guard let id = CommentID(text) else {
                missing.append("\(text): no such comment")
                continue
            }
            let answer = answer(
                try await desk.decide(act, on: id, site: nil, expected: nil, by: .commandLine, logger: logger),
                id: id.text)
            if let failure = answer.failure { missing.append(failure) }
            if let report = answer.report { done.append(report) }
        }
        return AdminAnswer(
            report: done.isEmpty ? nil : .several(done),
            failure: missing.isEmpty ? nil : missing.joined(separator: "; "))
    }

    func undo(_ id: String) async throws -> AdminAnswer {
        guard let id = CommentID(id) else { throw Refusal(why: "no such comment") }
        return answer(try await desk.undo(id, site: nil, expected: nil, by: .commandLine, logger: logger), id: id.text)
    }

    private func answer(_ result: DecideResult, id: String) -> AdminAnswer {
        switch result {
        case .decided(let version, let status):
            .done(
                "\(id)  \(status.rawValue)  version \(version)",
                [
                    AdminField("id", .text(id)), AdminField("status", .text(status.rawValue)),
                    AdminField("version", .integer(version)),
                ])
        case .notFound: .refused("\(id): no such comment")
        case .changed(let version, _): .refused("\(id): has changed, it is at version \(version)")
        case .nothingToUndo: .refused("\(id): nothing to undo")
        }
    }
}
