import Hummingbird
import Moderation

extension ReviewPages {
    private static let yearSeconds = 365 * 24 * 3600

    /// Keeps a language in the browser and goes back. By GET: it changes nothing but how the pages look, and must work
    /// where no form has a token yet.
    func chooseLanguage(_ page: PageRequest) -> PageAnswer {
        var answer = PageAnswer.see((Place(path: page.query["back"]) ?? .queue).path)
        if let language = PageLanguage(rawValue: page.query["to"]) {
            answer.cookies = [
                Cookie(
                    name: settings.languageCookie, value: language.rawValue, maxAge: Self.yearSeconds, path: "/",
                    secure: settings.isSecure, httpOnly: true, sameSite: .lax)
            ]
        }
        return answer
    }
}
