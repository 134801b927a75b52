import Moderation

extension View {
    /// One label's points on a scale whose middle is the threshold.
    func meter(_ comment: Comment, _ label: Label) -> HTML {
        let (points, shown) =
            label == .spam ? (comment.spamPoints, comment.spam) : (comment.abusePoints, comment.abuse)
        let words =
            comment.flaggedFrom(label).map {
                language(QueueText.fromThreshold, language.number(points), language.number($0))
            } ?? say(CommentText.totalNone)
        let width = Int((min(1, max(0, shown)) * 100).rounded())
        return """
            <div class="meter \(label.rawValue)"><p><strong>\(say(name(of: label)))</strong> \
            <span class="quiet">\(words)</span></p>\
            <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" focusable="false">\
            <rect width="\(width)" height="8"/></svg></div>
            """
    }

    private func name(of label: Label) -> CommentText { label == .spam ? .spam : .abuse }
}

extension Comment {
    /// From how many points on a comment was flagged when this one was scored: its points are also kept as
    /// `p / (p + flag)`, which gives `flag` back. Nil without points.
    func flaggedFrom(_ label: Label) -> Double? {
        let (points, shown) = label == .spam ? (spamPoints, spam) : (abusePoints, abuse)
        return points > 0 && shown > 0 ? points * (1 - shown) / shown : nil
    }
}
