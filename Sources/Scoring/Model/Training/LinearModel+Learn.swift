import Moderation

extension LinearModel {
    /// Learns both labels from labelled rows. The same rows in the same order give the same model, byte for byte.
    package static func learned(from set: TrainingSet, rows: [Int]) -> LinearModel {
        learned(from: set, rows: rows, recipes: ByLabel { ModelRecipe.of($0) })
    }

    static func learned(from set: TrainingSet, rows: [Int], recipes: ByLabel<ModelRecipe>) -> LinearModel {
        var weights = [SIMD2<Int8>](repeating: .zero, count: ModelText.places)
        var heads = ByLabel(Head(bias: 0, scale: 1, perPoint: 1))
        for label in Label.allCases {
            let recipe = recipes[label]
            let trainer = ModelTrainer(set, rows: rows, label: label, recipe: recipe)
            let largest = trainer.weights.reduce(Float(0)) { max($0, abs($1)) }
            let scale = largest > 0 ? largest / 127 : 1
            let lane = label == .spam ? 0 : 1
            for place in 0..<ModelText.places {
                weights[place][lane] = Int8((trainer.weights[place] / scale).rounded())
            }
            heads[label] = Head(
                bias: recipe.slope * trainer.bias, scale: recipe.slope * Double(scale),
                perPoint: recipe.slope * recipe.perPoint)
        }
        return ModelFile.model(weights: weights, heads: heads)
    }
}

extension ByLabel {
    fileprivate init(_ value: Value) {
        self.init(spam: value, abuse: value)
    }
}
