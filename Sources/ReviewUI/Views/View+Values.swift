import Moderation

extension View {
    /// A number with one decimal, as the language writes it.
    func number(_ value: Double) -> String {
        let tenths = Int((abs(value) * 10).rounded())
        let sign = value < 0 && tenths > 0 ? "−" : ""
        if tenths % 10 == 0 { return sign + String(tenths / 10) }
        return sign + "\(tenths / 10)" + (language == .fr ? "," : ".") + "\(tenths % 10)"
    }

    /// A moment to the minute, in UTC.
    func time(_ instant: Instant) -> HTML {
        let text = instant.rfc3339
        return
            "<time datetime=\"\(text)\"><bdi dir=\"ltr\">\(String(text.prefix(10))) \(String(text.dropFirst(11).prefix(5))) UTC</bdi></time>"
    }

    /// How long ago, in the largest unit that fits.
    func age(of instant: Instant) -> HTML {
        let minutes = max(0, Int(instant.duration(to: now).components.seconds / 60))
        let text =
            if minutes < 60 {
                language(QueueText.minutes, String(minutes))
            } else if minutes < 48 * 60 {
                language(QueueText.hours, String(minutes / 60))
            } else {
                language(QueueText.days, String(minutes / 1440))
            }
        return "<time datetime=\"\(instant.rfc3339)\">\(text)</time>"
    }

    func status(_ status: CommentStatus) -> String {
        switch status {
        case .approved: say(CommentText.approved)
        case .flagged: say(CommentText.flagged)
        case .rejected: say(CommentText.rejected)
        case .erased: say(CommentText.erased)
        }
    }

    func decided(_ decision: Decision) -> String {
        switch decision {
        case .approve: say(CommentText.decidedApprove)
        case .flag: say(CommentText.decidedFlag)
        case .reject: say(CommentText.decidedReject)
        }
    }

    /// Who decided, in words; `names` are those of all moderators.
    func who(_ cause: DecisionCause, names: [ModeratorID: String]) -> HTML {
        switch cause {
        case .policy: "\(say(CommentText.byPolicy))"
        case .moderator(let id): "<bdi>\(names[id] ?? language(CommentText.byGone, id.text))</bdi>"
        case .key(let id): "\(language(CommentText.byKey, id.text))"
        case .commandLine: "\(say(CommentText.byCommandLine))"
        }
    }

    func reasons(_ stored: [String]) -> String {
        stored.map(language.reason).joined(separator: language == .ar ? "، " : ", ")
    }

    /// The page a comment stands under; a link only when its address is http or https.
    func thread(_ thread: ThreadReference) -> HTML {
        let title = thread.title ?? thread.url ?? thread.id
        guard let link = WebLink(thread.url) else { return "<bdi>\(title)</bdi>" }
        return "<a href=\"\(link.text)\" rel=\"noopener noreferrer nofollow\" target=\"_blank\"><bdi>\(title)</bdi></a>"
    }

    func authorName(_ comment: Comment) -> HTML {
        let pieces = Highlight.pieces(of: comment.authorName, field: .authorName, signals: comment.signals)
        return "<bdi>\(HTML.highlighted(pieces))</bdi>"
    }
}

extension Comment {
    /// From how many points on a comment was flagged when this one was scored: its points are also kept as
    /// `p / (p + flag)`, which gives `flag` back. Nil without points.
    func flaggedFrom(_ label: Label) -> Double? {
        let (points, shown) = label == .spam ? (spamPoints, spam) : (abusePoints, abuse)
        return points > 0 && shown > 0 ? points * (1 - shown) / shown : nil
    }
}
