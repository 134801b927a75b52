import Foundation

/// A moment in milliseconds since 1970-01-01 UTC: what the store keeps and the wire shows.
package struct Instant: Hashable, Comparable, Sendable {
    package let milliseconds: Int64

    package init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    /// The machine's clock, now. Passed as `WallClock` wherever a test must choose the time.
    package static func systemNow() -> Instant {
        Instant(milliseconds: Int64((Date().timeIntervalSince1970 * 1000).rounded(.down)))
    }

    package var seconds: Int64 { milliseconds / 1000 }
    package static func < (left: Instant, right: Instant) -> Bool { left.milliseconds < right.milliseconds }

    package func advanced(by duration: Duration) -> Instant {
        Instant(milliseconds: milliseconds + duration.milliseconds)
    }

    package func duration(to other: Instant) -> Duration { .milliseconds(other.milliseconds - milliseconds) }

    /// RFC 3339 with milliseconds in UTC, such as `2026-01-31T09:05:00.120Z`.
    /// Civil date from days: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
    package var rfc3339: String {
        let day = Int((Double(milliseconds) / 86_400_000).rounded(.down))
        let inDay = Int(milliseconds - Int64(day) * 86_400_000)
        let shifted = day + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let date = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        var text = [UInt8]()
        text.reserveCapacity(24)
        text.append(digits: year, 4, then: "-")
        text.append(digits: month, 2, then: "-")
        text.append(digits: date, 2, then: "T")
        text.append(digits: inDay / 3_600_000, 2, then: ":")
        text.append(digits: inDay / 60_000 % 60, 2, then: ":")
        text.append(digits: inDay / 1000 % 60, 2, then: ".")
        text.append(digits: inDay % 1000, 3, then: "Z")
        return String(decoding: text, as: UTF8.self)
    }
}

extension [UInt8] {
    /// Writes a number with at least `width` digits.
    fileprivate mutating func append(digits number: Int, _ width: Int, then mark: Unicode.Scalar) {
        var unit = 1
        for _ in 1..<width { unit *= 10 }
        if number < 0 || number >= unit * 10 {
            append(contentsOf: String(number).utf8)
        } else {
            while unit > 0 {
                append(UInt8(ascii: "0") + UInt8(number / unit % 10))
                unit /= 10
            }
        }
        append(UInt8(ascii: mark))
    }
}

/// Gives the present moment. The service passes `Instant.systemNow`, a test a value of its own.
package typealias WallClock = @Sendable () -> Instant
