import Moderation
import Store

extension View {
    /// What was said of the author, and saying something.
    func author(_ comment: Comment, _ around: CommentSurroundings) -> HTML {
        guard comment.status != .erased else { return .nothing }
        let standings = around.context.standings
        let said: HTML =
            standings.isEmpty
            ? "<p class=\"quiet\">\(say(StandingText.nothing))</p>"
            : "<ul class=\"plain\">\(standings.map { item($0, names: around.names) })</ul>"
        let options = StandingChoice.allCases.filter { $0 != .lift || !standings.isEmpty }.map { choice -> HTML in
            "<option value=\"\(choice.rawValue)\">\(say(StandingText(choice)))</option>"
        }
        let form: HTML = """
            <form method="post" action="/review/comments/\(comment.id.text)/author" class="stack">
            \(tokenField)
            <label>\(say(StandingText.label)) <select name="standing" required>
            <option value="">\(say(StandingText.choose))
            \(options)
            </select></label>
            <label>\(say(StandingText.note)) <input name="note" dir="auto" autocomplete="off"></label>
            <p class="hint">\(say(StandingText.hint))</p>
            <button>\(say(StandingText.save))</button>
            </form>
            """
        return """
            <section class="sheet" aria-labelledby="standing">
            <h2 id="standing">\(say(StandingText.title))</h2>
            \(said)
            \(form, if: canDecide)
            </section>
            """
    }

    private func item(_ record: StandingRecord, names: [ModeratorID: String]) -> HTML {
        let what = say(record.standing == .banned ? StandingText.banned : .trusted)
        let of = say(record.isVouched ? StandingText.account : .address)
        let until = record.ends.map { language(StandingText.until, language.moment($0)) } ?? say(StandingText.forGood)
        return """
            <li><strong>\(what)</strong> (\(of)), \(until) – \(say(CommentText.by)) \(who(record.by, names: names)), \
            \(time(record.at))</li>
            """
    }
}

extension StandingText {
    fileprivate init(_ choice: StandingChoice) {
        self =
            switch choice {
            case .banDay: .banDay
            case .banWeek: .banWeek
            case .banMonth: .banMonth
            case .ban: .ban
            case .trust: .trust
            case .lift: .lift
            }
    }
}
