import Foundation
import Moderation
import Testing

@testable import Scoring

@Suite struct `What a site has learned` {
    private static let scorer = Scorer(wordlists: [], policy: Policy())

    private static func taught(_ pairs: [(String, Lesson.Label)]) throws -> SiteLearning {
        let learning = SiteLearning()
        for (text, label) in pairs {
            learning.add(try #require(Lesson(label, places: SiteFeatures.places(of: text), source: .file)))
        }
        return learning
    }

    private static func score(_ text: String, _ learning: SiteLearning?, by scorer: Scorer = scorer) -> Score {
        scorer.score(CommentContent(body: text, context: SiteContext(learning: learning)))
    }

    private static let spam = (0..<20).map { ("Win big at the golden kingfisher club number \($0)", Lesson.Label.spam) }
    private static let clean = (0..<20).map { ("The council voted about the school on day \($0)", Lesson.Label.clean) }

    @Test func `a text like the rejected ones is flagged, with the words that say so`() throws {
        let learning = try Self.taught(Self.spam + Self.clean)
        let text = "Come and win big at our golden kingfisher club"
        let score = Self.score(text, learning)
        let signal = try #require(score.signals.first { $0.name == "learned.spam" })
        #expect(signal.points >= 5)
        #expect(signal.label == .spam && signal.reason == "spam")
        let bytes = Array(text.utf8)
        let words = signal.evidence.map { String(decoding: bytes[$0.begin..<$0.end], as: UTF8.self) }
        #expect(words.joined(separator: " ").contains("kingfisher"))
        #expect(Self.scorer.policy.decide(score, at: Instant(milliseconds: 0)).decision == .flag)

        #expect(Self.score("The council voted about the old school", learning).spamPoints == 0)
        #expect(Self.score(text, nil).signals.isEmpty)
        #expect(Self.score(text, SiteLearning()).signals.isEmpty)
    }

    @Test func `lessons never reject by themselves, however many`() throws {
        var policy = Policy()
        policy.learning?.cap = 100
        policy.thresholds.spam = Policy.Threshold(flag: 1, reject: 2)
        let scorer = Scorer(wordlists: [], policy: policy)
        let learning = try Self.taught(Self.spam + Self.spam + Self.spam + Self.clean)
        let score = Self.score("Win big at the golden kingfisher club number 3", learning, by: scorer)
        #expect(score.spamPoints < 2 && score.spamPoints > 1.9)
        #expect(policy.decide(score, at: Instant(milliseconds: 0)).decision == .flag)
    }

    @Test func `too few lessons say nothing, and policy may turn them off`() throws {
        let text = "Win big at the golden kingfisher club"
        let few = try Self.taught(Array(Self.spam.prefix(4)) + Self.clean)
        #expect(Self.score(text, few).signals.isEmpty)
        let onesided = try Self.taught(Self.spam)
        #expect(Self.score(text, onesided).signals.isEmpty)
        var policy = Policy()
        policy.learning = nil
        let enough = try Self.taught(Self.spam + Self.clean)
        #expect(Self.score(text, enough, by: Scorer(wordlists: [], policy: policy)).signals.isEmpty)
    }

    @Test func `what is taken back leaves nothing, in whatever order`() throws {
        let all = try (Self.spam + Self.clean).map { text, label in
            try #require(Lesson(label, places: SiteFeatures.places(of: text), source: .decision))
        }
        let one = SiteLearning()
        for lesson in all { one.add(lesson) }
        let other = SiteLearning()
        for lesson in all.reversed() { other.add(lesson) }
        #expect(one.digest == other.digest && one.digest.count == 12)
        let before = one.digest
        one.remove(all[3])
        #expect(one.digest != before)
        one.add(all[3])
        #expect(one.digest == before)
        for lesson in all.shuffled() { one.remove(lesson) }
        #expect(one.digest == SiteLearning().digest && one.lessons == 0)
        #expect(Self.score("Win big at the golden kingfisher club", one).signals.isEmpty)
    }

    @Test func `an address in a text teaches nothing`() {
        let places = SiteFeatures.places(of: "write to zanzibar.quagga@wombat.example.org today")
        let without = SiteFeatures.places(of: "write to  today")
        // The pair of words across the gap may differ; nothing of the address is there.
        for word in ["zanzibar", "quagga", "wombat"] {
            let own = Set(SiteFeatures.places(of: word)).subtracting(without)
            #expect(Set(places).isDisjoint(with: own), "\(word)")
        }
    }

    @Test func `the logarithm is the logarithm`() {
        for x in [0.001, 0.25, 0.5, 0.999, 1, 1.5, 2, 3.7, 100, 12_345.678] {
            #expect(abs(Logistic.logarithm(x) - log(x)) < 1e-14 * max(1, abs(log(x))), "\(x)")
        }
    }
}
