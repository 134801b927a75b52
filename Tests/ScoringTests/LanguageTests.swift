import Moderation
import Testing

@testable import Scoring

/// Sentences written for these tests; none of them was learned from.
@Suite struct LanguageTests {
    struct Case: CustomTestStringConvertible, Sendable {
        var language: String
        var text: String
        var testDescription: String { "\(language): \(text)" }

        init(_ language: String, _ text: String) {
            (self.language, self.text) = (language, text)
        }
    }

    @Test(arguments: [
        Case("fr", "Je ne comprends pas pourquoi la mairie a encore fermé la piscine cet été."),
        Case("fr", "jsp pk les gens disent ca cest nimporte quoi franchement"),
        Case("fr", "Merci beaucoup"),
        Case("en", "The council should have repaired that bridge years ago, nobody listens."),
        Case("en", "u cant be serious lol they never said that"),
        Case("en", "Thank you so much"),
        Case("de", "Die Bahn hat schon wieder Verspätung, das ist doch kein Zustand mehr."),
        Case("de", "ich finde das uberhaupt nicht schlimm, die sollen sich mal beruhigen"),
        Case("es", "El gobierno prometió bajar los precios y todavía no ha hecho nada."),
        Case("es", "no entiendo por que siempre dicen lo mismo, que verguenza"),
        Case("it", "Il sindaco non ha mai risposto alle nostre domande sulla scuola."),
        Case("it", "ma dai non e possibile, questi non capiscono niente di calcio"),
        Case("pt", "O governo prometeu baixar os preços e até agora não fez nada."),
        Case("pt", "nao entendo porque eles falam sempre a mesma coisa, que vergonha"),
        Case("pt", "Você já viu o que aconteceu ontem em São Paulo?"),
        Case("ar", "أعلنت الحكومة أمس عن خطة جديدة لتحسين التعليم في المدارس العمومية"),
        Case("ar", "شكرا جزيلا على هذا المقال المفيد"),
        Case("ary", "علاش ديما كاتقولو هاد الهضرة وماكديرو والو، راه عيينا من هادشي"),
        Case("ary", "واش كاين شي واحد شاف الماتش البارح؟"),
        Case("ar-Latn", "wach kayn chi wa7ed chaf lmatch lbar7?"),
        Case("ar-Latn", "3lach dima katgoulou had lhadra o makadirou walou"),
    ]) func `each language is known, with and without its accents`(testCase: Case) {
        #expect(code(testCase.text) == testCase.language)
    }

    @Test(arguments: [
        Case("ar-Latn", "ach hadchi a khouya, wallah ma fhemt walou f had l9adiya"),
        Case("ar-Latn", "kifash ghadi ndiro daba, rah shi nas mabghawsh yfehmo"),
        Case("ar-Latn", "ana mish fahem 7aga khales, 3ayzeen eh men el balad di?"),
        Case("fr", "wallah je te jure que le maire ment encore, c'est toujours pareil"),
    ]) func `Arabizi is known by French, English and eastern spelling, and French with an Arabic word stays French`(
        testCase: Case
    ) {
        #expect(code(testCase.text) == testCase.language)
    }

    @Test(arguments: [
        Case("ar", "إيه الكلام ده يا جماعة، انا مش فاهم حاجة خالص من الصبح"),
        Case("ar", "شو هالحكي يا زلمة، ليش ما حدا عم يسمعنا بهالبلد"),
        Case("ar", "ليش كذا يا شباب، الحين الكل يبي يسوي نفسه خبير"),
        Case("ary", "شنو هاد الهضرة أخويا، مافهمت والو من هادشي اللي كايگولو"),
        Case("ary", "بغيت غير نعرف شحال خاصنا نتسناو باش يصاوبو هاد الطريق"),
    ]) func `Moroccan is told from standard, Egyptian, Levantine and Gulf Arabic`(testCase: Case) {
        #expect(code(testCase.text) == testCase.language)
    }

