import Moderation
import Testing

@testable import Scoring

/// Whole comments against the shipped lists. The policy here is fixed; the shipped one may be tuned.
@Suite struct ScorerTests {
    struct Case: CustomTestStringConvertible, Sendable {
        var text: String
        var decision: Decision
        var reason: String?
        var language: String?
        var testDescription: String { text }

        init(_ text: String, _ decision: Decision, _ reason: String? = nil, language: String? = nil) {
            self.text = text
            self.decision = decision
            self.reason = reason
            self.language = language
        }
    }

    @Test(arguments: [
        Case("Merci pour cet article très clair, j'attends la suite avec impatience.", .approve, language: "fr"),
        Case("Thanks, I have been to Scunthorpe and the classic cockpit tour was great.", .approve, language: "en"),
        Case("L'assassin allait analyser la situation à Putanges, dans un cul-de-sac.", .approve, language: "fr"),
        Case("شكرا على هذا المقال الرائع، أنا من قراء الموقع منذ سنوات", .approve, language: "ar"),
        Case("واش هاد الخبر صحيح ولا غير كلام ديال الناس؟", .approve, language: "ary"),
        Case("salam khoya, wach had lkhbar bessa7? bghit nfhem chno wa9e3", .approve, language: "ar-Latn"),
        Case("Das ist ein guter Artikel, bitte mehr davon.", .approve, language: "de"),
        Case("La palabra puta aparece tres veces en la novela.", .approve, language: "es"),
        Case("Le mot connard est une insulte.", .approve, language: "fr"),
        Case("The service was bad and the soup was cold. Damn shame.", .approve, language: "en"),
        Case("Le retard du train m'a fait rater la réunion, vous imaginez.", .approve, language: "fr"),
        Case("Les femmes et les étrangers doivent avoir les mêmes droits.", .approve, language: "fr"),
        Case("Police say the gunman killed three Muslims outside a mosque on Friday.", .approve, language: "en"),
        Case("I hate that we still have to discuss equal pay for women.", .approve, language: "en"),
        Case("Los inmigrantes fueron rescatados frente a la costa.", .approve, language: "es"),
        Case("احتراق صهريج وقود في الطريق ونيكي هايلي تزور المنطقة", .approve, language: "ar"),
        Case("قتل ثلاثة أشخاص في هجوم على مسجد للمسلمين", .approve, language: "ar"),
        Case("Dick Turpin met Fanny Hancock in Scunthorpe, Penistone and Cockermouth.", .approve),
        Case("A f-stop of 8, a b-side of 1 and an x-ray at St. Mary's: he/she is as-is.", .approve),
        Case("J'ai vu l'analyse du député à Condom, Putanges et Montcuq, c'est l'os qu'on ronge.", .approve),
        Case("Das Dickicht auf dem Weg nach Fucking, ein Arsenal der Klitschko-Brüder.", .approve),
        Case("La diputada disputa la reputación del computador de Villaputa.", .approve),
        Case("La cazzuola del muratore, l'analisi di Bocchigliero e il Figaro.", .approve),
        Case("A deputada disputou a reputação do computador em Curitiba.", .approve),
        Case("الشيخ قحطان من القحطانية في كلية الطب مع زبيدة والزبير", .approve),
        Case("واش كاين شي زبيب ولا زبدة عند مول الحانوت ديال كلميم؟", .approve),
        Case("salam Zoubida, 7na f Kelaa o ghadi nchriw zbib o zebda mn Tabriquet", .approve),
        Case("I wrote to the town: https://example.org/minutes has the figures.", .approve),
    ]) func `what is harmless passes`(testCase: Case) throws {
        try check(testCase)
    }

    @Test(arguments: [
        Case("You are such an idiot.", .flag, "insult", language: "en"),
        Case("T'es vraiment qu'un gros connard", .flag, "insult", language: "fr"),
        Case("c0nnard", .flag, "insult"),
        Case("espèce de c*nnard", .flag, "insult", language: "fr"),
        Case("f u c k  y o u", .flag),
        Case("يا كلب يا حقير", .flag, "insult", language: "ar"),
        Case("الله ينعل دين مك أ ولد القحبة", .flag),
        Case("sir t9awed a wld l9a7ba", .flag),
        Case("Je vais te tuer", .flag, "threat", language: "fr"),
        Case("I will find you and i will kill you", .flag, "threat", language: "en"),
        Case("All muslims are vermin and should be exterminated", .flag, "hate", language: "en"),
        Case("Les arabes sont des rats", .flag, "hate", language: "fr"),
        Case("Du bist ein Arschloch", .flag, "insult", language: "de"),
        Case("eres un hijo de puta", .flag, "insult", language: "es"),
        Case("sei uno stronzo", .flag, "insult", language: "it"),
        Case("vai tomar no cu seu merda", .flag, "insult", language: "pt"),
    ]) func `abuse waits for a human, in every language we have`(testCase: Case) throws {
        try check(testCase)
    }

