import Moderation
import Testing

@testable import ReviewUI

@Suite struct WordsTests {
    static let phrases: [any Phrase] =
        SignInText.allCases + QueueText.allCases + CommentText.allCases + TroubleText.allCases
        + FrameText.allCases + SettingsText.allCases + FilterText.allCases + StandingText.allCases
        + CampaignText.allCases + TermText.allCases + CountText.allCases
        + LanguageText.allCases
        + SignalText.Fallback.allCases
        + DecisionReason.allCases.map { $0 as any Phrase }

    @Test func `every phrase is there in every language, with the same values`() {
        let all = Self.phrases.map { ("\($0)", $0.words) } + SignalText.sentences.map { ($0.key, $0.value) }
        for (name, words) in all {
            for language in PageLanguage.allCases {
                #expect(!words[language].isEmpty, "\(name) in \(language)")
                for value in ["%1", "%2"] {
                    #expect(
                        words[language].contains(value) == words[.en].contains(value), "\(value) of \(name)")
                }
            }
            #expect(words[.ar].unicodeScalars.contains { (0x600...0x6FF).contains($0.value) } || name == "webhook")
        }
    }

    @Test func `values are put in once`() {
        #expect(PageLanguage.en(QueueText.probability, "%2", "x") == "%2 points, probability x%")
        #expect(PageLanguage.fr(FrameText.errorTitle) == "Erreur\u{202F}: %1")
    }

    @Test(arguments: [
        (nil, PageLanguage.en), ("", .en), ("de,nl;q=0.8", .en), ("fr", .fr),
        ("fr-CA,fr;q=0.9,en;q=0.8", .fr), ("en;q=0.5, ar;q=0.9", .ar), ("ar-MA", .ar),
        ("fro,en;q=0.1", .en), ("fr;q=0, ar;q=0.1", .ar), ("en;q=x,fr;q=0.2", .fr),
    ])
    func `the browser's best language is taken`(_ header: String?, language: PageLanguage) {
        #expect(LanguagePreference.pick(header, fallback: .en) == language)
    }

    @Test(arguments: [
        ("wordlist.insult", "Insulting words"), ("wordlist.insult.en", "Insulting words"),
        ("wordlist.custom", "Words of a list"), ("links.many", "Many links"), ("no.such", "Rule “no.such”"),
        ("", "Rule “”"),
    ])
    func `a signal is told by the longest beginning that is known`(_ name: String, sentence: String) {
        #expect(SignalText.sentence(for: name, .en) == sentence)
    }
}
