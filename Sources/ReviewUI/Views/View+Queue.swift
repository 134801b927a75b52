import Moderation
import Store

extension View {
    /// The moderator's own last decision, offered to be taken back.
    struct LastAct {
        var comment: Comment
        var past: PastDecision
    }

    /// Bytes of a comment shown in the queue.
    static let excerptBytes = 700

    func queue(_ page: Page<Comment>, sites: [SiteID: String], last: LastAct?, isFirst: Bool) -> HTML {
        let cards = page.items.map { card($0, site: sites[$0.site]) }
        let empty: HTML = """
            <div class="empty"><p class="sieve big" aria-hidden="true"></p>
            <p><strong>\(say(QueueText.empty))</strong></p><p class="quiet">\(say(QueueText.emptyHint))</p></div>
            """
        return document(
            say(QueueText.queue),
            """
            \(last.map(flash) ?? .nothing)
            <div class="heading">
            <h1>\(say(QueueText.queue))</h1>
            <p class="quiet">\(language(QueueText.waiting, String(waiting ?? 0))) · \(say(QueueText.order))</p>
            </div>
            \("<p class=\"notice\">\(say(QueueText.viewerHint))</p>", if: !canDecide)
            \(cards.isEmpty ? empty : "\(cards)")
            \(pager(next: page.next, isFirst: isFirst))
            """)
    }

    private func pager(next: String?, isFirst: Bool) -> HTML {
        guard next != nil || !isFirst else { return .nothing }
        let first: HTML = "<a href=\"/review\">\(say(QueueText.firstPage))</a>"
        let following: HTML =
            next.map { "<a href=\"/review?after=\(FormFields.encode($0))\">\(say(QueueText.nextPage))</a>" }
            ?? .nothing
        return "<nav class=\"pager\" aria-label=\"\(say(QueueText.queue))\">\(first, if: !isFirst) \(following)</nav>"
    }

    private func flash(_ last: LastAct) -> HTML {
        let isUndo = last.past.undoes != nil
        let text =
            switch last.past.record.decision {
            case _ where isUndo: QueueText.takenBack
            case .approve: QueueText.nowApproved
            case .reject: QueueText.nowRejected
            case .flag: QueueText.nowFlagged
            }
        let path = "/review/comments/" + last.comment.id.text
        let undo: HTML = """
            <form method="post" action="\(path)/undo" data-act="undo">\(tokenField)\(versionField(last.comment))\
            <button>\(say(QueueText.undo))</button></form>
            """
        return """
            <div class="flash" role="status">
            <p>\(say(text)) <a href="\(path)"><bdi>\(last.comment.authorName)</bdi></a></p>
            \(undo, if: canDecide && !isUndo)
            </div>
            """
    }

    private func card(_ comment: Comment, site: String?) -> HTML {
        let id = comment.id.text
        let pieces = Highlight.excerpt(of: comment.body, signals: comment.signals, limit: Self.excerptBytes)
        let urgency = max(comment.spam, comment.abuse)
        let level = urgency >= 0.75 ? "high" : urgency >= 0.6 ? "middle" : "low"
        return """
            <article class="card \(level)" id="\(id)" tabindex="-1" data-comment aria-labelledby="by-\(id)">
            <header>
            <h2 id="by-\(id)"><a href="/review/comments/\(id)">\(authorName(comment))</a></h2>
            <p class="meta">\(say(CommentText.on)) \(thread(comment.thread)) · \
            \("<bdi>\(site ?? "")</bdi> · ", if: site != nil)\(age(of: comment.receivedAt))</p>
            </header>
            <div class="text" dir="auto">\(HTML.highlighted(pieces))</div>
            \(chips(comment))
            \(acts(comment), if: canDecide)
            </article>

            """
    }

    /// The signals that count, heaviest first, each with its points.
    private func chips(_ comment: Comment) -> HTML {
        let signals = comment.signals.filter { !$0.shadow && $0.points > 0 }.sorted { $0.points > $1.points }
        guard !signals.isEmpty else {
            return "<ul class=\"chips\"><li>\(reasons(comment.decision.reasons))</li></ul>"
        }
        let items = signals.prefix(6).map { signal -> HTML in
            """
            <li class="\(signal.label.rawValue)">\(SignalText.sentence(for: signal.name, language)) \
            <bdi dir="ltr" class="points">+\(number(signal.points))</bdi></li>
            """
        }
        return "<ul class=\"chips\" aria-label=\"\(say(CommentText.why))\">\(items)</ul>"
    }

    private func acts(_ comment: Comment) -> HTML {
        """
        <div class="acts">
        \(approveForm(comment))
        <details class="reject"><summary>\(say(QueueText.reject))…</summary>
        \(rejectForm(comment))
        </details>
        <a class="more" href="/review/comments/\(comment.id.text)">\(say(QueueText.open))</a>
        </div>
        """
    }
}
