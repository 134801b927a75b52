import Moderation
import Review

extension View {
    /// Where in the queue a moderator is after an act.
    struct Stay {
        /// The cursor of the part of the queue they look at.
        var after = ""
        /// What that part is narrowed to.
        var filter = QueueFilter.none
        /// The comment that is chosen next.
        var focus: CommentID?
    }

    func approveForm(_ comment: Comment, _ stay: Stay) -> HTML {
        """
        <form method="post" action="/review/comments/\(comment.id.text)/approve" data-act="approve">
        \(hiddenFields(comment, stay))
        <button class="good">\(say(QueueText.approve))</button>
        </form>
        """
    }

    func undoForm(_ comment: Comment, _ stay: Stay) -> HTML {
        """
        <form method="post" action="/review/comments/\(comment.id.text)/undo" data-act="undo">\
        \(hiddenFields(comment, stay))<button>\(say(QueueText.undo))</button></form>
        """
    }

    /// The first reason policy gave is chosen beforehand; after a mistake, what the moderator chose.
    func rejectForm(
        _ comment: Comment, _ stay: Stay, problem: CommentProblem? = nil, typed: FormFields = .none
    ) -> HTML {
        let wrong: HTML = " aria-invalid=\"true\" aria-describedby=\"problem\""
        let isReason = if case .reason = problem { true } else { false }
        let isNote = if case .note = problem { true } else { false }
        let given = isReason || isNote ? typed : .none
        let suggested = (isReason ? [] : [given["reason"]] + comment.decision.reasons).first { stored in
            ReviewAct.reasons.contains { $0.rawValue == stored }
        }
        let options = ReviewAct.reasons.map { reason -> HTML in
            """
            <option value="\(reason.rawValue)"\(" selected", if: reason.rawValue == suggested)>\
            \(language(reason))
            """
        }
        return """
            <form method="post" action="/review/comments/\(comment.id.text)/reject" class="stack" data-act="reject">
            \(hiddenFields(comment, stay))
            <label>\(say(QueueText.reason)) <select name="reason" required\(wrong, if: isReason)>
            <option value="">\(say(QueueText.chooseReason))
            \(options)
            </select></label>
            \(fieldProblem(problem), if: isReason)
            <label>\(say(QueueText.note)) <input name="note" value="\(given["note"])" dir="auto" autocomplete="off"\
            \(wrong, if: isNote)></label>
            \(fieldProblem(problem), if: isNote)
            <button class="bad">\(say(QueueText.reject))</button>
            </form>
            """
    }

    func fieldProblem(_ problem: CommentProblem?) -> HTML { fieldProblem(problem?.text) }

    func fieldProblem(_ text: String?) -> HTML {
        text.map { "<p class=\"wrong\" id=\"problem\" role=\"alert\">\($0)</p>" } ?? .nothing
    }

    /// The version the moderator sees, since a decision on another one is refused; and where they are in the queue.
    private func hiddenFields(_ comment: Comment, _ stay: Stay) -> HTML {
        let after: HTML = "<input type=\"hidden\" name=\"after\" value=\"\(stay.after)\">"
        let focus: HTML = "<input type=\"hidden\" name=\"focus\" value=\"\(stay.focus?.text ?? "")\">"
        let filter: HTML = "<input type=\"hidden\" name=\"filter\" value=\"\(stay.filter.encoded)\">"
        return """
            \(tokenField)\(filter, if: stay.filter != .none)<input type="hidden" name="version" value="\(comment.version)">\
            \(after, if: !stay.after.isEmpty)\(focus, if: stay.focus != nil)
            """
    }

    func conflict(
        _ id: CommentID, latest: DecisionRecord, author: String, names: [ModeratorID: String]
    ) -> HTML {
        let reasons: HTML = latest.reasons.isEmpty ? .nothing : " – \(self.reasons(latest.reasons))"
        let note: HTML = latest.note.map { "<p class=\"note\" dir=\"auto\">\($0)</p>" } ?? .nothing
        return message(
            say(TroubleText.conflictTitle), say(TroubleText.conflict),
            more: """
                <div class="notice"><p class="quiet">\(language(CommentText.title, "\u{2068}\(author)\u{2069}"))</p>
                <p><strong>\(decided(latest.decision))</strong>\(reasons) · \
                \(say(CommentText.by)) \(who(latest.cause, names: names))</p>\(note)
                <p class="quiet">\(time(latest.at))</p></div>
                <p>\(say(TroubleText.conflictHint))</p>
                \(wayOn(id))
                """)
    }

    func wayOn(_ id: CommentID) -> HTML {
        """
        <p class="ways"><a class="button primary" href="/review">\(say(TroubleText.nextInQueue))</a> \
        <a class="button" href="/review/comments/\(id.text)">\(say(TroubleText.goOn))</a></p>
        """
    }

    var wayBack: HTML {
        let (path, words) =
            moderator == nil ? ("/review/login", say(SignInText.toLogin)) : ("/review", say(CommentText.back))
        return "<p class=\"ways\"><a class=\"button\" href=\"\(path)\">\(words)</a></p>"
    }
}
