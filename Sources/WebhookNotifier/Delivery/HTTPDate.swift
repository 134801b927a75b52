package import Moderation

/// A date as HTTP writes it. All three forms of RFC 9110, 5.6.7 are read; the two old ones must be accepted too.
package enum HTTPDate {
    /// `Sun, 06 Nov 1994 08:49:37 GMT`, `Sunday, 06-Nov-94 08:49:37 GMT` or `Sun Nov  6 08:49:37 1994`.
    package static func parse(_ text: some StringProtocol) -> Instant? {
        guard text.utf8.count <= 40, text.utf8.allSatisfy({ $0 < 0x80 }) else { return nil }
        let words = text.split { $0 == " " || $0 == "," || $0 == "-" }
        switch words.count {
        case 6 where words[5] == "GMT": return moment(day: words[1], month: words[2], year: words[3], time: words[4])
        case 5: return moment(day: words[2], month: words[1], year: words[4], time: words[3])
        default: return nil
        }
    }

    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    private static func moment<Text: StringProtocol>(day: Text, month: Text, year: Text, time: Text) -> Instant? {
        let clock = time.split(separator: ":", omittingEmptySubsequences: false).map { number($0, digits: 2...2) }
        guard clock.count == 3, let hour = clock[0], let minute = clock[1], let second = clock[2],
            hour < 24, minute < 60, second <= 60, let day = number(day, digits: 1...2), (1...31).contains(day),
            let month = months.firstIndex(where: { $0 == month }), let written = number(year, digits: 2...4)
        else { return nil }
        // Two digits: the nearest reading that is not far ahead of our time (only the form of RFC 850 has them).
        let year = year.utf8.count == 4 ? written : written + (written < 70 ? 2000 : 1900)
        let days = daysSince1970(year: year, month: month + 1, day: day)
        return Instant(milliseconds: Int64(days * 86_400 + hour * 3600 + minute * 60 + second) * 1000)
    }

    private static func number(_ text: some StringProtocol, digits: ClosedRange<Int>) -> Int? {
        guard digits.contains(text.utf8.count), text.isDigits else { return nil }
        return Int(text)
    }

    /// Years counted from March, so that the leap day comes last.
    private static func daysSince1970(year: Int, month: Int, day: Int) -> Int {
        let yearFromMarch = month > 2 ? year : year - 1
        let monthFromMarch = (month + 9) % 12
        let leapDays = yearFromMarch / 4 - yearFromMarch / 100 + yearFromMarch / 400
        return yearFromMarch * 365 + leapDays + (monthFromMarch * 153 + 2) / 5 + day - 1 - 719_468
    }
}
