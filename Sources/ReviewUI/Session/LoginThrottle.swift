import Moderation

/// Slows down guessing: one bucket of attempts for each name and one for each address.
/// Memory is bounded: of the buckets not touched lately the oldest half is forgotten, which at worst fills them anew.
actor LoginThrottle {
    struct Rate: Sendable {
        /// Attempts that may come at once.
        var burst: Int
        /// How long one attempt takes to come back.
        var refill: Duration

        static let name = Rate(burst: 8, refill: .seconds(60))
        static let address = Rate(burst: 24, refill: .seconds(10))
    }

    /// Buckets of one half.
    static let halfLimit = 4096
    private let now: WallClock
    /// When a bucket will be full again: the only thing there is to know of it.
    private var recent: [String: Instant] = [:]
    private var older: [String: Instant] = [:]

    init(now: @escaping WallClock) {
        self.now = now
    }

    var bucketCount: Int { recent.count + older.count }

    /// Takes one attempt for this name from this address. Nil when it may go on, else how long to wait.
    func take(name: String?, address: String) -> Duration? {
        let keys = [("a " + address, Rate.address)] + (name.map { [("n " + $0, Rate.name)] } ?? [])
        let waits = keys.compactMap { wait($0.0, $0.1) }
        if let longest = waits.max() { return longest }
        for (key, rate) in keys { store(key, max(fullAgain(key), now()).advanced(by: rate.refill)) }
        return nil
    }

    /// Gives back what a right password had taken.
    func succeed(name: String, address: String) {
        store("n " + name, now())
        store("a " + address, fullAgain("a " + address).advanced(by: .zero - Rate.address.refill))
    }

    private func wait(_ key: String, _ rate: Rate) -> Duration? {
        let used = now().duration(to: fullAgain(key))
        let allowed = rate.refill * (rate.burst - 1)
        return used > allowed ? used - allowed : nil
    }

    private func fullAgain(_ key: String) -> Instant {
        recent[key] ?? older[key] ?? now()
    }

    private func store(_ key: String, _ instant: Instant) {
        if recent.count >= Self.halfLimit, recent[key] == nil {
            older = recent
            recent = [:]
        }
        recent[key] = instant
    }

    /// What counts as one address: an IPv4 address, or the 64 bits an IPv6 network gives its hosts to choose from.
    static func network(of address: String) -> String {
        guard address.contains(":") else { return address }
        if address.lowercased().hasPrefix("::ffff:"), address.contains(".") { return String(address.dropFirst(7)) }
        let halves = address.split(separator: "%")[0].split(
            separator: "::", maxSplits: 1, omittingEmptySubsequences: false)
        var groups = halves[0].split(separator: ":").map(String.init)
        if halves.count == 2 {
            let tail = halves[1].split(separator: ":").map(String.init)
            groups += Array(repeating: "0", count: max(0, 8 - groups.count - tail.count)) + tail
        }
        return groups.prefix(4).joined(separator: ":") + "::/64"
    }
}
