import Moderation

/// How one label is learned. The numbers were found by leaving sets out and by five-fold cross-validation, see
/// `config/MODEL.md`.
struct ModelRecipe: Sendable {
    /// Times all rows are gone through. The weights are the mean of those after each pass of the second half.
    var passes = 8
    /// First step along the gradient of each weight.
    var step: Float = 0.3
    /// Strength of the quadratic penalty on weights of words, and of what lists and rules found. Strong ones generalise to
    /// sets nobody saw, weak ones fit those at hand.
    var wordPenalty: Float = 1
    var foundPenalty: Float = 10
    /// How much of a word's worth is how differently it stands in rows with the label and without: the logarithm of the
    /// ratio of naive Bayes (Wang and Manning 2012). The rest is 1. All of it is multiplied by how rare the word is (inverse
    /// document frequency, Spärck Jones 1972).
    var contrast = 0.5
    /// Rows in which a word is taken to have stood besides.
    var contrastSmoothing = 0.05
    /// Worth of a point of lists and rules, not learned: on sets nobody saw they are right more often than on average.
    var perPoint = 0.6
    /// Strength of the penalty on what is learned of a set as a whole, how harmful its rows are whatever they say. It is
    /// thrown away in the end, so that a language or a way of writing is not suspect because of the sets it stands in. The
    /// weaker, the more of it is learned; nil learns none.
    var setPenalty: Double? = 100
    /// All rows of a set with and without the label weigh as their number to this power: no large set dominates.
    var setPower = 0.5
    /// What rows of sets without any row of the label count as clean ones, of sets that are clean as a whole and of others.
    var cleanSets = 1.0
    var otherSets = 0.0
    /// What all is multiplied by in the end: the slope of a logistic curve through what five-fold models say (Platt 1999).
    var slope = 1.35
    var seed: UInt64 = 20_251_125

    static func of(_ label: Label) -> ModelRecipe {
        var recipe = ModelRecipe()
        if label == .spam {
            recipe.wordPenalty = 2
            recipe.foundPenalty = 100
            recipe.setPenalty = nil
            recipe.contrast = 0
            recipe.cleanSets = 0.1
            recipe.otherSets = 0.01
            recipe.perPoint = 0.5
        }
        return recipe
    }
}
