package import Moderation

extension Scorer {
    /// What the model is taught of a comment, by this scorer's lists and policy.
    package func modelInput(_ content: CommentContent) -> ModelInput {
        let (facts, _) = read(content)
        var tally = tally(facts)
        var input = ModelInput()
        tally.conclude()
        ModelText.forEachFound(tally.signals, facts) { input.found.append(UInt32($0)) }
        input.points = tally.points
        ModelText.forEach(in: facts.glyphs, passingOver: ModelText.passedOver(facts)) { place, _, _ in
            input.places.append(UInt32(place))
        }
        return input
    }
}
