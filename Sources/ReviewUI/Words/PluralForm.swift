import Moderation

/// Which of a phrase's forms goes with a number, as the Unicode plural rules say.
enum PluralForm {
    /// How many forms each phrase of `CountText` has in a language.
    static func count(in language: PageLanguage) -> Int { language == .ar ? 6 : 2 }

    /// Arabic: none, one, two, 3–10, 11–99, other hundreds. French counts 0 with 1, English with 2.
    static func index(of number: Int, in language: PageLanguage) -> Int {
        switch language {
        case .fr: return number < 2 ? 0 : 1
        case .en: return number == 1 ? 0 : 1
        case .ar:
            if number < 3 { return max(0, number) }
            switch number % 100 {
            case 3...10: return 3
            case 11...99: return 4
            default: return 5
            }
        }
    }
}
