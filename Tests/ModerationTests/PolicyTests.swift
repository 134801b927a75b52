import Moderation
import Testing

struct `The policy` {
    struct Case: Sendable {
        var spam = 0.0
        var abuse = 0.0
        let decision: Decision
        var reasons: [String] = []
    }

    static let now = Instant(milliseconds: 1_769_850_300_120)
    static let signals = [
        Signal(name: "links.many", label: .spam, reason: "spam", points: 3),
        Signal(name: "wordlist.casino", label: .spam, reason: "spam", points: 4),
        Signal(name: "wordlist.insult", label: .abuse, reason: "insult", points: 2),
        Signal(name: "wordlist.hate", label: .abuse, reason: "hate", points: 6),
        Signal(name: "author.known", label: .abuse, reason: "other", points: -1),
        Signal(name: "model.abuse", label: .abuse, reason: "other", points: 8),
        Signal(name: "wordlist.new", label: .abuse, reason: "threat", points: 9, shadow: true),
    ]

    @Test(arguments: [
        Case(decision: .approve), Case(spam: 4.999, abuse: 4.999, decision: .approve),
        Case(spam: -3, decision: .approve),
        Case(spam: 5, decision: .flag, reasons: ["spam"]), Case(spam: 11.999, decision: .flag, reasons: ["spam"]),
        Case(spam: 12, decision: .reject, reasons: ["spam"]),
        Case(abuse: 5, decision: .flag, reasons: ["hate", "insult"]),
        Case(abuse: 1000, decision: .flag, reasons: ["hate", "insult"]),
        Case(spam: 5, abuse: 5, decision: .flag, reasons: ["spam", "hate", "insult"]),
        Case(spam: 12, abuse: 5, decision: .reject, reasons: ["spam", "hate", "insult"]),
    ])
    func `decides by the threshold that is reached, with the reasons that weigh most first`(_ row: Case) {
        let score = Score(spamPoints: row.spam, abusePoints: row.abuse, signals: Self.signals)
        let decision = Policy().decide(score, at: Self.now)
        #expect(decision == DecisionRecord(decision: row.decision, cause: .policy, reasons: row.reasons, at: Self.now))
    }

    @Test func `says other where there is no name for it, label by label`() {
        let signals = [
            Signal(name: "model.abuse", label: .abuse, reason: "other", points: 8),
            Signal(name: "links.many", label: .spam, reason: "spam", points: 3),
        ]
        let decision = Policy().decide(Score(spamPoints: 5, abusePoints: 8, signals: signals), at: Self.now)
        #expect(decision.reasons == ["spam", "other"])
    }

    @Test
    func `rejects abuse where it is told to, whatever spam says`() {
        var policy = Policy()
        policy.thresholds.abuse.reject = 8
        #expect(policy.decide(Score(abusePoints: 8), at: Self.now).decision == .reject)
        #expect(policy.decide(Score(spamPoints: 5, abusePoints: 8), at: Self.now).decision == .reject)
        #expect(policy.decide(Score(spamPoints: 12, abusePoints: 7), at: Self.now).decision == .reject)
    }

    @Test(arguments: [(-1.0, 0.002473), (0, 0.006693), (5, 0.5), (7, 0.880797), (12, 0.999089), (60, 1)])
    func `adds points to the prior as log-odds`(points: Double, probability: Double) {
        #expect(Policy().probability(.spam, points: points) == probability)
        #expect(Policy().probability(.abuse, points: points) == probability)
    }

    @Test
    func `has a prior for each label, which the thresholds do not touch`() {
        var policy = Policy()
        policy.prior.abuse = -3
        policy.thresholds.abuse.flag = 1
        #expect(policy.probability(.abuse, points: 3) == 0.5)
        #expect(policy.probability(.spam, points: 5) == 0.5)
    }

    @Test(arguments: [DecisionCause.policy, .moderator(ModeratorID(stored: "mod_1")), .key(KeyID(stored: "key_1"))])
    func `and whoever else decides is stored as text and read back`(cause: DecisionCause) {
        #expect(DecisionCause(stored: cause.text) == cause)
    }
}
