import Moderation
import Review
import Store

extension View {
    /// What the page of a campaign shows.
    struct CampaignPage {
        var campaign: Campaign
        /// The newest.
        var members: [Comment]
        var names: [ModeratorID: String]
        var problem: CommentProblem?
        /// What was typed into the form that did nothing.
        var typed: FormFields
    }

    /// `comment` is the one from which somebody came.
    func campaign(_ page: CampaignPage, from comment: Comment) -> HTML {
        let title = "\(say(CampaignText.title)) – \(language.count(.alike, page.campaign.members))"
        let general: String? = if case .general(let text) = page.problem { text } else { nil }
        return document(
            page.problem == nil ? title : language(FrameText.errorTitle, title), kind: "comment",
            """
            <p class="back"><a href="\(Place.comment(comment.id).path)">\
            \(language(CommentText.title, comment.authorName))</a></p>
            \(notice(nil, problem: general))
            <div class="columns">
            <section class="sheet stack" aria-labelledby="campaign">
            <h1 id="campaign">\(say(CampaignText.title))</h1>
            <p>\(language.count(.alike, page.campaign.members)) · \
            <bdi>\(time(page.campaign.begunAt))</bdi> – <bdi>\(time(page.campaign.lastAt))</bdi></p>
            <p class="quiet">\(say(CampaignText.hint))</p>
            <p><a href="\(QueueFilter(campaign: page.campaign.id).path())">\(say(CampaignText.waiting))</a></p>
            <h2>\(say(CampaignText.newest))</h2>
            <ul class="others">\(page.members.map(other))</ul>
            </section>
            <div class="side">
            <section class="sheet stack" aria-labelledby="decide">
            <h2 id="decide">\(say(CommentText.decide))</h2>
            \(ruling(page))
            \(campaignForms(page, comment), if: canDecide)
            \("<p class=\"notice\">\(say(QueueText.viewerHint))</p>", if: !canDecide)
            </section>
            </div>
            </div>
            """)
    }

    /// A comment's page says that there are others.
    func alike(_ comment: Comment) -> HTML {
        guard comment.campaign != nil else { return .nothing }
        return """
            <p class="notice">\(say(CampaignText.one)). \
            <a href="\(Place.comment(comment.id).path)/campaign">\(say(CampaignText.all))</a></p>
            """
    }

    private func ruling(_ page: CampaignPage) -> HTML {
        guard let record = page.campaign.ruling?.record else {
            return "<p class=\"quiet\">\(say(CampaignText.notYet))</p>"
        }
        let reasons: HTML = record.reasons.isEmpty ? .nothing : " – \(self.reasons(record.reasons))"
        let note: HTML = record.note.map { "<p class=\"note\" dir=\"auto\">\($0)</p>" } ?? .nothing
        return """
            <p>\(say(CampaignText.decided)): <strong>\(decided(record.decision))</strong>\(reasons) · \
            \(say(CommentText.by)) \(who(record.cause, names: page.names)), \(time(record.at))</p>\(note)
            """
    }

    private func campaignForms(_ page: CampaignPage, _ comment: Comment) -> HTML {
        let action = Place.comment(comment.id).path + "/campaign"
        let hidden: HTML = """
            \(tokenField)<input type="hidden" name="version" value="\(page.campaign.version)">
            """
        let undo: HTML = """
            <form method="post" action="\(action)">\(hidden)\
            <button name="act" value="undo">\(say(CampaignText.undo))</button></form>
            """
        let wrong: HTML = " aria-invalid=\"true\" aria-describedby=\"problem\""
        let isReason = if case .reason = page.problem { true } else { false }
        let isNote = if case .note = page.problem { true } else { false }
        let options = ReviewAct.reasons.map { reason -> HTML in
            "<option value=\"\(reason.rawValue)\">\(language(reason))"
        }
        return """
            <form method="post" action="\(action)">\(hidden)\
            <button class="good" name="act" value="approve">\(say(CampaignText.approve))</button></form>
            <form method="post" action="\(action)" class="stack">\(hidden)
            <label>\(say(QueueText.reason)) <select name="reason" required\(wrong, if: isReason)>
            <option value="">\(say(QueueText.chooseReason))
            \(options)
            </select></label>
            \(fieldProblem(page.problem), if: isReason)
            <label>\(say(QueueText.note)) <input name="note" value="\(page.typed["note"])" dir="auto" autocomplete="off"\
            \(wrong, if: isNote)></label>
            \(fieldProblem(page.problem), if: isNote)
            <p class="hint">\(say(CampaignText.rejectHint))</p>
            <button class="bad" name="act" value="reject">\(say(CampaignText.reject))</button>
            </form>
            \(undo, if: page.campaign.ruling != nil)
            """
    }
}
