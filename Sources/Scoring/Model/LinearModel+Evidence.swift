import Moderation

extension LinearModel {
    /// Words of the body that are shown as the reason.
    static let mostEvidence = 5

    /// The words that speak most for a label: each is given the weights of its runs, of itself, and of itself with the word
    /// before it. Those that weigh less than a quarter of the strongest are left out.
    func evidence(_ label: Label, _ facts: Facts) -> [Evidence] {
        var best: [(weight: Int32, first: Int, last: Int)] = []
        var word = (weight: Int32(0), first: -1, last: -1)
        let weights = weights.span
        func close() {
            guard word.weight > 0 else { return }
            let place = best.firstIndex { $0.weight < word.weight } ?? best.count
            guard place < Self.mostEvidence else { return }
            best.insert(word, at: place)
            if best.count > Self.mostEvidence { best.removeLast() }
        }
        let lane = label == .spam ? 0 : 1
        ModelText.forEach(in: facts.glyphs, passingOver: ModelText.passedOver(facts)) { place, first, last in
            // The features of a word begin with a run that begins where it does, and lie within it.
            if first > word.last {
                close()
                word = (0, first, last)
            }
            word.last = max(word.last, last)
            word.weight += Int32(weights[2 * place + lane])
        }
        close()
        let least = (best.first?.weight ?? 0) / 4
        return Tally.merged(
            best.filter { $0.weight > least }.map {
                let bytes = facts.glyphs.bytes($0.first, $0.last)
                return Evidence(begin: bytes.lowerBound, end: bytes.upperBound)
            })
    }
}
