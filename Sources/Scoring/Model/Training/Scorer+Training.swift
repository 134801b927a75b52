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
        ModelText.forEachWord(in: facts.glyphs, passingOver: ModelText.passedOver(facts)) { word in
            word.forEachPlace { input.places.append(UInt32($0)) }
        }
        return input
    }
}
