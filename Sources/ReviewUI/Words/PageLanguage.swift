import Moderation

/// A text of the pages in every language they speak. `%1`, `%2` stand for values.
typealias Words = Translation

extension Translation {
    /// French is written here with plain spaces and gets its narrow ones from `FrenchSpacing`.
    init(_ french: String, _ english: String, _ arabic: String) {
        self.init(fr: FrenchSpacing.narrowed(french), en: english, ar: arabic)
    }
}

/// Something the pages say. Each table is an enum, so that a text nobody wrote does not compile.
protocol Phrase: Sendable {
    var words: Words { get }
}

extension PageLanguage {
    /// In the order in which they are offered.
    static let offered: [PageLanguage] = [.fr, .en, .ar]

    var direction: String { self == .ar ? "rtl" : "ltr" }

    /// What the language calls itself.
    var ownName: String {
        switch self {
        case .fr: "Français"
        case .en: "English"
        case .ar: "العربية"
        }
    }

    /// A moderator's own; English when it is none of ours.
    init(of tag: String) {
        self = PageLanguage(rawValue: String(tag.prefix(2)).lowercased()) ?? .en
    }

    /// The phrase in this language, `%1…` replaced by `values`.
    func callAsFunction(_ phrase: some Phrase, _ values: String...) -> String {
        fill(phrase.words[self][...], values)
    }

    /// The phrase in the form that goes with `count`, which stands for `%1`.
    func count(_ phrase: CountText, _ count: Int) -> String {
        let forms = phrase.words[self].split(separator: "|")
        return fill(forms[min(PluralForm.index(of: count, in: self), forms.count - 1)], [number(count)])
    }

    private func fill(_ text: Substring, _ values: [String]) -> String {
        let parts = text.split(separator: "%", omittingEmptySubsequences: false)
        return parts.dropFirst().reduce(into: String(parts[0])) { text, part in
            if let number = part.first?.wholeNumberValue, number >= 1, number <= values.count {
                text += values[number - 1] + part.dropFirst()
            } else {
                text += "%" + part
            }
        }
    }
}
