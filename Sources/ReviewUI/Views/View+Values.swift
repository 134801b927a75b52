import Moderation

extension View {
    func time(_ instant: Instant) -> HTML {
        "<time datetime=\"\(instant.rfc3339)\">\(language.moment(instant))</time>"
    }

    /// How long ago, in the largest unit that fits.
    func age(of instant: Instant) -> HTML {
        let minutes = max(0, Int(instant.duration(to: now).components.seconds / 60))
        let text =
            switch minutes {
            case 0: say(QueueText.justNow)
            case ..<60: language.count(.minutes, minutes)
            case ..<(48 * 60): language.count(.hours, minutes / 60)
            default: language.count(.days, minutes / 1440)
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

    /// Tells a screen reader how to speak what somebody wrote; nothing when the language is not known.
    func languageOf(_ comment: Comment) -> HTML {
        let tag = comment.language
        return LanguageText(rawValue: tag) == nil || tag == "und" ? .nothing : " lang=\"\(tag)\""
    }
}
