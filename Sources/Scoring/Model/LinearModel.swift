import Moderation

/// The model that ships: for each label one weight a place, and how their sum becomes log-odds. Lists and rules are part of
/// it; what it says differently from them is what it adds.
package struct LinearModel: Sendable, Equatable {
    /// How one label's sum is read.
    package struct Head: Sendable, Equatable {
        /// Log-odds of a comment that has no feature.
        package var bias: Double
        /// What one step of a weight is worth.
        package var scale: Double
        /// What a point of lists and rules is worth.
        package var perPoint: Double

        /// Points of lists and rules that count.
        static let mostPoints = 12.0

        /// Whole numbers have one sum in any order; what is made of it is the same on every machine.
        func logOdds(words: Int32, found: Int32, features: Int, points: Double) -> Double {
            bias + scale * (Double(words) / Double(max(1, features)).squareRoot() + Double(found))
                + perPoint * max(0, min(points, Self.mostPoints))
        }
    }

    /// Of spam and of abuse for each place, so that a place is one look.
    let weights: [SIMD2<Int8>]
    package let heads: ByLabel<Head>
    /// First 12 hex digits over its bytes, see `EngineVersions`.
    package let version: String

    init(weights: [SIMD2<Int8>], heads: ByLabel<Head>, version: String) {
        precondition(weights.count == ModelText.places, "a pair of weights a place")
        self.weights = weights
        self.heads = heads
        self.version = version
    }

    package static func == (one: Self, other: Self) -> Bool { one.version == other.version }

    /// Natural log-odds of each label by what the comment says and what lists and rules found in it.
    func logOdds(
        _ reading: borrowing ModelReading, _ facts: Facts, _ signals: [Signal], _ points: ByLabel<Double>
    ) -> ByLabel<Double> {
        var found = ByLabel(spam: Int32(0), abuse: Int32(0))
        ModelText.forEachFound(signals, facts) { place in
            found.spam &+= Int32(weights[place].x)
            found.abuse &+= Int32(weights[place].y)
        }
        return ByLabel { label in
            heads[label].logOdds(
                words: reading.sums[label], found: found[label], features: reading.features, points: points[label])
        }
    }
}
