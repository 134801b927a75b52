import Moderation
import Review
import Store

extension View {
    /// A term and what it would have found.
    struct TriedTerm {
        var term: OwnTerm
        var preview: TermPreview
        /// UTF-8 bytes of the body.
        var examples: [(comment: Comment, places: [Range<Int>])] = []
    }

    /// What is wrong with a term, and in which field.
    enum TermProblem: Error {
        case general(String), word(String), kind(String), points(String)

        var text: String {
            switch self {
            case .general(let text), .word(let text), .kind(let text), .points(let text): text
            }
        }
    }

    /// What the page of a site's own terms shows.
    struct TermsPage {
        /// The one from which somebody came.
        var comment: Comment
        /// Its name, where there are several.
        var site: String?
        /// Newest first.
        var own: [OwnTerm]
        var names: [ModeratorID: String]
        var limits: PolicyTerms?
        var typed: FormFields
        var tried: TriedTerm?
        var problem: TermProblem?
        /// What just happened: `added` or `removed`.
        var done: String
    }

    private static let ownShown = 100
    private static let exampleBytes = 240

    func terms(_ page: TermsPage) -> HTML {
        let site = page.site.map { " – \u{2068}\($0)\u{2069}" } ?? ""
        let title = say(TermText.title) + site
        let general: String? = if case .general(let text) = page.problem { text } else { nil }
        let done: String? =
            switch page.done {
            case "added": say(TermText.added)
            case "removed": say(TermText.removed)
            default: nil
            }
        return document(
            page.problem == nil ? title : language(FrameText.errorTitle, title), kind: "comment",
            """
            <p class="back"><a href="\(Place.comment(page.comment.id).path)">\
            \(language(CommentText.title, page.comment.authorName))</a></p>
            \(notice(done, problem: general))
            <div class="columns">
            <section class="sheet stack" aria-labelledby="terms">
            <h1 id="terms">\(title)</h1>
            \(tryForm(page))
            \(page.tried.map { found($0, page) } ?? .nothing)
            </section>
            <div class="side">
            <section class="sheet" aria-labelledby="own">
            <h2 id="own" tabindex="-1">\(say(TermText.own))</h2>
            \(own(page))
            </section>
            </div>
            </div>
            """)
    }

    /// On a comment's page: the way to try a word of its text.
    func term(_ comment: Comment) -> HTML {
        guard canDecide, comment.status != .erased else { return .nothing }
        let path = Place.comment(comment.id).path + "/terms"
        return """
            <section class="sheet" aria-labelledby="term">
            <h2 id="term">\(say(TermText.title))</h2>
            <form action="\(path)" class="stack" data-act="term">
            <label>\(say(TermText.word)) <input name="text" maxlength="200" required dir="auto" autocomplete="off" \
            aria-describedby="term-hint"></label>
            <input type="hidden" name="category" value="\(likely(comment).rawValue)">
            <p id="term-hint" class="hint">\(say(TermText.selectHint))</p>
            <button>\(say(TermText.look))</button>
            </form>
            <p><a href="\(path)">\(say(TermText.all))</a></p>
            </section>
            """
    }

    /// What a term found in this comment most likely is.
    private func likely(_ comment: Comment) -> OwnTerm.Category {
        comment.spamPoints > comment.abusePoints ? .spam : .insult
    }

    private func tryForm(_ page: TermsPage) -> HTML {
        let chosen = OwnTerm.Category(rawValue: page.typed["category"]) ?? likely(page.comment)
        let kinds = OwnTerm.Category.allCases.map { category -> HTML in
            """
            <option value="\(category.rawValue)"\(" selected", if: category == chosen)>\
            \(language.reason(category.rawValue))
            """
        }
        let points = page.typed["points"].isEmpty ? String(OwnTerm.standardPoints) : page.typed["points"]
        let wrong: HTML = " aria-invalid=\"true\" aria-describedby=\"problem\""
        let problem = fieldProblem(page.problem?.text)
        let isWord = if case .word = page.problem { true } else { false }
        let isKind = if case .kind = page.problem { true } else { false }
        let isPoints = if case .points = page.problem { true } else { false }
        return """
            <form action="\(Place.comment(page.comment.id).path)/terms" class="stack">
            <label>\(say(TermText.word)) <input name="text" value="\(page.typed["text"])" maxlength="200" required \
            dir="auto" autocomplete="off"\(wrong, if: isWord)></label>
            \(problem, if: isWord)
            <p class="hint">\(say(TermText.wordHint))</p>
            <label>\(say(TermText.kind)) <select name="category"\(wrong, if: isKind)>\(kinds)</select></label>
            \(problem, if: isKind)
            <label>\(say(TermText.points)) <input name="points" type="number" min="\(String(OwnTerm.points.lowerBound))" \
            max="\(String(OwnTerm.points.upperBound))" step="0.5" value="\(points)" dir="ltr"\(wrong, if: isPoints)></label>
            \(problem, if: isPoints)
            \(limitsHint(page.limits))
            <button class="primary">\(say(TermText.look))</button>
            </form>
            """
    }

