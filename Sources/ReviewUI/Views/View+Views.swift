import Moderation
import Store

extension View {
    /// The parts of the queue a moderator saved.
    func savedViews(_ part: QueuePart) -> HTML {
        guard !part.views.isEmpty else { return .nothing }
        let links = part.views.map { view -> HTML in
            let here: HTML = QueueFilter(encoded: view.filter) == part.filter ? " aria-current=\"page\"" : .nothing
            return "<a href=\"/review/views/\(view.id.text)\"\(here)><bdi>\(view.name)</bdi></a>"
        }
        return "<nav class=\"views\" aria-label=\"\(say(FilterText.views))\">\(links)</nav>"
    }

    /// Saves what the queue is narrowed to, or forgets it.
    func viewForm(_ part: QueuePart) -> HTML {
        let begin: HTML = """
            <form method="post" action="/review/views" class="keep">\(tokenField)\
            <input type="hidden" name="filter" value="\(part.filter.encoded)">
            """
        if let view = part.views.first(where: { QueueFilter(encoded: $0.filter) == part.filter }) {
            return """
                \(begin)<button name="drop" value="\(view.id.text)">\(say(FilterText.dropView))</button></form>
                """
        }
        return """
            \(begin)<label>\(say(FilterText.viewName)) <input name="name" required maxlength="60" dir="auto" \
            autocomplete="off"></label> <button>\(say(FilterText.saveView))</button></form>
            """
    }
}
