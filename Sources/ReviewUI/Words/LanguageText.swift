/// The languages of comments in words, by the tag the scorer gives.
enum LanguageText: String, Phrase, CaseIterable {
    case arabic = "ar"
    case arabicInLatinLetters = "ar-Latn"
    case moroccan = "ary"
    case german = "de"
    case english = "en"
    case spanish = "es"
    case french = "fr"
    case italian = "it"
    case portuguese = "pt"
    case unknown = "und"

    var words: Words {
        switch self {
        case .arabic: Words("arabe", "Arabic", "العربية")
        case .arabicInLatinLetters:
            Words("arabe en lettres latines", "Arabic in Latin letters", "العربية بحروف لاتينية")
        case .moroccan: Words("darija marocaine", "Moroccan Darija", "الدارجة المغربية")
        case .german: Words("allemand", "German", "الألمانية")
        case .english: Words("anglais", "English", "الإنجليزية")
        case .spanish: Words("espagnol", "Spanish", "الإسبانية")
        case .french: Words("français", "French", "الفرنسية")
        case .italian: Words("italien", "Italian", "الإيطالية")
        case .portuguese: Words("portugais", "Portuguese", "البرتغالية")
        case .unknown: Words("indéterminée", "not recognised", "غير محددة")
        }
    }
}
