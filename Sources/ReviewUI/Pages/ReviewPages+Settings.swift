import HTTPTypes
import Hummingbird
import Moderation

extension ReviewPages {
    func showSettings(_ page: PageRequest) -> PageAnswer {
        .page(view(page).settingsForm(page.settings, problem: nil, isSaved: page.query["saved"] == "1"))
    }

    /// Keeps the letters and the blur in this browser.
    func saveSettings(_ page: PageRequest) -> PageAnswer {
        let letters = PageSettings.Act.allCases.map { page.form[$0.rawValue] }
        guard let chosen = PageSettings(keys: letters, blurs: page.form["blur"] == "1") else {
            let view = view(page)
            return .page(
                view.settingsForm(page.settings, problem: view.say(SettingsText.wrongKeys), isSaved: false),
                status: .unprocessableContent)
        }
        var answer = PageAnswer.see("/review/settings?saved=1")
        answer.cookies = [
            Cookie(
                name: settings.settingsCookie, value: chosen.cookie, maxAge: 365 * 24 * 3600, path: "/",
                secure: settings.isSecure, httpOnly: true, sameSite: .lax)
        ]
        return answer
    }
}
