import Moderation
import Store

extension View {
    /// The moderator's own last decision, offered to be taken back.
    struct LastAct {
        var comment: Comment
        var past: PastDecision
    }

    /// Which part of the queue is shown, and what just happened to it.
    struct QueuePart {
        var filter: QueueFilter
        /// The cursor this part begins at; empty for the start.
        var after: String
        /// A comment was passed on.
        var isPassed = false
        /// Until when the comments shown are the moderator's.
        var until: Instant?
        /// Who passed which on to them.
        var handed: [CommentID: DecisionCause] = [:]
        var names: [ModeratorID: String] = [:]
        var heldByOthers = 0
        var last: [LastAct] = []
        /// Comments of a bulk act that had changed meanwhile.
        var left = 0
        /// What the moderator saved.
        var views: [SavedView] = []
    }

    func queue(_ page: Page<Comment>, sites: [SiteID: String], _ part: QueuePart) -> HTML {
        let cards = page.items.indices.map { place -> HTML in
            let comment = page.items[place]
            let neighbour = page.items.indices.contains(place + 1) ? place + 1 : place - 1
            let focus = page.items.indices.contains(neighbour) ? page.items[neighbour].id : nil
            // With one site its name says nothing.
            let site = sites.count > 1 ? sites[comment.site] : nil
            return card(
                comment, site: site, stay: Stay(after: part.after, filter: part.filter, focus: focus),
                handedBy: part.handed[comment.id].map { who($0, names: part.names) })
        }
        let shape: HTML = settings.blurs ? "queue veil" : "queue"
        return document(
            say(QueueText.queue), kind: shape,
            """
            \(flash(part))
            <div class="heading">
            <h1>\(say(QueueText.queue))</h1>
            \(summary(part), if: !cards.isEmpty)
            </div>
            \("<p class=\"notice\">\(say(QueueText.viewerHint))</p>", if: !canDecide)
            \("<p class=\"notice\" role=\"status\">\(say(FilterText.passed))</p>", if: part.isPassed)
            \(live(part.filter))
            \(savedViews(part))
            \(filterForm(part.filter))
            \(viewForm(part), if: part.filter != .none)
            \(cards.isEmpty ? empty(part, hasMore: page.next != nil) : "\(cards)")
            \(bulkForm(part), if: canDecide && cards.count > 1)
            \(pager(next: page.next, part))
            """)
    }

    /// Where the script shows that new comments came; empty without one.
    private func live(_ filter: QueueFilter) -> HTML {
        let since = ("since", String(now.milliseconds))
        return """
            <div id="live" class="live" role="status" data-events="\(filter.eventsPath(since))" \
            data-queue="\(filter.path())"></div>
            """
    }

    private func summary(_ part: QueuePart) -> HTML {
        let held: HTML =
            part.until.map { " · \(language(FilterText.held, language.moment($0)))" } ?? .nothing
        return "<p class=\"quiet\">\(language.count(.waiting, waiting ?? 0)) · \(say(QueueText.order))\(held)</p>"
    }

    private func empty(_ part: QueuePart, hasMore: Bool) -> HTML {
        let isNarrowed = part.filter != .none
        let title: String
        let hint: String
        if isNarrowed || hasMore {
            title = say(FilterText.nothingFits)
            hint = hasMore ? say(FilterText.walkedOn) : ""
        } else if part.heldByOthers > 0 {
            title = say(QueueText.empty)
            hint = say(FilterText.allHeld)
        } else {
            title = say(QueueText.empty)
            hint = say(QueueText.emptyHint)
        }
        return """
            <section class="sheet empty">
            <svg class="sieve" viewBox="0 0 64 48" aria-hidden="true" focusable="false"><path d="M6 8h52l-9 30H15z"/>\
            <path d="m22 24 7 7 14-14"/></svg>
            <h2>\(title)</h2>
            <p class="quiet">\(hint)</p>
            <p><a class="button" href="/review">\(isNarrowed ? say(FilterText.everything) : say(QueueText.lookAgain))</a></p>
            </section>
            """
    }

    private func pager(next: String?, _ part: QueuePart) -> HTML {
        let isFirst = part.after.isEmpty
        guard next != nil || !isFirst else { return .nothing }
        let first: HTML = "<a class=\"button\" href=\"\(part.filter.path())\">\(say(QueueText.firstPage))</a>"
        let following: HTML =
            next.map {
                "<a class=\"button\" href=\"\(part.filter.path(("after", $0)))\">\(say(QueueText.nextPage))</a>"
            } ?? .nothing
        return "<nav class=\"pager\" aria-label=\"\(say(QueueText.queue))\">\(first, if: !isFirst) \(following)</nav>"
    }

    private func flash(_ part: QueuePart) -> HTML {
        if part.last.count == 1, part.left == 0 { return flash(part.last[0], part) }
        guard let first = part.last.first else {
            return part.left == 0
                ? .nothing : "<p class=\"notice\" role=\"status\">\(language.count(.bulkLeft, part.left))</p>"
        }
        let isUndo = first.past.undoes != nil
        let count =
            switch first.past.record.decision {
            case _ where isUndo: CountText.bulkUndone
            case .reject: CountText.bulkRejected
            case .approve, .flag: CountText.bulkApproved
            }
        let left = part.left == 0 ? "" : ". " + language.count(.bulkLeft, part.left)
        let withKey = canDecide && !isUndo ? language(FrameText.undoWithKey, settings.key(of: .undo)) : ""
        let picked = part.last.map { act -> HTML in
            "<input type=\"hidden\" name=\"pick-\(act.comment.id.text)\" value=\"\(act.comment.version)\">"
        }
        let undo: HTML = """
            <form method="post" action="/review/decisions" data-act="undo">\(bulkFields(part))\(picked)\
            <input type="hidden" name="act" value="undo"><button>\(say(QueueText.undo))</button></form>
            """
        return """
            <div class="flash">
            <p role="status" data-with-key="\(withKey)">\(language.count(count, part.last.count))\(left)</p>
            \(undo, if: canDecide && !isUndo)
            </div>
            """
    }

    private func flash(_ last: LastAct, _ part: QueuePart) -> HTML {
        let isUndo = last.past.undoes != nil
        let text =
            switch last.past.record.decision {
            case _ where isUndo: QueueText.takenBack
            case .approve: QueueText.nowApproved
            case .reject: QueueText.nowRejected
            case .flag: QueueText.nowFlagged
            }
        let path = Place.comment(last.comment.id).path
        let withKey = canDecide && !isUndo ? language(FrameText.undoWithKey, settings.key(of: .undo)) : ""
        return """
            <div class="flash">
            <p role="status" data-with-key="\(withKey)">\(say(text)) \
            <a href="\(path)"><bdi>\(last.comment.authorName)</bdi></a></p>
            \(undoForm(last.comment, Stay(after: part.after, filter: part.filter, focus: last.comment.id)), if: canDecide && !isUndo)
            </div>
            """
    }
}
