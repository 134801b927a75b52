/// A text of the pages in every language they speak. `%1`, `%2` stand for values.
struct Words: Sendable, Equatable {
    let french: String
    let english: String
    let arabic: String

    init(_ french: String, _ english: String, _ arabic: String) {
        self.french = french
        self.english = english
        self.arabic = arabic
    }

    subscript(language: PageLanguage) -> String {
        switch language {
        case .french: french
        case .english: english
        case .arabic: arabic
        }
    }
}

/// Something the pages say. Each table is an enum, so that a text nobody wrote does not compile.
protocol Phrase: Sendable {
    var words: Words { get }
}

/// The languages of the pages, by the tag moderators and browsers name them with.
enum PageLanguage: String, Sendable, CaseIterable {
    case french = "fr"
    case english = "en"
    case arabic = "ar"

    var direction: String { self == .arabic ? "rtl" : "ltr" }

    /// A moderator's own; English when it is none of ours.
    init(of tag: String) {
        self = PageLanguage(rawValue: String(tag.prefix(2)).lowercased()) ?? .english
    }

    /// The one a browser likes best (`Accept-Language`, RFC 9110 section 12.5.4); English when it names none of ours.
    init(accepting header: String?) {
        var best: (language: PageLanguage, quality: Double)?
        for item in (header ?? "").prefix(500).split(separator: ",").prefix(20) {
            let parts = item.split(separator: ";").map { $0.filter { $0 != " " } }
            guard let tag = parts.first, let language = PageLanguage(rawValue: String(tag.prefix(2)).lowercased()),
                tag.count == 2 || tag.dropFirst(2).first == "-"
            else { continue }
            let quality = parts.dropFirst().first { $0.hasPrefix("q=") }.map { Double($0.dropFirst(2)) ?? 0 } ?? 1
            if quality > best?.quality ?? 0 { best = (language, quality) }
        }
        self = best?.language ?? .english
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
