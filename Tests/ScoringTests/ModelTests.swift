import Foundation
import Moderation
import Testing

@testable import Scoring

/// The learned model: what it reads, and how far it is believed.
@Suite struct ModelTests {
    /// The features of a text, in order, with the pieces they stand on.
    private static func features(_ text: String, passingOver: [Range<Int>] = []) -> [String] {
        let bytes = Array(text.utf8)
        let glyphs = Glyphs(bytes.span)
        var found: [String] = []
        ModelText.forEachWord(in: glyphs, passingOver: passingOver) { word in
            let piece = String(decoding: bytes[glyphs.bytes(word.first, word.last)], as: UTF8.self)
            word.forEachPlace { found.append("\($0) \(piece)") }
        }
        return found
    }

    private static func places(_ text: String) -> [String] {
        features(text).map { String($0.prefix { $0 != " " }) }
    }

    @Test func `a word gives its runs, itself, and itself with the word before it`() {
        func words(_ text: String) -> [String] {
            Self.features(text).map { String($0.drop { $0 != " " }.dropFirst()) }
        }
        // Of six symbols, its borders are two: four runs of three, two of five, and the whole. A second word has a pair more.
        #expect(words("Zorg") == Array(repeating: "Zorg", count: 7))
        #expect(words("Zorg lub") == Array(repeating: "Zorg", count: 7) + Array(repeating: "lub", count: 6))
        #expect(Set(Self.places("Zorg lub")).count == 13)
    }

    @Test func `what a text repeats counts once`() {
        let once = Set(Self.places("zorg lub zorg"))
        #expect(Self.places("zorg lub zorg").count == once.count)
        #expect(Set(Self.places("zorg lub zorg lub zorg zorg lub")).subtracting(once).count == 1, "zorg zorg")
    }

    struct Same: CustomTestStringConvertible, Sendable {
        var one: String
        var other: String
        var testDescription: String { "\(one) = \(other)" }
    }

    @Test(arguments: [
        Same(one: "zorglub", other: "ZORGLUB!"), Same(one: "zoorglub", other: "zoooooorglub"),
        Same(one: "été", other: "ETE"), Same(one: "in 2019", other: "in 1987"),
        Same(one: "a @zorg_12 b", other: "a\nb"),
        Same(one: "كلبة", other: "كَلْبة"),
    ]) func `texts that say the same have the same features`(same: Same) {
        #expect(Self.places(same.one) == Self.places(same.other))
        #expect(!Self.places(same.one).isEmpty)
    }

    @Test func `other words have other features, and few places are shared`() {
        #expect(Set(Self.places("zorglub")).isDisjoint(with: Self.places("mikado")))
        let words = (0..<2_000).map { "w" + String($0 * 7_919, radix: 26) }
        let whole = Set(words.compactMap { Self.places($0).last })
        #expect(whole.count > 1_980)
    }

    @Test func `a long text is read up to its bound`() {
        let long = String(repeating: "zorg ", count: 20_000)
        let twice = long + long
        #expect(Self.features(long).count == Self.features(twice).count)
        #expect(Self.features(String(repeating: "ab", count: 5_000)).count < 400)
    }

    @Test func `links and names of groups give no words`() throws {
        let group = "language: en\nlabel: abuse\ncategory: group\n\nzorgs\n"
        let scorer = Scorer(wordlists: [try Wordlist.parse(group, file: "en/group.txt")], policy: Policy())
        func places(_ text: String) -> [UInt32] { scorer.modelInput(CommentContent(body: text)).places }
        #expect(places("the zorgs came") == places("the https://example.org/page came"))
        #expect(places("the zorgs came") != places("the mikes came"))
    }

    /// A model that holds `word` for harm of both labels, as strongly as one can.
    static func believing(in word: String, strength: Double = 1_000) -> LinearModel {
        var weights = [SIMD2<Int8>](repeating: .zero, count: ModelText.places)
        let bytes = Array(word.utf8)
        ModelText.forEachWord(in: Glyphs(bytes.span), passingOver: []) { word in
            word.forEachPlace { weights[$0] = SIMD2(1, 1) }
        }
        let head = LinearModel.Head(bias: -6, scale: strength, perPoint: 1)
        return ModelFile.model(weights: weights, heads: ByLabel(spam: head, abuse: head))
    }

