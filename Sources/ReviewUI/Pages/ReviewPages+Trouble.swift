import HTTPTypes
import Moderation

extension ReviewPages {
    /// A view for this request. Forms carry a token of the session, or of the cookie made for forms before login.
    func view(_ page: PageRequest, waiting: Int? = nil) -> View {
        let token = page.moderator == nil ? page.formToken : page.session
        return View(
            language: page.language, place: page.place, moderator: page.moderator,
            formToken: token.map(FormToken.text) ?? "", now: now(), waiting: waiting, settings: page.settings)
    }

    func answer(to refusal: PageRefusal, _ page: PageRequest) async -> PageAnswer {
        switch refusal {
        case .otherOrigin: trouble(.forbidden, page, TroubleText.refusedTitle, TroubleText.otherOrigin)
        case .formExpired: trouble(.forbidden, page, TroubleText.refusedTitle, TroubleText.formExpired)
        case .roleTooLow: trouble(.forbidden, page, TroubleText.refusedTitle, TroubleText.roleTooLow)
        case .notFound: trouble(.notFound, page, TroubleText.notFoundTitle, TroubleText.notFound)
        case .tooLarge: trouble(.contentTooLarge, page, TroubleText.badFormTitle, TroubleText.tooLarge)
        case .notAForm: trouble(.unsupportedMediaType, page, TroubleText.badFormTitle, TroubleText.badForm)
        case .notUTF8: trouble(.badRequest, page, TroubleText.badFormTitle, TroubleText.badForm)
        }
    }

    /// A page that says what is wrong, and the way back.
    func trouble(
        _ status: HTTPResponse.Status, _ page: PageRequest, _ title: some Phrase, _ text: some Phrase,
        fields: HTTPFields = [:]
    ) -> PageAnswer {
        let view = view(page)
        var answer = PageAnswer.page(
            view.message(view.say(title), view.say(text), more: view.wayBack), status: status)
        answer.fields = fields
        return answer
    }
}
