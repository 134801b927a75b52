import Moderation
import Review

extension View {
    /// Narrows the queue; by GET, so that what it shows can be kept as a bookmark.
    func filterForm(_ filter: QueueFilter) -> HTML {
        let labels = [(Label.spam, CommentText.spam), (.abuse, CommentText.abuse)].map { label, text in
            option(label.rawValue, say(text), isChosen: filter.label == label)
        }
        let languages = LanguageText.allCases.map { option($0.rawValue, say($0), isChosen: filter.language == $0) }
        let ages = QueueFilter.ages.map { hours in
            option(
                String(hours),
                hours <= 48 ? language.count(.withinHours, hours) : language.count(.withinDays, hours / 24),
                isChosen: filter.age == hours)
        }
        let scores = QueueFilter.scores.map { percent in
            option(
                String(percent), language(FilterText.atLeast, language.number(percent)),
                isChosen: filter.score == percent)
        }
        let all: HTML = "<a class=\"button\" href=\"/review\">\(say(FilterText.everything))</a>"
        return """
            <details class="narrowing"\(" open", if: filter != .none)><summary>\(say(FilterText.filter))</summary>
            <form action="/review">
            \(choice("label", say(FilterText.label), labels))
            \(choice("language", say(CommentText.language), languages))
            \(choice("age", say(FilterText.age), ages))
            \(choice("score", say(FilterText.score), scores))
            <label>\(say(FilterText.text)) <input name="text" value="\(filter.text)" maxlength="200" dir="auto" \
            autocomplete="off"></label>
            <label>\(say(CommentText.thread)) <input name="thread" value="\(filter.thread)" maxlength="500" dir="auto" \
            autocomplete="off"></label>
            \(ofCampaign(filter))
            <button class="primary">\(say(FilterText.narrow))</button>
            \(all, if: filter != .none)
            </form>
            </details>
            """
    }

    /// Kept when something else is narrowed too, until its box is no longer ticked.
    private func ofCampaign(_ filter: QueueFilter) -> HTML {
        guard let campaign = filter.campaign else { return .nothing }
        return """
            <label class="check"><input type="checkbox" name="campaign" value="\(campaign.text)" checked> \
            \(say(FilterText.campaign))</label>
            """
    }

    /// Decides about every selected comment at once; their boxes name this form.
    func bulkForm(_ part: QueuePart) -> HTML {
        let options = ReviewAct.reasons.map { option($0.rawValue, language($0), isChosen: false) }
        return """
            <form method="post" action="/review/decisions" id="bulk" class="sheet bulk" aria-labelledby="bulk-title">
            \(bulkFields(part))
            <h2 id="bulk-title">\(say(FilterText.bulk))</h2>
            <p class="hint">\(say(FilterText.bulkHint))</p>
            <div class="fields">
            <button class="good" name="act" value="approve">\(say(QueueText.approve))</button>
            <label>\(say(QueueText.reason)) <select name="reason"><option value="">\(say(QueueText.chooseReason))
            \(options)
            </select></label>
            <button class="bad" name="act" value="reject">\(say(QueueText.reject))</button>
            </div>
            </form>
            """
    }

    /// What a bulk act carries besides the comments.
    func bulkFields(_ part: QueuePart) -> HTML {
        """
        \(tokenField)<input type="hidden" name="filter" value="\(part.filter.encoded)">\
        <input type="hidden" name="after" value="\(part.after)">
        """
    }

    private func choice(_ name: HTML, _ words: String, _ options: [HTML]) -> HTML {
        """
        <label>\(words) <select name="\(name)"><option value="">\(say(FilterText.any))
        \(options)
        </select></label>
        """
    }

    private func option(_ value: String, _ words: String, isChosen: Bool) -> HTML {
        "<option value=\"\(value)\"\(" selected", if: isChosen)>\(words)</option>"
    }
}
