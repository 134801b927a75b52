/// A language that comments are told apart by. Raw values of those in Latin letters are the lanes of `LanguageModel`.
enum Language: UInt8, CaseIterable, Sendable {
    case french, english, german, spanish, italian, portuguese
    /// Colloquial Arabic in Latin letters, of any country.
    case arabizi
    /// A language in Latin letters that we have no list for.
    case other
    /// Standard Arabic, and the dialects from Libya eastwards.
    case arabic
    /// The dialects of the Maghreb in Arabic letters: Moroccan, and what Algerian and Tunisian share with it.
    case moroccan
    /// Nothing speaks for any.
    case unknown

    /// BCP 47, `und` for what we cannot name.
    var code: String {
        switch self {
        case .french: "fr"
        case .english: "en"
        case .german: "de"
        case .spanish: "es"
        case .italian: "it"
        case .portuguese: "pt"
        case .arabizi: "ar-Latn"
        case .arabic: "ar"
        case .moroccan: "ary"
        case .other, .unknown: "und"
        }
    }

    /// What a hint or a list's header names: the primary language, whatever country or script follows it; Arabic in
    /// Latin letters is a language of its own here. Nil for one we do not tell apart.
    init?(tag: String) {
        let code = tag.hasPrefix("ar-Latn") ? "ar-Latn" : String(tag.prefix { $0 != "-" })
        guard code != "und", let language = Language.allCases.first(where: { $0.code == code }) else { return nil }
        self = language
    }

    /// Whether a word of a list in language `list` that is harmless elsewhere means harm in a text in this one.
    /// Standard Arabic is read by all who write Moroccan; the other way round a word may well mean something else.
    func isOwn(list: String) -> Bool {
        switch self {
        case .unknown: true
        case .other: list == "und" || Language(tag: list) == nil
        default: list == code || list == "und" || (self == .moroccan && list == "ar")
        }
    }
}
