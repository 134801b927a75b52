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
        var problem: CommentProblem?
        /// What was typed into the form that did nothing.
        var typed: FormFields
        var context: CommentContext
    }

    /// What is wrong with a form of a comment's page, and in which field.
    enum CommentProblem {
        case general(String), reason(String), note(String), look(String)

        var text: String {
            switch self {
            case .general(let text), .reason(let text), .note(let text), .look(let text): text
            }
        }
    }

    func comment(_ comment: Comment, _ around: CommentSurroundings) -> HTML {
        let pieces = Highlight.pieces(of: comment.body, field: .body, signals: comment.signals)
        let title = language(CommentText.title, comment.authorName)
        let general: String? = if case .general(let text) = around.problem { text } else { nil }
        return document(
            around.problem == nil ? title : language(FrameText.errorTitle, title), kind: "comment",
            """
            <p class="back"><a href="/review#\(comment.id.text)">\(say(CommentText.back))</a></p>
            \(notice(nil, problem: general))
            <div class="columns" data-comment>
            <article class="sheet" aria-labelledby="author">
            <header>
            <h1 id="author">\(authorName(comment))</h1>
            <p class="state \(comment.status.rawValue)">\(status(comment.status))</p>
            </header>
            \(facts(comment, site: around.site))
            <div class="text" dir="auto"\(languageOf(comment))>\(HTML.highlighted(pieces))</div>
            </article>
            \(context(around.context))
            <div class="side">
            \(alike(comment))
            \(decide(comment, around))
            \(pass(comment, around))
            \(why(comment, terms: around.context.terms))
            \(author(comment, around))
            \(term(comment))
            \(address(comment, around), if: moderator?.role == .admin)
            </div>
            \(history(around))
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
        let spoken = LanguageText(rawValue: comment.language).map { say($0) } ?? comment.language
        return """
            <dl class="facts">
            <div><dt>\(say(CommentText.thread))</dt><dd>\(thread(comment.thread))\
            \(" · <bdi>\(site ?? "")</bdi>", if: site != nil)</dd></div>
            <div><dt>\(say(CommentText.received))</dt><dd>\(time(comment.receivedAt))</dd></div>
            <div><dt>\(say(CommentText.language))</dt><dd><bdi>\(spoken)</bdi></dd></div>
            \(url)
            </dl>
            """
    }

    private func decide(_ comment: Comment, _ around: CommentSurroundings) -> HTML {
        guard canDecide else { return "<p class=\"notice\">\(say(QueueText.viewerHint))</p>" }
        guard comment.status != .erased else { return "<p class=\"notice\">\(say(CommentText.erasedHint))</p>" }
        let stay = Stay(focus: nil)
        let isOpen =
            switch around.problem {
            case .reason, .note: true
            default: false
            }
        let reject: HTML = """
            <details class="reject"\(" open", if: isOpen)><summary>\(say(QueueText.reject))…</summary>
            \(rejectForm(comment, stay, problem: around.problem, typed: around.typed))
            </details>
            """
        return """
            <section class="sheet decide" aria-labelledby="decide">
            <h2 id="decide">\(say(CommentText.decide))</h2>
            <div class="acts">
            \(approveForm(comment, stay), if: comment.status != .approved)
            \(reject, if: comment.status != .rejected)
            \(undoForm(comment, Stay(focus: comment.id)), if: around.history.canUndo)
            </div>
            </section>
            """
    }

    private func address(_ comment: Comment, _ around: CommentSurroundings) -> HTML {
        let problem: CommentProblem? = if case .look = around.problem { around.problem } else { nil }
        let typed = problem == nil ? "" : around.typed["reason"]
        let content: HTML =
            if let shown = around.address {
                """
                <div role="status"><p>\(say(CommentText.addressIs)) <strong><bdi dir="ltr" class="url">\(shown)</bdi>\
                </strong></p><p class="hint">\(say(CommentText.addressOnce))</p></div>
                """
            } else {
                """
                <form method="post" action="/review/comments/\(comment.id.text)/email" class="stack">
                \(tokenField)
                <label for="look">\(say(CommentText.addressReason))</label>
                <input id="look" name="reason" value="\(typed)" required maxlength="500" dir="auto" autocomplete="off" \
                aria-describedby="look-hint\(" problem", if: problem != nil)"\
                \(" aria-invalid=\"true\"", if: problem != nil)>
                \(fieldProblem(problem))
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
