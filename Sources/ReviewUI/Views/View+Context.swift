import Moderation
import Store

extension View {
    /// What a moderator may want to know around a comment, without leaving its page.
    struct CommentContext {
        var parent: Comment?
        /// The author's other comments at this site, newest first.
        var earlier: [Comment] = []
        /// Somebody else who looks at the comment now.
        var heldBy: (name: String, until: Instant)?
        /// To whom the comment can be passed on.
        var colleagues: [Moderator] = []
        /// The limits it was scored by.
        var terms: PolicyTerms?
        /// What was said of the author and stands.
        var standings: [StandingRecord] = []
    }

    private static let shortBytes = 160

    func context(_ around: CommentContext) -> HTML {
        let parent: HTML =
            around.parent.map { "<h3>\(say(FilterText.parent))</h3><ul class=\"others\">\(other($0))</ul>" } ?? .nothing
        let earlier: HTML =
            around.earlier.isEmpty
            ? "<p class=\"quiet\">\(say(FilterText.noEarlier))</p>"
            : "<ul class=\"others\">\(around.earlier.map(other))</ul>"
        return """
            <section class="sheet" aria-labelledby="context">
            <h2 id="context">\(say(FilterText.context))</h2>
            \(parent)
            <h3>\(say(FilterText.earlier))</h3>
            \(earlier)
            </section>
            """
    }

    func other(_ comment: Comment) -> HTML {
        let short = Highlight.excerpt(of: comment.body, signals: [], limit: Self.shortBytes).map(\.text).joined()
        return """
            <li><p dir="auto"\(languageOf(comment))>\(short)</p>
            <p class="quiet"><a href="\(Place.comment(comment.id).path)"><bdi>\(comment.authorName)</bdi></a> · \
            \(status(comment.status)) · \(age(of: comment.receivedAt)) · \(thread(comment.thread))</p></li>
            """
    }

    /// Who looks at it, and passing it on while it waits.
    func pass(_ comment: Comment, _ around: CommentSurroundings) -> HTML {
        guard canDecide, comment.status == .flagged else { return .nothing }
        let held: HTML =
            around.context.heldBy.map {
                let until = language.moment($0.until)
                return "<p class=\"notice\">\(language(FilterText.heldNow, "\u{2068}\($0.name)\u{2069}", until))</p>"
            } ?? .nothing
        guard !around.context.colleagues.isEmpty, around.context.heldBy == nil else { return held }
        let options = around.context.colleagues.map { colleague -> HTML in
            "<option value=\"\(colleague.id.text)\">\(colleague.name)</option>"
        }
        return """
            <section class="sheet" aria-labelledby="pass">
            <h2 id="pass">\(say(FilterText.pass))</h2>
            <form method="post" action="/review/comments/\(comment.id.text)/pass" class="stack">
            \(tokenField)
            <label>\(say(FilterText.passTo)) <select name="to" required>\(options)</select></label>
            <button>\(say(FilterText.pass))</button>
            </form>
            </section>
            """
    }

    /// From how many points a human looks and policy rejects, beside the total.
    func limits(_ comment: Comment, _ label: Label, _ terms: PolicyTerms?) -> HTML {
        guard let limits = terms?[label] else { return .nothing }
        let points = label == .spam ? comment.spamPoints : comment.abusePoints
        let most = max(points, (limits.reject ?? 0) * 1.1, limits.flag * 1.5, 1)
        func place(_ value: Double) -> Int { Int((min(1, max(0, value / most)) * 100).rounded()) }
        let words =
            limits.reject.map {
                language(FilterText.limitsReject, language.number(limits.flag), language.number($0))
            } ?? language(FilterText.limits, language.number(limits.flag))
        let reject: HTML =
            limits.reject.map { "<path class=\"limit\" d=\"M\(place($0)) 0v8\"/>" } ?? .nothing
        return """
            <div class="meter scaled \(label.rawValue)"><p class="quiet">\(words)</p>\
            <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" focusable="false">\
            <rect width="\(place(points))" height="8"/><path class="limit" d="M\(place(limits.flag)) 0v8"/>\(reject)\
            </svg></div>
            """
    }
}
