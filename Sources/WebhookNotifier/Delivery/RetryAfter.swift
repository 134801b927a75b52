package import Moderation

/// What a receiver asks for in `Retry-After` (RFC 9110, 10.2.3): a number of seconds or a date.
package enum RetryAfter: Sendable, Equatable {
    case seconds(Int64)
    case date(Instant)

    /// Nil when the text is neither; then the schedule alone counts.
    package init?(_ text: String) {
        let text = text.trimmed
        if text.isDigits {
            // More digits than a day needs are as good as for ever; the plan caps it.
            self = .seconds(text.utf8.count > 9 ? 999_999_999 : Int64(text) ?? 999_999_999)
        } else if let date = HTTPDate.parse(text) {
            self = .date(date)
        } else {
            return nil
        }
    }

    /// How long from `now`; never negative.
    package func wait(from now: Instant) -> Duration {
        switch self {
        case .seconds(let seconds): .seconds(seconds)
        case .date(let date): max(.zero, now.duration(to: date))
        }
    }
}

extension String {
    fileprivate var trimmed: Substring {
        self.drop { $0 == " " || $0 == "\t" }.dropLastWhile { $0 == " " || $0 == "\t" }
    }
}

extension Substring {
    fileprivate func dropLastWhile(_ matches: (Character) -> Bool) -> Substring {
        var rest = self
        while let last = rest.last, matches(last) { rest.removeLast() }
        return rest
    }
}
