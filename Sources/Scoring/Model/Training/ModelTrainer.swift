import Moderation

/// Logistic regression of one label, by stochastic gradient with a step of its own for each weight (AdaGrad, Duchi, Hazan
/// and Singer 2011). One thread, an order drawn from a fixed seed, and only operations that every machine rounds alike: the
/// same rows give the same weights, bit for bit.
struct ModelTrainer {
    private let label: Label
    private let recipe: ModelRecipe
    private(set) var weights = [Float](repeating: 0, count: ModelText.places)
    private(set) var bias = 0.0
    private var squares = [Float](repeating: 1e-6, count: ModelText.places)
    private var biasSquares = 1e-6

    init(_ set: TrainingSet, rows: [Int], label: Label, recipe: ModelRecipe) {
        self.label = label
        self.recipe = recipe
        let counted = RowWeights(set, rows: rows, label: label, recipe: recipe)
        let pull = Self.pull(set, rows: counted.rows, recipe)
        var order = Array(counted.rows.indices)
        var generator = SplitMix(state: recipe.seed)
        for _ in 0..<recipe.passes {
            for index in stride(from: order.count - 1, to: 0, by: -1) {
                order.swapAt(index, Int(generator.next() % UInt64(index + 1)))
            }
            for turn in order {
                learn(set.rows[counted.rows[turn]], set.places.span, pull.span, weight: counted.weights[turn])
            }
        }
    }

    /// How strongly a weight is pulled to zero each time it is met, so that a pass pulls all alike, common ones and rare ones.
    private static func pull(_ set: TrainingSet, rows: [Int], _ recipe: ModelRecipe) -> [Float] {
        var met = [Float](repeating: 0, count: ModelText.places)
        var isFound = [Bool](repeating: false, count: ModelText.places)
        for index in rows {
            for place in set.places[set.rows[index].words] { met[Int(place)] += 1 }
            for place in set.places[set.rows[index].found] {
                met[Int(place)] += 1
                isFound[Int(place)] = true
            }
        }
        return met.indices.map { place in
            (isFound[place] ? recipe.foundPenalty : recipe.wordPenalty) / max(1, met[place])
        }
    }

    private func logOdds(_ row: TrainingSet.Row, _ places: Span<UInt32>, _ share: Float) -> Double {
        let weights = weights.span
        var words: Float = 0
        for index in row.words { words += weights[Int(places[index])] }
        var found: Float = 0
        for index in row.found { found += weights[Int(places[index])] }
        let points = max(0, min(row.points[label], LinearModel.Head.mostPoints))
        return bias + Double(words * share) + Double(found) + recipe.perPoint * points
    }

    private mutating func learn(
        _ row: TrainingSet.Row, _ places: Span<UInt32>, _ pull: Span<Float>, weight: Double
    ) {
        let share = 1 / Float(max(1, row.words.count)).squareRoot()
        let believed = Logistic.probability(logOdds: logOdds(row, places, share))
        let error = weight * (believed - (row.label == GoldLabel(label) ? 1 : 0))
        let step = recipe.step
        Self.descend(&weights, &squares, places, row.words, pull, slope: Float(error) * share, step: step)
        Self.descend(&weights, &squares, places, row.found, pull, slope: Float(error), step: step)
        biasSquares += error * error
        bias -= Double(step) * error / biasSquares.squareRoot()
    }

    private static func descend(
        _ weights: inout [Float], _ squares: inout [Float], _ places: Span<UInt32>, _ features: Range<Int>,
        _ pull: Span<Float>, slope: Float, step: Float
    ) {
        var weights = weights.mutableSpan
        var squares = squares.mutableSpan
        for index in features {
            let place = Int(places[index])
            let gradient = slope + pull[place] * weights[place]
            squares[place] += gradient * gradient
            weights[place] -= step * gradient / squares[place].squareRoot()
        }
    }
}
