import Moderation
import Testing

@testable import Scoring

/// Figures against what was worked out by hand.
@Suite struct EvaluationTests {
    private static func row(
        _ id: String, _ label: GoldLabel, _ abuse: Double, _ decision: Decision = .approve, language: String = "en",
        sublabel: String = "", spam: Double = 0
    ) -> EvaluatedRow {
        EvaluatedRow(
            id: id, language: language, label: label, sublabel: sublabel, scores: ByLabel(spam: spam, abuse: abuse),
            decision: decision)
    }

    /// Three abusive rows, four clean ones: 0.9 0.6 0.2 against 0.6 0.4 0.1 0.1.
    private static let small = EvaluatedSet(
        name: "small",
        rows: [
            row("1", .abuse, 0.9, .reject, sublabel: "a"), row("2", .abuse, 0.6, .flag, sublabel: "b"),
            row("3", .abuse, 0.2, language: "fr", sublabel: "b"), row("4", .clean, 0.6, .flag, language: "fr"),
            row("5", .clean, 0.4, language: "fr"), row("6", .clean, 0.1), row("7", .clean, 0.1),
        ])

    @Test func `reliability sets what was said beside what is`() throws {
        let reliability = try #require(Evaluation([Self.small]).reliability.abuse)
        #expect(reliability.steps.map(\.rows) == [0, 2, 1, 0, 1, 0, 2, 0, 0, 1])
        #expect(reliability.steps[6].share == 0.5 && reliability.steps[0].share == nil)
        // 0.1 + 0.1 said where none is; 0.2 where one is; 0.4 where none is; 1.2 where one is; 0.9 where one is; of 7.
        #expect(abs(reliability.expectedError - (0.2 + 0.8 + 0.4 + 0.2 + 0.1) / 7) < 1e-12)
        #expect(Evaluation([Self.small]).reliability.spam == nil)
    }

    @Test func `a small set gives the figures worked out by hand`() throws {
        let evaluation = Evaluation([Self.small])
        let set = try #require(evaluation.sets.first)
        let task = try #require(set.tasks.abuse)
        #expect(set.tasks.spam == nil)
        #expect(task.confusion == .init(caught: 2, missed: 1, flaggedClean: 1, passedClean: 3))
        func expect(_ figure: TaskFigures.Figure, _ value: Double) {
            #expect(abs((task[figure] ?? -1) - value) < 1e-12, "\(figure): \(task[figure] ?? -1), not \(value)")
        }
        expect(.precision, 2.0 / 3)
        expect(.recall, 2.0 / 3)
        expect(.f1, 2.0 / 3)
        // The rest: 3 passed, 1 flagged wrongly, 1 missed: 6 / (6 + 1 + 1).
        let f1 = 2.0 / 3
        expect(.macroF1, (f1 + 0.75) / 2)
        expect(.accuracy, 5.0 / 7)
        // Of 12 pairs 4 are won by 0.9, 3 and a half by 0.6, 2 by 0.2.
        expect(.areaUnderROC, 9.5 / 12)
        // 1/3 · 1/1, then 1/3 · 2/3, then 1/3 · 3/5.
        let precisions: [Double] = [1, 2.0 / 3, 3.0 / 5]
        expect(.averagePrecision, precisions.reduce(0, +) / 3)
        expect(.falsePositiveRate, 0.25)
        // Just above 0.6, the highest clean score: only 0.9 is left.
        expect(.thresholdAtRate, 0.6.nextUp)
        expect(.recallAtRate, 1.0 / 3)
        expect(.recallAtCommonThreshold, 1.0 / 3)
        // From 0.2 on: 3 caught, 2 wrong: 6 / (3 + 2 + 3).
        expect(.bestF1, 0.75)
        expect(.bestF1Threshold, 0.2)
        #expect(set.decisions[.caught] == 2.0 / 3)
        #expect(set.decisions[.rejected] == 1.0 / 3)
        #expect(set.decisions[.cleanFlagged] == 0.25)
        #expect(set.decisions[.cleanRejected] == 0)
        #expect(set.language == "en")
    }

