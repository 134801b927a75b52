import Moderation

/// What the weights of a model say of a body: in all, and of each word.
struct ModelReading {
    /// The weights of the runs of a word, of itself, and of itself with the word before it.
    struct Word {
        var sums = ByLabel(spam: Int32(0), abuse: Int32(0))
        /// Its glyphs.
        var first: Int
        var last: Int
    }

    private(set) var sums = ByLabel(spam: Int32(0), abuse: Int32(0))
    private(set) var features = 0
    private(set) var words: [Word] = []

    init(_ model: borrowing LinearModel, _ facts: Facts) {
        let weights = model.weights.span
        var sums = ByLabel(spam: Int32(0), abuse: Int32(0))
        var features = 0
        var words: [Word] = []
        words.reserveCapacity(facts.glyphs.codes.count / 4 + 1)
        ModelText.forEachWord(in: facts.glyphs, passingOver: ModelText.passedOver(facts)) { word in
            var own = ByLabel(spam: Int32(0), abuse: Int32(0))
            word.forEachPlace { place in
                let weight = weights[place]
                own.spam &+= Int32(weight.x)
                own.abuse &+= Int32(weight.y)
                features += 1
            }
            sums.spam &+= own.spam
            sums.abuse &+= own.abuse
            words.append(Word(sums: own, first: word.first, last: word.last))
        }
        (self.sums, self.features, self.words) = (sums, features, words)
    }

    /// Words of the body that are shown as the reason.
    static let mostEvidence = 5

    /// The words that speak most for a label. Those that weigh less than a quarter of the strongest are left out.
    func evidence(_ label: Label, _ facts: Facts) -> [Evidence] {
        var best: [Word] = []
        for word in words where word.sums[label] > 0 {
            if best.count == Self.mostEvidence, word.sums[label] <= best[Self.mostEvidence - 1].sums[label] { continue }
            let place = best.firstIndex { $0.sums[label] < word.sums[label] } ?? best.count
            guard place < Self.mostEvidence else { continue }
            best.insert(word, at: place)
            if best.count > Self.mostEvidence { best.removeLast() }
        }
        let least = (best.first?.sums[label] ?? 0) / 4
        return Tally.merged(
            best.filter { $0.sums[label] > least }.map {
                let bytes = facts.glyphs.bytes($0.first, $0.last)
                return Evidence(begin: bytes.lowerBound, end: bytes.upperBound)
            })
    }
}
