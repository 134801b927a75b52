import Moderation

extension View {
    /// One label's points, and the probability they come to as a bar.
    func meter(_ comment: Comment, _ label: Label) -> HTML {
        let (points, shown) =
            label == .spam ? (comment.spamPoints, comment.spam) : (comment.abusePoints, comment.abuse)
        let percent = Int((min(1, max(0, shown)) * 100).rounded())
        let words =
            points > 0
            ? language(QueueText.probability, language.number(points), language.number(Double(percent)))
            : say(CommentText.totalNone)
        return """
            <div class="meter \(label.rawValue)"><p><strong>\(say(name(of: label)))</strong> \
            <span class="quiet">\(words)</span></p>\
            <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" focusable="false">\
            <rect width="\(percent)" height="8"/></svg></div>
            """
    }

    private func name(of label: Label) -> CommentText { label == .spam ? .spam : .abuse }
}