    @Test func `a set of one kind of row has only what it can tell`() throws {
        let onlyAbuse = EvaluatedSet(
            name: "abuse", rows: [Self.row("1", .abuse, 0.9, .flag), Self.row("2", .abuse, 0)])
        let onlyClean = EvaluatedSet(name: "clean", rows: [Self.row("3", .clean, 0.7), Self.row("4", .clean, 0.1)])
        let evaluation = Evaluation([onlyClean, onlyAbuse])
        #expect(evaluation.sets.map(\.name) == ["abuse", "clean"])
        let task = try #require(evaluation.sets[0].tasks.abuse)
        #expect(task[.recall] == 0.5)
        for figure in TaskFigures.Figure.allCases where figure != .recall { #expect(task[figure] == nil) }
        #expect(evaluation.sets[1].tasks.abuse == nil)
        #expect(evaluation.sets[1].clean.abuse.rate == 0.5)
        #expect(evaluation.sets[0].clean.abuse.rate == nil)
        // No set has rows of both kinds, so no threshold is common.
        #expect(evaluation.commonThreshold.abuse == nil)
        let averages = try #require(evaluation.averages(.abuse))
        #expect(averages.sets == 1 && averages.setsWithCleanRows == 0 && averages.languages.isEmpty)
        #expect(averages.figures[.recall] == 0.5 && averages.figures[.f1] == nil)
        #expect(evaluation.averages(.spam) == nil)
    }

    @Test func `sets weigh alike for the common threshold, however many rows they have`() {
        // 0.9 is half of one set's clean rows, so a quarter of all; a third more is too much.
        let sets = [[0.9, 0.1], [0.8, 0.1, 0.1, 0.1, 0.1, 0.1]]
        #expect(CleanThreshold.lowest(sets: sets, share: 0.25) == 0.8.nextUp)
        #expect(CleanThreshold.lowest(sets: sets, share: 0.24) == 0.9.nextUp)
        #expect(CleanThreshold.lowest(sets: sets, share: 0.34) == 0.1.nextUp)
        #expect(CleanThreshold.lowest(sets: sets, share: 1) == 0)
        #expect(CleanThreshold.lowest(sets: [[], []], share: 0.5) == nil)
    }

    @Test func `the allowed share of clean rows is not lost to rounding`() {
        let scores = (0..<1_700).map { Double($0) / 1_700 }
        // 17 of 1,700 may pass: the threshold stands above the 18th highest.
        #expect(CleanThreshold.lowest(scores, share: 0.01) == (Double(1_682) / 1_700).nextUp)
        #expect(CleanThreshold.lowest(scores, share: 1) == 0)
        #expect(CleanThreshold.lowest([], share: 0.01) == nil)
    }

    @Test func `sub-labels are judged by the side of the threshold they belong on`() throws {
        var options = Evaluation.Options()
        options.sublabels = true
        let task = try #require(Evaluation([Self.small], options: options).sets[0].tasks.abuse)
        #expect(
            task.sublabels == [
                .init(name: "", label: .clean, rows: 4, accuracy: 0.75),
                .init(name: "a", label: .abuse, rows: 1, accuracy: 1),
                .init(name: "b", label: .abuse, rows: 2, accuracy: 0.5),
            ])
    }

    @Test func `averages give every set the same weight`() throws {
        var other = Self.small
        other.name = "other"
        other.rows = [Self.row("8", .abuse, 0.9, language: "de"), Self.row("9", .clean, 0.1, language: "de")]
        let averages = try #require(Evaluation([Self.small, other]).averages(.abuse))
        let wanted = (2.0 / 3 + 1) / 2
        #expect(abs((averages.figures[.f1] ?? 0) - wanted) < 1e-12)
        #expect(averages.languages.map(\.language) == ["de", "en"])
        #expect(averages.languages.first?.figures[.f1] == 1)
    }
}
