import Moderation
import Review
import Store

extension View {
    /// Everything that happened to a comment, oldest first.
    func history(_ around: CommentSurroundings) -> HTML {
        let decisions = around.history.decisions.map { ($0.record.at, decision($0, around.names)) }
        let reveals = around.history.reveals.map { ($0.at, reveal($0, around.names)) }
        let deliveries = around.history.deliveries.map { ($0.createdAt, delivery($0)) }
        // Sorting is stable: of one moment, the decision stands before what followed from it.
        let all = (decisions + reveals + deliveries).sorted { $0.0 < $1.0 }.map(\.1)
        return """
            <section class="sheet" aria-labelledby="history">
            <h2 id="history">\(say(CommentText.history))</h2>
            <ol class="history">\(all)</ol>
            </section>
            """
    }

    private func decision(_ past: PastDecision, _ names: [ModeratorID: String]) -> HTML {
        let record = past.record
        let undoes: HTML = past.undoes.map { " · \(language(CommentText.undoes, String($0)))" } ?? .nothing
        let reasons: HTML = record.reasons.isEmpty ? .nothing : " – \(self.reasons(record.reasons))"
        let note: HTML = record.note.map { "<p class=\"note\" dir=\"auto\">\($0)</p>" } ?? .nothing
        return """
            <li class="\(record.decision.rawValue)"><p><strong>\(decided(record.decision))</strong>\(reasons)</p>\(note)
            <p class="quiet">\(time(record.at)) · \(who(record.cause, names: names)) · \
            \(language(CommentText.version, String(past.version)))\(undoes)</p></li>
            """
    }

    private func reveal(_ look: RevealRecord, _ names: [ModeratorID: String]) -> HTML {
        """
        <li><p><strong>\(say(CommentText.revealed))</strong></p><p class="note" dir="auto">\(look.reason)</p>
        <p class="quiet">\(time(look.at)) · \(who(look.by, names: names))</p></li>
        """
    }

    private func delivery(_ delivery: DeliveryRecord) -> HTML {
        let state =
            switch delivery.state {
            case "delivered": say(CommentText.delivered)
            case "dead": say(CommentText.dead)
            default: say(CommentText.waiting)
            }
        return """
            <li class="delivery"><p>\(say(CommentText.delivery)) <code dir="ltr">\(delivery.type)</code> – \(state)</p>
            <p class="quiet">\(time(delivery.createdAt)) · \
            \(language.count(.attempts, delivery.attempts.count))</p></li>
            """
    }
}
