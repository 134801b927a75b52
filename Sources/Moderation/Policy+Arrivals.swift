extension Policy {
    /// What becomes of a comment that came before: the same words of the same author on the same page.
    package struct Repeats: Sendable, Equatable {
        package enum Act: String, Sendable, CaseIterable {
            /// Like any other.
            case take
            /// Kept once; the sender is told of the first.
            case merge
            /// Not taken, and the sender is told why.
            case refuse
        }

        /// Through the public form, where a reader presses twice.
        package var form = Act.merge
        /// From a site's own backend, which has `Idempotency-Key` for that.
        package var api = Act.take
        /// Within so many hours.
        package var hours = 24

        package static let mostHours = 168

        package init() {}
    }

    /// From how many comments on somebody sends too much.
    package struct Floods: Sendable, Equatable {
        package struct Measure: Sendable, Equatable {
            /// In ten minutes.
            package var burst: Int
            /// In 24 hours.
            package var sustained: Int

            package init(burst: Int, sustained: Int) {
                self.burst = burst
                self.sustained = sustained
            }

            package func isReached(burst: Int, sustained: Int) -> Bool {
                burst >= self.burst || sustained >= self.sustained
            }
        }

        package var author = Measure(burst: 20, sustained: 100)
        /// An IPv4 /24 or an IPv6 /56.
        package var network = Measure(burst: 60, sustained: 1000)
        /// Whether it is asked of what a site's own backend sends as well, which may have limits of its own; always of the
        /// public form.
        package var countsAPI = false

        package static let burstTime = Duration.seconds(600)
        package static let sustainedTime = Duration.seconds(24 * 3600)
        package static let mostComments = 10_000

        package init() {}
    }

    /// When comments are taken for one campaign.
    package struct Campaigns: Sendable, Equatable {
        /// Days a text is remembered; 0 looks for none. What was decided of a campaign holds 90 days beyond its last comment.
        package var days = 14
        /// Share of pieces that two texts must have in common.
        package var likeness = 0.45
        /// Whether comments that look like spam are one campaign when they link to the same host.
        package var joinsByHost = true
        /// Hosts on which anybody puts something: they and what stands under them join nothing. In small letters.
        package var sharedHosts: Set<String> = []

        package static let mostDays = 30
        package static let mostSharedHosts = 1000

        package init() {}

        /// Whether a host, or one it stands under, is shared.
        package func isShared(_ host: String) -> Bool {
            var rest = Substring(host)
            while true {
                if sharedHosts.contains(String(rest)) { return true }
                guard let dot = rest.firstIndex(of: ".") else { return false }
                rest = rest[rest.index(after: dot)...]
            }
        }
    }
}

/// Who sends too much.
package enum FloodTrace: String, Sendable, CaseIterable {
    case author = "flood.author"
    case network = "flood.network"
}
