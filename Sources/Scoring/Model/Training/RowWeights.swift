import Moderation

/// What each row counts when one label is learned: rows that count, and how much, 1 on the average.
struct RowWeights {
    private(set) var rows: [Int] = []
    private(set) var weights: [Double] = []

    init(_ set: TrainingSet, rows candidates: [Int], label: Label, recipe: ModelRecipe) {
        let gold = GoldLabel(label)
        var positives = [Double](repeating: 0, count: set.sets.count)
        var others = positives
        var harmful = positives
        for index in candidates {
            let row = set.rows[index]
            if row.label == gold { positives[row.set] += 1 } else { others[row.set] += 1 }
            if row.label != .clean { harmful[row.set] += 1 }
        }
        var sum = 0.0
        for index in candidates {
            let row = set.rows[index]
            let count = row.label == gold ? positives[row.set] : others[row.set]
            // The square root is rounded alike everywhere, a power is not.
            var weight = recipe.setPower == 0.5 ? 1 / count.squareRoot() : recipe.setPower == 0 ? 1 / count : 1
            if positives[row.set] == 0 { weight *= harmful[row.set] == 0 ? recipe.cleanSets : recipe.otherSets }
            guard weight > 0 else { continue }
            rows.append(index)
            weights.append(weight)
            sum += weight
        }
        let mean = sum / Double(max(1, rows.count))
        for index in weights.indices { weights[index] /= mean }
    }
}
