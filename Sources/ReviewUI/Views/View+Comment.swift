import Moderation
import Review
import Store

extension View {
    /// What the page of one comment shows besides the comment.
    struct CommentSurroundings {
        var history: CommentHistory
        var names: [ModeratorID: String]
        var site: String?
        /// The author's address, opened for this one page.
        var address: String?
        /// Why the last request for this page did nothing.
        var problem: String?
    }

    func comment(_ comment: Comment, _ around: CommentSurroundings) -> HTML {
        let pieces = Highlight.pieces(of: comment.body, field: .body, signals: comment.signals)
        return document(
            language(CommentText.title, comment.authorName),
            """
            <p class="back"><a href="/review">\(say(CommentText.back))</a></p>
            \(notice(nil, problem: around.problem))
            <div class="columns">
            <article class="sheet" data-comment tabindex="-1" aria-labelledby="author">
            <header>
            <h1 id="author">\(authorName(comment))</h1>
            <p class="state \(comment.status.rawValue)">\(status(comment.status))</p>
            </header>
            \(facts(comment, site: around.site))
            <div class="text" dir="auto">\(HTML.highlighted(pieces))</div>
            \(decide(comment, around.history), if: canDecide)
            \("<p class=\"notice\">\(say(QueueText.viewerHint))</p>", if: !canDecide)
            </article>
            <div class="side">
            \(why(comment))
            \(address(comment, around.address), if: moderator?.role == .admin)
            \(history(around))
            </div>
            </div>
            """)
    }

    private func facts(_ comment: Comment, site: String?) -> HTML {
        let url: HTML =
            comment.authorURL.map { given in
                let pieces = Highlight.pieces(of: given, field: .authorURL, signals: comment.signals)
                return """
                    <div><dt>\(say(CommentText.authorURL))</dt>\
                    <dd><bdi dir="ltr" class="url">\(HTML.highlighted(pieces))</bdi></dd></div>
                    """
            } ?? .nothing
        return """
            <dl class="facts">
            <div><dt>\(say(CommentText.thread))</dt><dd>\(thread(comment.thread))\
            \(" · <bdi>\(site ?? "")</bdi>", if: site != nil)</dd></div>
            <div><dt>\(say(CommentText.received))</dt><dd>\(time(comment.receivedAt))</dd></div>
            <div><dt>\(say(CommentText.language))</dt><dd><bdi>\(comment.language)</bdi></dd></div>
            \(url)
            </dl>
            """
    }

    private func decide(_ comment: Comment, _ history: CommentHistory) -> HTML {
        guard comment.status != .erased else { return "<p class=\"notice\">\(say(CommentText.erasedHint))</p>" }
        return """
            <section class="decide" aria-labelledby="decide">
            <h2 id="decide">\(say(CommentText.decide))</h2>
            <div class="acts">
            \(approveForm(comment), if: comment.status != .approved)
            \(undoForm(comment), if: history.canUndo)
            </div>
            \(rejectForm(comment), if: comment.status != .rejected)
            </section>
            """
    }

    // MARK: Why

    private func why(_ comment: Comment) -> HTML {
        let signals = comment.signals.sorted { abs($0.points) > abs($1.points) }.map { signal(comment, $0) }
        let reasons: HTML =
            comment.decision.reasons.isEmpty
            ? .nothing : "<p>\(say(QueueText.reason)) : \(self.reasons(comment.decision.reasons))</p>"
        return """
            <section class="sheet" aria-labelledby="why">
            <h2 id="why">\(say(CommentText.why))</h2>
            \(reasons, if: comment.signals.isEmpty)
            \(total(comment, .abuse, CommentText.abuse))
            \(total(comment, .spam, CommentText.spam))
            \(signals.isEmpty ? "<p class=\"quiet\">\(say(CommentText.nothingFound))</p>" : "<ul class=\"signals\">\(signals)</ul>")
            </section>
            """
    }

    /// One label's points on a scale whose middle is the threshold.
    private func total(_ comment: Comment, _ label: Label, _ name: CommentText) -> HTML {
        let (points, shown) =
            label == .spam ? (comment.spamPoints, comment.spam) : (comment.abusePoints, comment.abuse)
        let words =
            comment.flaggedFrom(label).map { language(CommentText.total, number(points), number($0)) }
            ?? say(CommentText.totalNone)
        let width = Int((min(1, max(0, shown)) * 100).rounded())
        return """
            <div class="total \(label.rawValue)">
            <p><strong>\(say(name))</strong> <span class="quiet">\(words)</span></p>
            <svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" focusable="false">\
            <rect class="track" width="100" height="8"/><rect class="fill" width="\(width)" height="8"/>\
            <rect class="threshold" x="49.6" width="0.8" height="8"/></svg>
            </div>
            """
    }

    private func signal(_ comment: Comment, _ signal: Signal) -> HTML {
        let places = quotes(comment, signal)
        return """
            <li><p><span>\(SignalText.sentence(for: signal.name, language))</span> \
            <span class="points \(signal.label.rawValue)">\(language(CommentText.points, number(signal.points)))</span></p>\
            \("<p class=\"quotes\">\(places)</p>", if: !places.isEmpty)\
            <p class="quiet"><code>\(signal.name)</code>\(" · \(say(CommentText.shadow))", if: signal.shadow)</p></li>
            """
    }

    /// The first places a signal points to, in the writer's own letters.
    private func quotes(_ comment: Comment, _ signal: Signal) -> [HTML] {
        var counted = signal
        counted.shadow = false
        var texts: [String] = []
        for (field, text) in [
            (CommentField.body, comment.body), (.authorName, comment.authorName), (.authorURL, comment.authorURL ?? ""),
        ] {
            let pieces = Highlight.pieces(of: text, field: field, signals: [counted])
            for piece in pieces where piece.isMarked && !texts.contains(piece.text) { texts.append(piece.text) }
        }
        return texts.prefix(4).map { text in
            let short = Highlight.excerpt(of: text, signals: [], limit: 80).map(\.text).joined()
            return "<mark><bdi>\(short)</bdi></mark> "
        }
    }

    // MARK: Address

    private func address(_ comment: Comment, _ shown: String?) -> HTML {
        let content: HTML =
            if let shown {
                """
                <div role="status"><p>\(say(CommentText.addressIs)) <strong><bdi dir="ltr" class="url">\(shown)</bdi>\
                </strong></p><p class="hint">\(say(CommentText.addressOnce))</p></div>
                """
            } else {
                """
                <form method="post" action="/review/comments/\(comment.id.text)/email" class="stack">
                \(tokenField)
                <label for="look">\(say(CommentText.addressReason))</label>
                <input id="look" name="reason" required maxlength="500" dir="auto" autocomplete="off" \
                aria-describedby="look-hint">
                <p id="look-hint" class="hint">\(say(CommentText.addressHint))</p>
                <button>\(say(CommentText.reveal))</button>
                </form>
                """
            }
        return """
            <section class="sheet" aria-labelledby="address">
            <h2 id="address">\(say(CommentText.address))</h2>
            \(content)
            </section>
            """
    }
}