    @Test(arguments: [
        "", "!!! ??? …", "2020 10:30 1,500", "https://example.org/le-monde-est-la?les=des",
        "@les_des_une @www.example.org",
        "😂😂😂🔥", "你好世界 这是一个测试",
        "Привет как дела сегодня", "John Smith",
        "Marie Dupont", "x", "ok",
        "De gemeente heeft de brug vorig jaar al moeten herstellen, niemand luistert.",
        "Belediye bu köprüyü yıllar önce onarmalıydı, kimse dinlemiyor.",
    ]) func `what is no language of ours has none`(text: String) {
        #expect(code(text) == "und")
    }

    @Test func `a hint speaks where the text hardly does and is not believed against the text`() {
        #expect(code("Maria Souza", hint: "pt-BR") == "pt")
        #expect(code("The council should have repaired that bridge years ago.", hint: "fr") == "en")
        #expect(code("😂😂", hint: "fr") == "und")
    }

    @Test func `links, names with an @ and marks change nothing`() {
        let plain = LanguageSpans(Array("merci pour cet article".utf8).span, hint: nil).language
        #expect(plain == .french)
        #expect(code("@the_and_of merci https://example.org/the/and/with pour cet article") == "fr")
        #expect(code("واش هاد الهـــضـــرة صَحِيحَة ولا غير كلام") == code("واش هاد الهضرة صحيحة ولا غير كلام"))
    }

    @Test func `each sentence is in its own language`() {
        let french = "Je ne suis pas d'accord avec cet article. "
        let english = "You really should read the whole report first. "
        let arabic = "أعلنت الحكومة أمس عن خطة جديدة لتحسين التعليم في المدارس.\n"
        let bytes = Array((french + english + arabic + french + french).utf8)
        let spans = LanguageSpans(bytes.span, hint: nil)
        #expect(spans.language == .french)
        #expect(spans.language(at: 3) == .french)
        #expect(spans.language(at: french.utf8.count + 5) == .english)
        #expect(spans.language(at: (french + english).utf8.count + 5) == .arabic)
        #expect(spans.language(at: bytes.count - 2) == .french)
    }

    @Test func `a text in one language has no pieces`() {
        let text = String(repeating: "Das ist ein Satz über die Bahn und ihre Züge. ", count: 50)
        #expect(LanguageSpans(Array(text.utf8).span, hint: nil).pieces.isEmpty)
    }

    @Test func `only the beginning of a long text is read`() {
        let begin = String(repeating: "Das ist ein Satz über die Bahn. ", count: 300)
        let end = String(repeating: "The council should have repaired that bridge. ", count: 1_000)
        var read = 0
        LanguageReader.read(Array((begin + end).utf8).span) { end, _ in read = end }
        #expect(read >= LanguageReader.mostBytes && read < LanguageReader.mostBytes + 4)
        #expect(code(begin + end) == "de")
    }

    @Test func `texts cut anywhere and bytes of any kind are read to their end`() {
        let text = Array("çé 'a 3la7 ’’ واش x\u{301}… 𝖋𝖗 '3 33a ".utf8)
        for count in 0...text.count {
            var last = 0
            LanguageReader.read(text.span.extracting(0..<count)) { end, _ in last = end }
            #expect(last <= count)
        }
    }

    @Test func `sums hold a word without end`() {
        let text = Array((String(repeating: "abcdefghij", count: 800) + " été").utf8)
        var letters: Int32 = 0
        LanguageReader.read(text.span) { _, tally in letters += tally.latinLetters }
        #expect(letters == 8_003)
    }

    @Test func `the words of a list count where its language is spoken`() {
        #expect(Language.moroccan.isOwn(list: "ar") && !Language.arabic.isOwn(list: "ary"))
        #expect(Language.unknown.isOwn(list: "fr") && !Language.other.isOwn(list: "fr"))
        #expect(Language.other.isOwn(list: "nl") && Language.french.isOwn(list: "und"))
        #expect(!Language.french.isOwn(list: "en"))
        #expect(
            Language(tag: "fr-CA") == .french && Language(tag: "ar-Latn-MA") == .arabizi && Language(tag: "und") == nil)
    }

    private func code(_ text: String, hint: String? = nil) -> String {
        LanguageSpans(Array(text.utf8).span, hint: hint.flatMap { Language(tag: $0) }).language.code
    }
}
