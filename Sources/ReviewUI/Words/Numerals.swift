import Moderation

/// Numbers and dates as each language writes them. Arabic keeps the digits 0–9, as the Maghreb does: our ids, versions
/// and points then look the same everywhere, and every Arabic reader knows them.
extension PageLanguage {
    /// A whole number in groups of three from 10,000 on.
    func number(_ value: Int) -> String {
        let digits = String(value.magnitude)
        guard digits.utf8.count > 4 else { return (value < 0 ? "−" : "") + digits }
        let mark =
            switch self {
            case .fr: "\u{202F}"
            case .en: ","
            case .ar: "."
            }
        let head = digits.count % 3
        var groups = head > 0 ? [String(digits.prefix(head))] : []
        var rest = digits.dropFirst(head)
        while !rest.isEmpty {
            groups.append(String(rest.prefix(3)))
            rest = rest.dropFirst(3)
        }
        return (value < 0 ? "−" : "") + groups.joined(separator: mark)
    }

    /// With one decimal unless that is 0.
    func number(_ value: Double) -> String {
        let tenths = Int((abs(value) * 10).rounded())
        let sign = value < 0 && tenths > 0 ? "−" : ""
        let whole = sign + number(tenths / 10)
        return tenths % 10 == 0 ? whole : whole + (self == .en ? "." : ",") + String(tenths % 10)
    }

    /// A moment to the minute. In UTC: the server does not know where its moderators live.
    func moment(_ instant: Instant) -> String {
        let text = instant.rfc3339.utf8
        func part(_ from: Int, _ count: Int) -> String {
            String(decoding: text.dropFirst(from).prefix(count), as: UTF8.self)
        }
        let (year, month, day) = (part(0, 4), Int(part(5, 2)) ?? 1, String(Int(part(8, 2)) ?? 1))
        let (hour, minute) = (part(11, 2), part(14, 2))
        let name = Self.months[self, default: []][month - 1]
        return switch self {
        case .fr: "\(day == "1" ? "1er" : day) \(name) \(year) à \(hour)\u{A0}h\u{A0}\(minute) UTC"
        case .en: "\(day) \(name) \(year), \(hour):\(minute) UTC"
        case .ar: "\(day) \(name) \(year)، \(hour):\(minute) UTC"
        }
    }

    private static let months: [PageLanguage: [String]] = [
        .fr: [
            "janv.", "févr.", "mars", "avr.", "mai", "juin", "juill.", "août", "sept.", "oct.", "nov.", "déc.",
        ],
        .en: ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
        .ar: [
            "يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر",
            "ديسمبر",
        ],
    ]
}
