import Synchronization

/// What one site's lessons add up to: how many comments of each label have each place of the table. Whole numbers, so that
/// what is taken back leaves nothing, and the order of lessons does not matter.
///
/// A place speaks by ln((p + 4P) / (n + 4N)) - ln(P / N): p and n lessons of a label and of what it is told from have it, P and
/// N are their shares of all lessons. Four imagined lessons, divided as the real ones are, keep what was seen once from saying
/// much. The sum over a text's places is divided by the square root of their number: neighbouring runs of letters are no
/// independent witnesses. (Naive Bayes with a Dirichlet prior: Manning, Raghavan and Schütze, Introduction to Information
/// Retrieval, 2008, chapter 13.)
package final class SiteLearning: Sendable, Equatable {
    /// Most lessons of a site: beyond them the oldest are forgotten.
    package static let mostLessons = 20_000

    private struct State {
        /// By label, then place; empty while there is no lesson.
        var counts: [UInt16] = []
        /// By label.
        var lessons = [0, 0, 0]
        var digest: UInt64 = 0
        /// What places weigh that few lessons have, for the lessons there are; nil once there are others.
        var small: (spam: SmallWeights, abuse: SmallWeights)?
    }

    private let state = Mutex(State())

    package init() {}

    /// The same state, not an equal one.
    package static func == (left: SiteLearning, right: SiteLearning) -> Bool { left === right }

    package func add(_ lesson: Lesson) { change(lesson, by: 1) }

    /// Takes back a lesson that was added.
    package func remove(_ lesson: Lesson) { change(lesson, by: -1) }

    private func change(_ lesson: Lesson, by amount: Int) {
        state.withLock { state in
            if state.counts.isEmpty {
                state.counts = Array(repeating: 0, count: Lesson.Label.allCases.count * Lesson.tablePlaces)
            }
            let base = lesson.label.rawValue * Lesson.tablePlaces
            let factor = UInt64(bitPattern: Int64(amount))
            for place in lesson.places {
                let index = base + Int(place)
                state.counts[index] = UInt16(Int(state.counts[index]) + amount)
                state.digest &+= factor &* Self.mixed(UInt64(index) + 1)
            }
            state.lessons[lesson.label.rawValue] += amount
            state.small = nil
            state.digest &+= factor &* Self.mixed(UInt64(lesson.label.rawValue) << 32)
        }
    }

    /// Lessons of each label.
    package func lessons(_ label: Lesson.Label) -> Int { state.withLock { $0.lessons[label.rawValue] } }

    package var lessons: Int { state.withLock { $0.lessons.reduce(0, +) } }

    /// 12 hex digits: the same for the same lessons, whatever came and went meanwhile.
    package var digest: String {
        let bits = state.withLock(\.digest)
        return String((bits >> 16 | 1 << 48), radix: 16).suffix(12).lowercased()
    }

    /// What a place weighs, in 1/1024 of a natural log-odds.
    package struct Weight: Sendable, Equatable {
        package var spam: Int32 = 0
        package var abuse: Int32 = 0
    }

    /// The weights of places, and how much each label's lessons are to be believed, 0…1: not at all below `least` lessons
    /// of the label and of what it is told from.
    package func weights(of places: [UInt16], least: Int) -> (weights: [Weight], trust: (spam: Double, abuse: Double)) {
        state.withLock { state in
            let (clean, spam, abuse) = (state.lessons[0], state.lessons[1], state.lessons[2])
            let trust = (Self.trust(spam, clean + abuse, least: least), Self.trust(abuse, clean, least: least))
            guard trust.0 > 0 || trust.1 > 0 else { return ([], trust) }
            let small = state.small ?? (SmallWeights(spam, clean + abuse), SmallWeights(abuse, clean))
            state.small = small
            let weights = places.map { place in
                let place = Int(place)
                let inClean = Int(state.counts[place])
                let inSpam = Int(state.counts[Lesson.tablePlaces + place])
                let inAbuse = Int(state.counts[2 * Lesson.tablePlaces + place])
                return Weight(
                    spam: trust.0 > 0 ? small.spam.weight(inSpam, inClean + inAbuse) : 0,
                    abuse: trust.1 > 0 ? small.abuse.weight(inAbuse, inClean) : 0)
            }
            return (weights, trust)
        }
    }

    private static func trust(_ positive: Int, _ negative: Int, least: Int) -> Double {
        let fewer = min(positive, negative)
        return fewer < least ? 0 : Double(fewer) / Double(fewer + trustAtHalf)
    }

    /// Lessons of the rarer side with which a site is half believed.
    private static let trustAtHalf = 5

    /// SplitMix64's finalizer (Steele, Lea and Flood, 2014).
    private static func mixed(_ number: UInt64) -> UInt64 {
        var z = number &* 0x9E37_79B9_7F4A_7C15
        z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
        return z ^ z >> 31
    }
}

/// The weights of places by how many lessons of each side have them.
private struct SmallWeights: Sendable {
    /// Lessons that are imagined to have every place.
    private static let imagined = 4.0
    /// Counts below this have their weight written down.
    private static let most = 12

    private let positive: Double
    private let negative: Double
    private let base: Double
    private var table: [Int32] = []

    /// From the lessons of each side.
    init(_ positives: Int, _ negatives: Int) {
        let all = Double(max(1, positives + negatives))
        positive = Self.imagined * Double(max(1, positives)) / all
        negative = Self.imagined * Double(max(1, negatives)) / all
        base = Logistic.logarithm(positive / negative)
        for p in 0..<Self.most { for n in 0..<Self.most { table.append(counted(p, n)) } }
    }

    /// 0 for a place no lesson has.
    @inline(__always)
    func weight(_ p: Int, _ n: Int) -> Int32 {
        p < Self.most && n < Self.most ? table[p * Self.most + n] : counted(p, n)
    }

    private func counted(_ p: Int, _ n: Int) -> Int32 {
        guard p + n > 0 else { return 0 }
        let logOdds = Logistic.logarithm((Double(p) + positive) / (Double(n) + negative)) - base
        return Int32((logOdds * 1024).rounded())
    }
}
