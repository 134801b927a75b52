import Moderation
import Review

extension View {
    /// The version the moderator sees: a decision on another one is refused.
    func versionField(_ comment: Comment) -> HTML {
        "<input type=\"hidden\" name=\"version\" value=\"\(comment.version)\">"
    }

    func approveForm(_ comment: Comment) -> HTML {
        """
        <form method="post" action="/review/comments/\(comment.id.text)/approve" data-act="approve">
        \(tokenField)\(versionField(comment))
        <button class="good">\(say(QueueText.approve))</button>
        </form>
        """
    }

    func undoForm(_ comment: Comment) -> HTML {
        """
        <form method="post" action="/review/comments/\(comment.id.text)/undo" data-act="undo">
        \(tokenField)\(versionField(comment))
        <button>\(say(QueueText.undo))</button>
        </form>
        """
    }

    /// The first reason policy gave is chosen beforehand.
    func rejectForm(_ comment: Comment) -> HTML {
        let id = comment.id.text
        let suggested = comment.decision.reasons.first { stored in
            ReviewAct.reasons.contains { $0.rawValue == stored }
        }
        let options = ReviewAct.reasons.map { reason -> HTML in
            """
            <option value="\(reason.rawValue)"\(" selected", if: reason.rawValue == suggested)>\
            \(language(reason))</option>
            """
        }
        return """
            <form method="post" action="/review/comments/\(id)/reject" class="stack" data-act="reject">
            \(tokenField)\(versionField(comment))
            <label for="reason-\(id)">\(say(QueueText.reason))</label>
            <select id="reason-\(id)" name="reason" required>
            <option value="">\(say(QueueText.chooseReason))</option>
            \(options)
            </select>
            <label for="note-\(id)">\(say(QueueText.note))</label>
            <input id="note-\(id)" name="note" dir="auto" autocomplete="off" aria-describedby="hint-\(id)">
            <p id="hint-\(id)" class="hint">\(say(QueueText.noteHint))</p>
            <button class="bad">\(say(QueueText.reject))</button>
            </form>
            """
    }

    func conflict(_ id: CommentID, latest: DecisionRecord, names: [ModeratorID: String]) -> HTML {
        let reasons: HTML = latest.reasons.isEmpty ? .nothing : " – \(self.reasons(latest.reasons))"
        return message(
            say(TroubleText.conflictTitle), say(TroubleText.conflict),
            more: """
                <p class="notice"><strong>\(decided(latest.decision))</strong>\(reasons), \
                \(say(CommentText.by)) \(who(latest.cause, names: names)), \(time(latest.at))</p>
                <p>\(say(TroubleText.conflictHint))</p>
                \(wayOn(id))
                """)
    }

    func wayOn(_ id: CommentID) -> HTML {
        """
        <p class="ways"><a class="button" href="/review/comments/\(id.text)">\(say(TroubleText.goOn))</a> \
        <a href="/review">\(say(CommentText.back))</a></p>
        """
    }

    var wayBack: HTML { "<p><a href=\"/review\">\(say(CommentText.back))</a></p>" }
}