    @Test(arguments: [(6.0, 12.0), (100, 12), (100, 5.5), (100, 5)])
    func `alone it flags and never rejects, whatever the policy says`(cap: Double, reject: Double) {
        var policy = Policy()
        policy.model?.cap = cap
        policy.thresholds.spam = Policy.Threshold(flag: 5, reject: reject)
        policy.thresholds.abuse = policy.thresholds.spam
        let scorer = Scorer(wordlists: [], policy: policy, model: Self.believing(in: "zorglub"))
        let score = scorer.score(CommentContent(body: "a zorglub here"))
        let decision = policy.decide(score, at: Instant(milliseconds: 0)).decision
        #expect(decision == (reject > 5 ? .flag : .approve), "\(score)")
        #expect(score.spamPoints < reject && score.abusePoints < reject)
        #expect(Set(score.signals.map(\.name)) == ["model.spam", "model.abuse"])
        #expect(score.signals.allSatisfy { $0.evidence == [Evidence(begin: 2, end: 9)] })
    }

    @Test func `it never takes back what lists flag, and orders what they do not`() throws {
        let list = "language: en\nlabel: abuse\ncategory: insult\npoints: 9\n\nzorg\nmild\t2\n"
        let lists = [try Wordlist.parse(list, file: "en/insult.txt")]
        let doubting = ModelFile.model(
            weights: [SIMD2<Int8>](repeating: .zero, count: ModelText.places),
            heads: ByLabel { _ in LinearModel.Head(bias: -20, scale: 1, perPoint: 0) })
        var policy = Policy()
        policy.model?.relief = 1
        let scorer = Scorer(wordlists: lists, policy: policy, model: doubting)
        #expect(scorer.score(CommentContent(body: "you zorg")).abusePoints == 5)
        #expect(scorer.score(CommentContent(body: "you mild")).abusePoints == 0)
        policy.model = nil
        let bare = Scorer(wordlists: lists, policy: policy, model: doubting)
        #expect(bare.score(CommentContent(body: "you zorg")).abusePoints == 9)
        #expect(bare.versions.model == "none")
        #expect(scorer.versions.model == doubting.version)
    }

    @Test(arguments: GoldLabel.allCases) func `rows of one kind alone teach a model too`(label: GoldLabel) {
        let scorer = Scorer(wordlists: [], policy: Policy())
        var set = TrainingSet()
        for word in ["zorg", "lub", "mikado"] {
            set.add(scorer.modelInput(CommentContent(body: "a \(word) here")), label: label, set: "one", language: "en")
        }
        let model = LinearModel.learned(from: set, rows: [0, 1, 2])
        #expect(model.heads.abuse.bias.isFinite && model.heads.abuse.scale.isFinite && model.heads.spam.scale.isFinite)
    }

    @Test func `while it is not sure a comment stays just below the threshold, in the order of belief`() {
        var limits = Policy.ModelLimits()
        limits.certainty.abuse = 1.82
        let threshold = Policy.Threshold(flag: 5, reject: 12)
        let sums = [4.0, 4.8, 5, 5.3, 6.4].map { limits.points(.abuse, believed: $0, rules: 0, threshold) }
        #expect(sums == sums.sorted() && Set(sums).count == sums.count)
        #expect(sums.allSatisfy { $0 < 5 } && sums[2] >= 4.9)
        let mention = [7.0, 9, 30].map { limits.points(.abuse, believed: $0, rules: 0, threshold, mayFlag: false) }
        #expect(mention.allSatisfy { $0 < 5 } && mention[0] < mention[1] && mention[1] < mention[2])
        #expect(limits.points(.abuse, believed: 7, rules: 0, threshold) == 6)
        #expect(limits.points(.abuse, believed: 7, rules: 3, threshold) == 4)
        #expect(limits.points(.abuse, believed: 1, rules: 4, threshold) == -2)
    }
}
