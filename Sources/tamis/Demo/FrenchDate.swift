import Foundation
import Moderation

/// A moment as French readers read it, such as « 25 novembre 2026 à 15 h 04 », with spaces that do not break.
enum FrenchDate {
    private static let months = [
        "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
        "décembre",
    ]

    static func text(of instant: Instant, zone: TimeZone = .current) -> String {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        let date = Date(timeIntervalSince1970: Double(instant.milliseconds) / 1000)
        let parts = calendar.dateComponents([.year, .month, .day, .hour, .minute], from: date)
        guard let year = parts.year, let month = parts.month, let day = parts.day, let hour = parts.hour,
            let minute = parts.minute
        else { preconditionFailure("every moment has a date") }
        let first = day == 1 ? "1er" : String(day)
        let clock = "\(hour)\u{A0}h\u{A0}\(minute < 10 ? "0" : "")\(minute)"
        return "\(first)\u{A0}\(months[month - 1])\u{A0}\(year) à \(clock)"
    }
}
