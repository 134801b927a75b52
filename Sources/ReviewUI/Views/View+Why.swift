import Moderation

extension View {
    /// What the scorer found in a comment: both totals, then each signal with its places.
    func why(_ comment: Comment, terms: PolicyTerms?) -> HTML {
        let signals = comment.signals.sorted { abs($0.points) > abs($1.points) }.map { signal(comment, $0) }
        let reasons: HTML =
            comment.decision.reasons.isEmpty
            ? .nothing : "<p>\(say(QueueText.reason)) – \(self.reasons(comment.decision.reasons))</p>"
        let list: HTML =
            signals.isEmpty
            ? "<p class=\"quiet\">\(say(CommentText.nothingFound))</p>" : "<ul class=\"signals\">\(signals)</ul>"
        return """
            <section class="sheet" aria-labelledby="why">
            <h2 id="why">\(say(CommentText.why))</h2>
            \(reasons, if: comment.signals.isEmpty)
            \(meter(comment, .abuse))\(limits(comment, .abuse, terms))
            \(meter(comment, .spam))\(limits(comment, .spam, terms))
            \(list)
            <p><a href="/review/comments/\(comment.id.text)/receipt">\(say(FilterText.receipt))</a>\
            \(statementLink(comment), if: comment.status == .flagged || comment.status == .rejected)</p>
            </section>
            """
    }

    private func statementLink(_ comment: Comment) -> HTML {
        " · <a href=\"\(Place.comment(comment.id).path)/statement\">\(say(CommentText.statement))</a>"
    }

    private func signal(_ comment: Comment, _ signal: Signal) -> HTML {
        let places = quotes(comment, signal)
        let points = language(CommentText.points, language.number(signal.points))
        return """
            <li><p><span>\(SignalText.sentence(for: signal.name, language))</span> \
            <span class="points \(signal.label.rawValue)">\(points)</span></p>\
            \("<p class=\"quotes\">\(places)</p>", if: !places.isEmpty)\
            <p class="quiet"><code dir="ltr">\(signal.name)</code>\
            \(" · \(say(CommentText.shadow))", if: signal.shadow)</p></li>
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
}
