import Moderation

/// How one label is learned. The numbers were found by leaving sets out and by five-fold cross-validation, see
/// `config/MODEL.md`.
struct ModelRecipe: Sendable {
    /// Times all rows are gone through.
    var passes = 8
    /// First step along the gradient of each weight.
    var step: Float = 0.5
    /// Strength of the quadratic penalty on weights of words, and of what lists and rules found. Strong ones generalise to
    /// sets nobody saw, weak ones fit those at hand.
    var wordPenalty: Float = 1
    var foundPenalty: Float = 30
    /// Worth of a point of lists and rules, not learned: on sets nobody saw they are right more often than on average.
    var perPoint = 0.6
    /// All rows of a set with and without the label weigh as their number to this power: no large set dominates.
    var setPower = 0.5
    /// What rows of sets without any row of the label count as clean ones, of sets that are clean as a whole and of others.
    var cleanSets = 0.5
    var otherSets = 0.0
    /// What all is multiplied by in the end: the slope of a logistic curve through what five-fold models say (Platt 1999).
    var slope = 1.3
    var seed: UInt64 = 20_251_125

    static func of(_ label: Label) -> ModelRecipe {
        var recipe = ModelRecipe()
        if label == .spam {
            recipe.otherSets = 0.2
            recipe.perPoint = 0.8
        }
        return recipe
    }
}