    @Test(arguments: [
        Case(
            "Cheap viagra no prescription http://example.com/a http://example.com/b http://example.com/c", .flag,
            "spam"),
        Case(
            "<a href=\"http://example.com\">online casino</a> [url=http://example.com]casino bonus[/url]", .reject,
            "spam"),
        Case("Please contact me on WhatsApp +212 600 000 000 to earn money from home", .flag, "spam"),
        Case("Great blog thanks for sharing, visit my website http://example.net", .flag, "spam"),
        Case("بيع متابعين مع ضمان زيادة مشاهدات تواصل معنا عبر الواتساب", .flag, "spam"),
    ]) func `advertising is caught`(testCase: Case) throws {
        try check(testCase, atLeast: true)
    }

    @Test func `a mild word flags nothing, however often it stands there`() throws {
        for word in ["damn ", "stupid ", "merde alors "] {
            let score = try Self.scorer().score(
                CommentContent(body: String(repeating: word + "and so on. ", count: 40)))
            #expect(score.abusePoints < 5, "\(word)")
        }
    }

    @Test func `the same comment always gives the same score`() throws {
        let content = CommentContent(body: "You idiot, http://example.com, fils de pute", authorName: "casino online")
        let scorer = try Self.scorer()
        #expect(scorer.score(content) == scorer.score(content))
    }

    @Test func `a name and address that advertise are signals of their own`() throws {
        let score = try Self.scorer().score(
            CommentContent(
                body: "Nice.", authorName: "Best Online Casino www.example.com", authorURL: "http://example.com"))
        #expect(score.signals.map(\.name).contains("author.keywords"))
        #expect(score.signals.map(\.name).contains("author.link"))
        #expect(score.signals.flatMap(\.evidence).contains { $0.field == .authorName })
    }

    @Test(arguments: [
        "", " ", "\u{200B}", "*", ".", "\n\n\n", "é", "\u{301}", "😀", "a", "{}", "http://", "@", "[url", "+",
    ])
    func `the smallest texts are scored`(text: String) throws {
        #expect(try Self.scorer().score(CommentContent(body: text)).abusePoints == 0)
    }

    @Test func `a rule that the policy does not name is recorded with no points`() throws {
        let bare = Scorer(wordlists: try Self.lists.get(), policy: Policy())
        let score = bare.score(CommentContent(body: "see http://example.org"))
        #expect(score.signals.contains { $0.name == "links.any" && $0.points == 0 })
        #expect(score.spamPoints == 0)
    }

    @Test(arguments: [
        "a ", "a.", "a*", "you idiot ", "يا كلب ", "http://a.co ", "0612345678 ", "[url", "é\u{301}", "z",
    ])
    func `a text far beyond the limit is scored, its evidence bounded`(piece: String) throws {
        let text = String(repeating: piece, count: 150_000 / piece.utf8.count)
        let score = try Self.scorer().score(CommentContent(body: text))
        #expect(score.signals.allSatisfy { $0.evidence.count <= 64 })
    }

    private func check(_ testCase: Case, atLeast: Bool = false) throws {
        let scorer = try Self.scorer()
        let score = scorer.score(CommentContent(body: testCase.text))
        let record = scorer.policy.decide(score, at: Instant(milliseconds: 0))
        let why = Comment(rawValue: "\(score.language) \(score.signals.map { "\($0.name)=\($0.points)" })")
        if !atLeast || record.decision != .reject { #expect(record.decision == testCase.decision, why) }
        if let reason = testCase.reason { #expect(record.reasons.contains(reason), why) }
        if let language = testCase.language { #expect(score.language == language, why) }
    }

    /// Read once: every row asks the same lists.
    private static let lists = Result { try Wordlist.load(folder: Shipped.folder("wordlists")) }
    private static let shared = lists.map { Scorer(wordlists: $0, policy: policy) }

    private static func scorer() throws -> Scorer {
        try shared.get()
    }

    private static let policy: Policy = {
        var policy = Policy()
        policy.points.rules = [
            "links.any": 1, "links.several": 2, "links.many": 3, "links.dense": 1.5, "links.shortener": 2,
            "markup.bbcode": 4,
            "markup.anchor": 4, "contact.phone": 1.5, "contact.bait": 2.5, "author.link": 3, "author.keywords": 2.5,
            "insult.address": 2, "hate.group": 5, "hate.insulted_group": 2.5, "mention.quoted": -3,
        ]
        return policy
    }()
}

@Suite struct FormSignalTests {
    @Test func `the way a comment came is a signal of its own, and nothing without a form`() throws {
        let scorer = Scorer(wordlists: [], policy: try ShippedPolicy.load(wordlists: []))
        var content = CommentContent(body: "Thank you for this report, it was good to read.")
        #expect(scorer.score(content).signals.isEmpty)
        content.context.arrival = [.honeypot]
        let score = scorer.score(content)
        #expect(score.signals.map(\.name) == ["form.honeypot"])
        #expect(scorer.policy.decide(score, at: Instant(milliseconds: 0)).decision == .reject)
        content.context.arrival = [.hurried, .tokenMissing]
        #expect(scorer.policy.decide(scorer.score(content), at: Instant(milliseconds: 0)).decision == .approve)
    }
}
