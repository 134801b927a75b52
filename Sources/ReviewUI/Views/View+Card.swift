import Moderation

extension View {
    /// Bytes of a comment shown in the queue.
    static let excerptBytes = 600
    /// Signals told of in the queue; the rest stands on the comment's own page.
    private static let chipLimit = 4

    /// One comment of the queue: what was written, why it waits, and what to do about it.
    func card(_ comment: Comment, site: String?, stay: Stay, handedBy: HTML? = nil) -> HTML {
        let id = comment.id.text
        let pieces = Highlight.excerpt(of: comment.body, signals: comment.signals, limit: Self.excerptBytes)
        let urgency = max(comment.spam, comment.abuse)
        let level = urgency >= 0.75 ? "high" : urgency >= 0.6 ? "middle" : "low"
        let ugly: HTML = comment.abuse >= 0.75 ? " ugly" : .nothing
        let handed: HTML =
            handedBy.map { "<p class=\"meta\"><strong>\(say(FilterText.handed)) \($0)</strong></p>" } ?? .nothing
        return """
            <article class="card \(level)\(ugly)" id="\(id)" tabindex="-1" data-comment aria-label="\(comment.authorName)">
            <div class="words">
            <header>
            \(selectBox(comment), if: canDecide)
            <h2><a href="/review/comments/\(id)">\(authorName(comment))</a></h2>
            <p class="meta">\(say(CommentText.on)) \(thread(comment.thread)) · \
            \("<bdi>\(site ?? "")</bdi> · ", if: site != nil)\(age(of: comment.receivedAt))</p>
            \(handed)\(many(comment))
            </header>
            <div class="text" dir="auto"\(languageOf(comment))>\(HTML.highlighted(pieces))</div>
            </div>
            <div class="desk">
            \(meter(comment, .abuse), if: comment.abusePoints > 0)\(meter(comment, .spam), if: comment.spamPoints > 0)
            \(chips(comment))
            \(acts(comment, stay), if: canDecide)
            </div>
            </article>

            """
    }

    private func many(_ comment: Comment) -> HTML {
        guard comment.campaign != nil else { return .nothing }
        return """
            <p class="meta"><a href="\(Place.comment(comment.id).path)/campaign">\(say(CampaignText.one))</a></p>
            """
    }

    /// Belongs to the form below all cards.
    private func selectBox(_ comment: Comment) -> HTML {
        """
        <label class="pick"><input type="checkbox" form="bulk" name="pick-\(comment.id.text)" \
        value="\(comment.version)"> <span class="unseen">\(language(FilterText.select, comment.authorName))</span></label>
        """
    }

    /// The signals that count, heaviest first.
    private func chips(_ comment: Comment) -> HTML {
        let signals = comment.signals.filter { !$0.shadow && $0.points > 0 }.sorted { $0.points > $1.points }
        guard !signals.isEmpty else {
            return "<ul class=\"chips\"><li>\(reasons(comment.decision.reasons))</li></ul>"
        }
        var told: [String] = []
        for signal in signals {
            let sentence = SignalText.sentence(for: signal.name, language)
            if !told.contains(sentence) { told.append(sentence) }
        }
        let items = told.prefix(Self.chipLimit).map { sentence -> HTML in "<li>\(sentence)</li>" }
        return "<ul class=\"chips\" aria-label=\"\(say(CommentText.why))\">\(items)</ul>"
    }

    private func acts(_ comment: Comment, _ stay: Stay) -> HTML {
        """
        <div class="acts">
        \(approveForm(comment, stay))
        <details class="reject"><summary>\(say(QueueText.reject))…</summary>
        \(rejectForm(comment, stay))
        </details>
        <a href="/review/comments/\(comment.id.text)">\(say(QueueText.open))</a>
        </div>
        """
    }
}
