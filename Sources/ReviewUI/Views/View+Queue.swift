import Moderation
import Store

extension View {
    /// The moderator's own last decision, offered to be taken back.
    struct LastAct {
        var comment: Comment
        var past: PastDecision
    }

    /// `after` is the cursor this part of the queue begins at; empty for its start.
    func queue(_ page: Page<Comment>, sites: [SiteID: String], last: LastAct?, after: String) -> HTML {
        let cards = page.items.indices.map { place -> HTML in
            let neighbour = page.items.indices.contains(place + 1) ? place + 1 : place - 1
            let focus = page.items.indices.contains(neighbour) ? page.items[neighbour].id : nil
            // With one site its name says nothing.
            let site = sites.count > 1 ? sites[page.items[place].site] : nil
            return card(page.items[place], site: site, stay: Stay(after: after, focus: focus))
        }
        return document(
            say(QueueText.queue), kind: "queue",
            """
            \(last.map { flash($0, after: after) } ?? .nothing)
            <div class="heading">
            <h1>\(say(QueueText.queue))</h1>
            \(summary, if: !cards.isEmpty)
            </div>
            \("<p class=\"notice\">\(say(QueueText.viewerHint))</p>", if: !canDecide)
            \(cards.isEmpty ? empty : "\(cards)")
            \(pager(next: page.next, isFirst: after.isEmpty))
            """)
    }

    private var summary: HTML {
        "<p class=\"quiet\">\(language.count(.waiting, waiting ?? 0)) · \(say(QueueText.order))</p>"
    }

    private var empty: HTML {
        """
        <section class="sheet empty">
        <svg class="sieve" viewBox="0 0 64 48" aria-hidden="true" focusable="false"><path d="M6 8h52l-9 30H15z"/>\
        <path d="m22 24 7 7 14-14"/></svg>
        <h2>\(say(QueueText.empty))</h2>
        <p class="quiet">\(say(QueueText.emptyHint))</p>
        <p><a class="button" href="/review">\(say(QueueText.lookAgain))</a></p>
        </section>
        """
    }

    private func pager(next: String?, isFirst: Bool) -> HTML {
        guard next != nil || !isFirst else { return .nothing }
        let first: HTML = "<a class=\"button\" href=\"/review\">\(say(QueueText.firstPage))</a>"
        let following: HTML =
            next.map {
                "<a class=\"button\" href=\"/review?after=\(FormFields.encode($0))\">\(say(QueueText.nextPage))</a>"
            } ?? .nothing
        return "<nav class=\"pager\" aria-label=\"\(say(QueueText.queue))\">\(first, if: !isFirst) \(following)</nav>"
    }

    private func flash(_ last: LastAct, after: String) -> HTML {
        let isUndo = last.past.undoes != nil
        let text =
            switch last.past.record.decision {
            case _ where isUndo: QueueText.takenBack
            case .approve: QueueText.nowApproved
            case .reject: QueueText.nowRejected
            case .flag: QueueText.nowFlagged
            }
        let path = Place.comment(last.comment.id).path
        let withKey = canDecide && !isUndo ? say(FrameText.undoWithKey) : ""
        return """
            <div class="flash">
            <p role="status" data-with-key="\(withKey)">\(say(text)) \
            <a href="\(path)"><bdi>\(last.comment.authorName)</bdi></a></p>
            \(undoForm(last.comment, Stay(after: after, focus: last.comment.id)), if: canDecide && !isUndo)
            </div>
            """
    }
}
