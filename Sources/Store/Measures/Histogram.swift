/// How often a value fell between fixed bounds, and the sum of all.
package final class Histogram: Sendable {
    /// Upper bounds, each included, in nanoseconds for durations; what is above the last is counted too.
    package let bounds: [Int]
    private let counts: [Counter]
    private let total = Counter()

    package init(bounds: [Int]) {
        precondition(bounds == bounds.sorted() && !bounds.isEmpty)
        self.bounds = bounds
        counts = (0...bounds.count).map { _ in Counter() }
    }

    /// For durations, bounds in microseconds.
    package convenience init(microseconds: [Int]) {
        self.init(bounds: microseconds.map { $0 * 1000 })
    }

    package func record(_ value: Int) {
        counts[bounds.firstIndex { value <= $0 } ?? bounds.count].add()
        total.add(value)
    }

    package func record(_ duration: Duration) {
        let (seconds, attoseconds) = duration.components
        record(Int(seconds) * 1_000_000_000 + Int(attoseconds / 1_000_000_000))
    }

    package var sum: Int { total.value }
    /// How many values up to each bound, and last how many in all: read once, so that they fit each other.
    package var cumulative: [Int] {
        var sum = 0
        return counts.map { counter in
            sum += counter.value
            return sum
        }
    }
}
