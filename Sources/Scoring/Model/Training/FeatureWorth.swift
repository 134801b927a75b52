import Moderation

/// What each feature is worth before anything is learned, and how strongly its weight is held back.
struct FeatureWorth {
    /// What a feature's weight is multiplied by: 1 for what lists and rules found, for words more the rarer they are and the
    /// more differently they stand in rows with the label and without.
    private(set) var worth = [Float](repeating: 1, count: ModelText.places)
    /// How strongly a weight is pulled to zero each time it is met, so that a pass pulls all alike, common ones and rare ones.
    private(set) var pull = [Float](repeating: 0, count: ModelText.places)

    /// Rarities are divided by this, the logarithm of 400: a word of every four-hundredth row is worth 1.
    private static let rarity = 6.0

    init(_ set: TrainingSet, _ counted: RowWeights, label: Label, recipe: ModelRecipe) {
        var met = [Float](repeating: 0, count: ModelText.places)
        var isFound = [Bool](repeating: false, count: ModelText.places)
        var with = [Double](repeating: recipe.contrastSmoothing, count: ModelText.places)
        var without = with
        var (rowsWith, rowsWithout) = (0.0, 0.0)
        for (index, weight) in zip(counted.rows, counted.weights) {
            let row = set.rows[index]
            let isLabelled = row.label == GoldLabel(label)
            if isLabelled { rowsWith += weight } else { rowsWithout += weight }
            for place in set.places[row.words] {
                met[Int(place)] += 1
                if isLabelled { with[Int(place)] += weight } else { without[Int(place)] += weight }
            }
            for place in set.places[row.found] {
                met[Int(place)] += 1
                isFound[Int(place)] = true
            }
        }
        let rows = Double(counted.rows.count + 1)
        // Where all rows are of one kind there is nothing to tell apart.
        let contrast = rowsWith > 0 && rowsWithout > 0 ? recipe.contrast : 0
        for place in met.indices where met[place] > 0 {
            pull[place] = (isFound[place] ? recipe.foundPenalty : recipe.wordPenalty) / met[place]
            guard !isFound[place] else { continue }
            let rare = Logistic.logarithm(rows / Double(met[place] + 1)) / Self.rarity
            let differs =
                contrast == 0
                ? 1 : Logistic.logarithm(with[place] * rowsWithout / (without[place] * rowsWith)).magnitude
            worth[place] = Float(rare * (1 - contrast + contrast * differs))
        }
    }
}