    /// From how many points a human looks, so that points mean something.
    private func limitsHint(_ limits: PolicyTerms?) -> HTML {
        guard let limits else { return .nothing }
        let lines = [(Label.abuse, CommentText.abuse), (.spam, CommentText.spam)].map { label, name in
            let words =
                limits[label].reject.map {
                    language(FilterText.limitsReject, language.number(limits[label].flag), language.number($0))
                } ?? language(FilterText.limits, language.number(limits[label].flag))
            return say(name) + " – " + words
        }
        return "<p class=\"hint\">\(lines[0])<br>\(lines[1])</p>"
    }

    private func found(_ tried: TriedTerm, _ page: TermsPage) -> HTML {
        let preview = tried.preview
        guard preview.found > 0 else {
            return """
                <h2><bdi>\(tried.term.text)</bdi></h2>
                <p>\(language(TermText.nowhere, language.number(preview.looked)))</p>
                \(addForm(tried.term, page))
                """
        }
        let counts = [
            (CommentStatus.approved, preview.approved), (.flagged, preview.flagged), (.rejected, preview.rejected),
        ].map { status, count -> HTML in "<li>\(self.status(status)): \(language.number(count))</li>" }
        let examples = tried.examples.map { example -> HTML in
            let signal = Signal(
                name: "terms", label: tried.term.category.label, reason: tried.term.category.rawValue, points: 1,
                evidence: example.places.map { Evidence(begin: $0.lowerBound, end: $0.upperBound) })
            let pieces = Highlight.excerpt(of: example.comment.body, signals: [signal], limit: Self.exampleBytes)
            return """
                <li><p dir="auto"\(languageOf(example.comment))>\(HTML.highlighted(pieces))</p>
                <p class="quiet"><a href="\(Place.comment(example.comment.id).path)">\
                <bdi>\(example.comment.authorName)</bdi></a> · \(status(example.comment.status)) · \
                \(age(of: example.comment.receivedAt))</p></li>
                """
        }
        return """
            <h2><bdi>\(tried.term.text)</bdi></h2>
            <p>\(language(TermText.found, language.number(preview.found), language.number(preview.looked)))</p>
            <ul class="chips">\(counts)</ul>
            \("<p class=\"notice\">\(say(TermText.readers))</p>", if: preview.approved > 0)
            \(addForm(tried.term, page))
            <h3>\(say(TermText.example))</h3>
            <ul class="others">\(examples)</ul>
            """
    }

    private func addForm(_ term: OwnTerm, _ page: TermsPage) -> HTML {
        """
        <form method="post" action="\(Place.comment(page.comment.id).path)/terms">\(tokenField)\
        <input type="hidden" name="text" value="\(term.text)">\
        <input type="hidden" name="category" value="\(term.category.rawValue)">\
        <input type="hidden" name="points" value="\(String(term.points))">\
        <button class="primary" name="act" value="add">\(language(TermText.add, "\u{2068}\(term.text)\u{2069}"))\
        </button></form>
        """
    }

    private func own(_ page: TermsPage) -> HTML {
        guard !page.own.isEmpty else { return "<p class=\"quiet\">\(say(TermText.none))</p>" }
        let action = Place.comment(page.comment.id).path + "/terms"
        let items = page.own.prefix(Self.ownShown).map { term -> HTML in
            """
            <li><form method="post" action="\(action)" class="line">\(tokenField)\
            <input type="hidden" name="term" value="\(term.id.text)">\
            <p><strong><bdi>\(term.text)</bdi></strong> · \(language.reason(term.category.rawValue)) · \
            \(language(CommentText.points, language.number(term.points)))<br><span class="quiet">\
            \(say(CommentText.by)) \(who(term.by, names: page.names)), \(time(term.at))</span></p>\
            <button name="act" value="remove" aria-label="\(language(TermText.removeThis, term.text))">\
            \(say(TermText.remove))</button></form></li>
            """
        }
        let rest = page.own.count - Self.ownShown
        return """
            <ul class="others">\(items)</ul>
            \("<p class=\"quiet\">\(language(TermText.more, language.number(max(0, rest))))</p>", if: rest > 0)
            """
    }
}
