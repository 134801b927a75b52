import Moderation

/// A text of the pages in every language they speak. `%1`, `%2` stand for values.
typealias Words = Translation

extension Translation {
    init(_ french: String, _ english: String, _ arabic: String) {
        self.init(fr: french, en: english, ar: arabic)
    }
}

/// Something the pages say. Each table is an enum, so that a text nobody wrote does not compile.
protocol Phrase: Sendable {
    var words: Words { get }
}

extension PageLanguage {
    var direction: String { self == .ar ? "rtl" : "ltr" }

    /// A moderator's own; English when it is none of ours.
    init(of tag: String) {
        self = PageLanguage(rawValue: String(tag.prefix(2)).lowercased()) ?? .en
    }

    /// The phrase in this language, `%1…` replaced by `values`.
    func callAsFunction(_ phrase: some Phrase, _ values: String...) -> String {
        let parts = phrase.words[self].split(separator: "%", omittingEmptySubsequences: false)
        return parts.dropFirst().reduce(into: String(parts[0])) { text, part in
            if let number = part.first?.wholeNumberValue, number >= 1, number <= values.count {
                text += values[number - 1] + part.dropFirst()
            } else {
                text += "%" + part
            }
        }
    }
}
