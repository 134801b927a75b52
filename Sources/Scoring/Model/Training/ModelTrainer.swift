import Moderation

/// Logistic regression of one label, by stochastic gradient with a step of its own for each weight (AdaGrad, Duchi, Hazan
/// and Singer 2011), averaged over the later passes (Polyak and Juditsky 1992). One thread, an order drawn from a fixed seed,
/// and only operations that every machine rounds alike: the same rows give the same weights, bit for bit.
struct ModelTrainer {
    private let label: Label
    private let recipe: ModelRecipe
    /// Of each place, in the end with its worth.
    private(set) var weights = [Float](repeating: 0, count: ModelText.places)
    private(set) var bias = 0.0
    private var squares = [Float](repeating: 1e-6, count: ModelText.places)
    private var biasSquares = 1e-6
    /// Of each set besides.
    private var setBias: [Double]
    private var setBiasSquares: [Double]
    private var setRows: [Double]

    init(_ set: TrainingSet, rows: [Int], label: Label, recipe: ModelRecipe) {
        self.label = label
        self.recipe = recipe
        let counted = RowWeights(set, rows: rows, label: label, recipe: recipe)
        setBias = Array(repeating: 0, count: set.sets.count)
        setBiasSquares = Array(repeating: 1e-6, count: set.sets.count)
        setRows = setBias
        for index in counted.rows { setRows[set.rows[index].set] += 1 }
        let features = FeatureWorth(set, counted, label: label, recipe: recipe)
        var order = Array(counted.rows.indices)
        var generator = SplitMix(state: recipe.seed)
        var mean = [Float](repeating: 0, count: ModelText.places)
        var meanBias = 0.0
        let share = 1 / Double(recipe.passes - recipe.passes / 2)
        for pass in 0..<recipe.passes {
            for index in stride(from: order.count - 1, to: 0, by: -1) {
                order.swapAt(index, Int(generator.next() % UInt64(index + 1)))
            }
            for turn in order {
                learn(set.rows[counted.rows[turn]], set.places.span, features, weight: counted.weights[turn])
            }
            guard pass >= recipe.passes / 2 else { continue }
            for place in mean.indices { mean[place] += Float(share) * weights[place] }
            meanBias += share * bias
        }
        for place in mean.indices { weights[place] = mean[place] * features.worth[place] }
        bias = meanBias
    }

    private func logOdds(
        _ row: TrainingSet.Row, _ places: Span<UInt32>, _ worth: Span<Float>, _ share: Float
    ) -> Double {
        let weights = weights.span
        var words: Float = 0
        for index in row.words { words += weights[Int(places[index])] * worth[Int(places[index])] }
        var found: Float = 0
        for index in row.found { found += weights[Int(places[index])] }
        let points = max(0, min(row.points[label], LinearModel.Head.mostPoints))
        return bias + setBias[row.set] + Double(words * share) + Double(found) + recipe.perPoint * points
    }

    private mutating func learn(
        _ row: TrainingSet.Row, _ places: Span<UInt32>, _ features: borrowing FeatureWorth, weight: Double
    ) {
        let share = 1 / Float(max(1, row.words.count)).squareRoot()
        let believed = Logistic.probability(logOdds: logOdds(row, places, features.worth.span, share))
        let error = weight * (believed - (row.label == GoldLabel(label) ? 1 : 0))
        let step = recipe.step
        Self.descend(&weights, &squares, places, row.words, features, slope: Float(error) * share, step: step)
        Self.descend(&weights, &squares, places, row.found, features, slope: Float(error), step: step)
        if let penalty = recipe.setPenalty {
            let gradient = error + penalty * setBias[row.set] / setRows[row.set]
            setBiasSquares[row.set] += gradient * gradient
            setBias[row.set] -= Double(step) * gradient / setBiasSquares[row.set].squareRoot()
        }
        biasSquares += error * error
        bias -= Double(step) * error / biasSquares.squareRoot()
    }

    private static func descend(
        _ weights: inout [Float], _ squares: inout [Float], _ places: Span<UInt32>, _ range: Range<Int>,
        _ features: borrowing FeatureWorth, slope: Float, step: Float
    ) {
        let (worth, pull) = (features.worth.span, features.pull.span)
        var weights = weights.mutableSpan
        var squares = squares.mutableSpan
        for index in range {
            let place = Int(places[index])
            let gradient = slope * worth[place] + pull[place] * weights[place]
            squares[place] += gradient * gradient
            weights[place] -= step * gradient / squares[place].squareRoot()
        }
    }
}
