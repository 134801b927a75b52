import Moderation
import Scoring

/// The rows of each set that are worth reading, strongest first: only these keep their text.
struct ReadingList {
    struct Entry {
        var row: ScoredRow
        /// The highest probability.
        var strength: Double
    }

    struct SetEntries {
        var set: String
        /// How many there are, whether kept or not.
        var count = 0
        var entries: [Entry] = []
    }

    /// Most entries of each set.
    let limit: Int
    private var sets: [String: SetEntries] = [:]

    init(limit: Int) {
        self.limit = limit
    }

    mutating func add(_ row: ScoredRow) {
        var own = sets[row.set] ?? SetEntries(set: row.set)
        own.count += 1
        let strength = max(row.scores.spam, row.scores.abuse)
        let place = own.entries.firstIndex { $0.strength < strength } ?? own.entries.count
        if place < limit {
            own.entries.insert(Entry(row: row, strength: strength), at: place)
            if own.entries.count > limit { own.entries.removeLast() }
        }
        sets[row.set] = own
    }

    /// By name of the set.
    var all: [SetEntries] {
        sets.values.sorted { $0.set.utf8.lexicographicallyPrecedes($1.set.utf8) }
    }
}
