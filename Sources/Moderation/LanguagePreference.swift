/// The languages in which readers and moderators are spoken to.
package enum PageLanguage: String, Sendable, CaseIterable {
    case fr, ar, en
}

/// Which of our languages an `Accept-Language` header asks for (RFC 9110, 12.5.4).
package enum LanguagePreference {
    private static let mostBytes = 500
    private static let mostRanges = 20

    /// The wanted language with the highest weight, the first of equals; `fallback` when none of ours is asked for.
    /// `fr-CA` is French; `ary` and the other spoken Arabics are Arabic; `*` is the fallback.
    package static func pick(_ header: String?, fallback: PageLanguage) -> PageLanguage {
        guard let header else { return fallback }
        var best = (language: fallback, weight: 0)
        let ranges = header.utf8.prefix(mostBytes).split(separator: UInt8(ascii: ",")).prefix(mostRanges)
        for range in ranges {
            let parts = range.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
            guard let tag = parts.first, let language = language(trimmed(tag), fallback: fallback) else { continue }
            let weight = parts.dropFirst().lazy.compactMap { thousandths(trimmed($0)) }.first ?? 1000
            if weight > best.weight { best = (language, weight) }
        }
        return best.language
    }

    private static func language(_ tag: Substring.UTF8View, fallback: PageLanguage) -> PageLanguage? {
        let primary = String(decoding: tag.prefix { $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: "_") }, as: UTF8.self)
        switch primary.lowercased() {
        case "fr": return .fr
        case "en": return .en
        case "ar", "ary", "arq", "aeb", "arz", "apc", "acm": return .ar
        case "*": return fallback
        default: return nil
        }
    }

    /// `q=0.8` → 800; nil for another parameter. A weight that is none counts as 0: not wanted.
    private static func thousandths(_ parameter: Substring.UTF8View) -> Int? {
        guard let name = parameter.first, name | 0x20 == UInt8(ascii: "q"),
            parameter.dropFirst().first == UInt8(ascii: "=")
        else { return nil }
        let digits = parameter.dropFirst(2)
        guard let whole = digits.first, whole == UInt8(ascii: "0") || whole == UInt8(ascii: "1"), digits.count <= 5
        else { return 0 }
        var value = Int(whole - UInt8(ascii: "0")) * 1000
        guard digits.count > 1 else { return value }
        guard digits.dropFirst().first == UInt8(ascii: ".") else { return 0 }
        var unit = 100
        for digit in digits.dropFirst(2) {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return 0 }
            value += Int(digit - UInt8(ascii: "0")) * unit
            unit /= 10
        }
        return min(value, 1000)
    }

    private static func trimmed(_ text: Substring.UTF8View) -> Substring.UTF8View {
        func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
        var text = text.drop(while: isBlank)
        while let last = text.last, isBlank(last) { text = text.dropLast() }
        return text
    }
}
