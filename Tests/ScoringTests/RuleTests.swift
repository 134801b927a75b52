import Moderation
import Testing

@testable import Scoring

/// Each rule alone, against the shipped lists: texts in which it holds, and neighbours in which it must not.
@Suite struct RuleTests {
    struct Case: CustomTestStringConvertible, Sendable {
        var rule: String
        var holds: Bool
        var content: CommentContent
        var testDescription: String { "\(rule) \(holds ? "in" : "not in") \(content.body)" }

        static func hits(_ rule: String, _ body: String, by name: String = "", url: String? = nil) -> Case {
            Case(
                rule: rule, holds: true, content: CommentContent(body: body, authorName: name, authorURL: url))
        }

        static func spares(_ rule: String, _ body: String, by name: String = "", url: String? = nil) -> Case {
            Case(
                rule: rule, holds: false, content: CommentContent(body: body, authorName: name, authorURL: url))
        }
    }

    @Test(arguments: [
        Case.hits("links.any", "see http://example.org"),
        .hits("links.any", "see example.com for more"),
        .spares("links.any", "that is the end.it was late, as always.me too"),
        .hits("links.any", "on example.it/notizie today"),
        .spares("links.any", "write to office@example.org"),
        .hits("links.several", "http://a.com http://b.com http://c.com"),
        .spares("links.several", "http://a.com http://b.com"),
        .hits("links.many", "a.com b.com c.com d.com e.com f.com".replacing(".com", with: "x.com")),
        .hits("links.shortener", "http://bit.ly/xyz"),
        .spares("links.shortener", "http://habit.ly/xyz"),
        .hits("links.address", "http://203.0.113.7:8080/x"),
        .spares("links.address", "http://203.0.113.example.org/"),
        .hits("links.punycode", "http://xn--exmple-cua.org"),
        .spares("links.punycode", "http://example.org/xn--"),
        .hits("links.odd_host", "http://a.b.c.d.example.org"),
        .spares("links.odd_host", "http://www.b.example.org"),
        .hits("links.top_level", "http://example.top/x"),
        .spares("links.top_level", "http://top.example.org/x.top"),
        .hits("links.referral", "http://example.org/?ref=12"),
        .spares("links.referral", "http://example.org/prefer=1"),
        .hits("links.hidden", "example [dot] com"),
        .hits("links.hidden", "type example . com/start"),
        .spares("links.hidden", "Fui . com ele ao mercado"),
        .spares("links.hidden", "https://www.example.com/watch?v=1"),
        .hits("markup.bbcode", "[URL=http://example.org]x[/URL]"),
        .spares("markup.bbcode", "[sic] url=x"),
        .hits("markup.anchor", "<a href=\"http://example.org\">x</a>"),
        .spares("markup.anchor", "a < b and <b>bold</b>"),
        .hits("markup.anchor_text", "<a href=\"http://example.org\">cheap viagra</a>"),
        .spares("markup.anchor_text", "viagra is a medicine <a href=\"http://example.org\">says the paper</a>"),
    ]) func `links and markup`(testCase: Case) throws {
        try check(testCase)
    }

    @Test(arguments: [
        Case.hits("action.any", "click here please, this is the one"),
        .hits("action.any", "cliquez ici pour lire la suite de cette histoire"),
        .spares("action.any", "the click of the lock was heard in the whole house"),
        .hits("action.link", "click here http://example.org"),
        .spares("action.link", "click here"),
        .hits("action.trade", "sign up here for our online casino"),
        .spares("action.trade", "sign up here for the newsletter of the library"),
        .hits("action.several", "subscribe to this and share this with all of your friends"),
        .spares("action.several", "subscribe to this paper and you will see"),
        .hits("money.offer", "only $20, order now"),
        .hits("money.offer", "100% free, sign up here for it"),
        .hits("money.offer", "order now for 20 euros"),
        .spares("money.offer", "it was $20 when I bought it"),
        .spares("money.offer", "sign up here on page 20 of the book"),
        .hits("money.rate", "you will make $450 per day with this"),
        .spares("money.rate", "they meet 3 times a week in the town hall"),
        .hits("template.spun", "what a {nice|great} day"),
        .hits("template.spun", "hello %name%, nice to see you"),
        .hits("template.spun", "hello [Name], nice to see you"),
        .spares("template.spun", "the set {a, b} is 50% of the [whole]"),
        .spares("template.spun", "a wiki writes {{cite|book}} around it"),
        .hits("template.praise", "Great post, thanks for sharing", url: "http://example.org"),
        .spares("template.praise", "Great post, thanks for sharing"),
        .hits("contact.phone", "here is my number +44 7700 900123"),
        .hits("contact.phone", "06.12.34.56.78"),
        .spares("contact.phone", "02/08/2019 13:44:45 and 02/08/2019"),
        .spares("contact.phone", "about 000,000,000,000 of them"),
        .hits("contact.email", "write to office@example.org"),
        .spares("contact.email", "@USER you are right, 5 @ 3 euros each"),
        .hits("contact.bait", "whatsapp +44 7700 900123"),
        .spares("contact.bait", "whatsapp was down on Monday"),
        .hits("author.link", "Yes.", by: "www.example.com"),
        .spares("author.link", "Yes.", by: "J. R. Smith"),
        .hits("author.keywords", "Yes.", by: "Online casino"),
        .spares("author.keywords", "Yes, the online casino closed.", by: "Anna"),
        .hits("author.phrase", "Yes.", by: "how to lose weight in ten days"),
        .spares("author.phrase", "Yes.", by: "Maria del Carmen de la Fuente"),
        .hits("author.host", "as I said on http://www.example.org/a", url: "https://example.org/"),
        .spares("author.host", "as they said on http://example.com/a", url: "https://example.org/"),
    ]) func `offers and their authors`(testCase: Case) throws {
        try check(testCase)
    }

    @Test(arguments: [
        Case.hits("shape.capitals", "THIS IS ALL THAT I WANTED TO TELL YOU"),
        .spares("shape.capitals", "NATO and UN met in GENEVA, said the spokesman of the WHO"),
        .spares("shape.capitals", "هذا كل ما أردت أن أقوله لكم في هذا اليوم"),
        .hits("shape.mashing", "asdfghjkl"),
        .hits("shape.mashing", "qsdfghjklm"),
        .hits("shape.mashing", "شسيبلاتنم"),
        .hits("shape.mashing", "xkqzvbjqwxzk"),
        .spares("shape.mashing", "on a qwerty or azerty keyboard"),
        .spares("shape.mashing", "typewriters, properties, werewolves and Angstschweiß"),
        .spares("shape.mashing", "البيسبول لعبة جميلة"),
        .hits("shape.emoji", String(repeating: "🔥", count: 20)),
        .spares("shape.emoji", "Well done 👏👏👏👏👏👏"),
        .hits("repeat.words", "buy buy buy buy buy buy"),
        .spares("repeat.words", "no no no no no no, not so fast"),
        .hits("repeat.lines", "this is a line\nthis is a line\nthis is a line"),
        .spares("repeat.lines", "this is a line\nthis is another\nthis is a line"),
        .hits("repeat.sentences", "Win the big prize now. Win the big prize now. Win the big prize now."),
        .spares("repeat.sentences", "Yes. Yes. Yes. Yes."),
        .hits("script.mixed", "pаypal"),
        .spares("script.mixed", "Москва and Paris"),
        .hits("script.marks", "Z̶̡̛̛a̷̢̛̛l̸̡̛̛g̵̢̛̛"),
        .spares("script.marks", "كِتَابٌ جَمِيلٌ"),
    ]) func `shapes and repetition`(testCase: Case) throws {
        try check(testCase)
    }

    @Test(arguments: [
        Case.hits("insult.address", "you are an idiot"),
        .spares("insult.address", "the people who built this bridge in 1970 were idiots"),
        .hits("insult.address", "يا كلب"),
        .hits("insult.dismissal", "go fuck yourself"),
        .spares("insult.dismissal", "that was a fucking long way to go"),
        .hits("hate.group", "muslims are vermin"),
        .spares(
            "hate.group", "muslims opened the shop in 1970, and before that the cellar was full of vermin"),
        .spares("hate.group", "No immigrant deserves to die in the sea"),
        .spares("hate.group", "Stop saying that all immigrants are criminals"),
        .hits("hate.insulted_group", "these stupid immigrants again"),
        .spares("hate.insulted_group", "stop calling immigrants stupid"),
        .hits("threat.frame", "we are going to break your legs"),
        .spares("threat.frame", "they said that they are going to break your legs"),
        .spares("threat.frame", "we are going to break the ice"),
        .hits("threat.wish", "I hope that you die"),
        .spares("threat.wish", "I hope that you are well"),
        .spares("threat.wish", "nobody should hope that you die"),
        .hits("mention.quoted", "he called me an idiot in front of everybody"),
        .hits("mention.marked", "The minister said \"you are an idiot\" and went home"),
        .hits("mention.marked", "Der Minister rief „du bist ein Idiot“ und ging nach Hause zu seiner Frau"),
        .hits("mention.marked", "Le ministre a crié « vous êtes un imbécile » et il est rentré chez lui"),
        .spares("mention.marked", "\"you are an idiot\""),
        .spares("mention.marked", "The minister said \"good night\" and you are an idiot"),
        .hits("mention.negated", "he is not an idiot"),
        .spares("mention.negated", "no, idiot"),
        .spares("mention.negated", "he is not only an idiot"),
        .hits("mention.reported", "people who say that he is an idiot do not know him"),
        .spares("mention.reported", "people who say that do not know him. What an idiot"),
        .spares("mention.reported", "people who say that, you idiot, do not know him"),
        .hits("mention.oneself", "I was an idiot"),
        .spares("mention.oneself", "I was there, and he is an idiot"),
        .spares("mention.oneself", "I was an idiot, but you are a moron"),
    ]) func `harm and what excuses it`(testCase: Case) throws {
        try check(testCase)
    }

    @Test func `a text that no list knows asks nothing of the pairing rules`() throws {
        let (facts, _) = try Self.scorer.get().read(CommentContent(body: "bridge, river, and the town behind it"))
        #expect(facts.harms.isEmpty && !facts.presence.hasAbuse && !facts.presence.hasSpam)
    }

    private static let scorer = Result {
        Scorer(wordlists: try Wordlist.load(folder: Shipped.folder("wordlists")), policy: Policy())
    }

    private func check(_ testCase: Case) throws {
        let score = try Self.scorer.get().score(testCase.content)
        let found = score.signals.map(\.name)
        #expect(found.contains(testCase.rule) == testCase.holds, "\(score.language) \(found)")
        #expect(Rule.all.contains { $0.name == testCase.rule }, "there is no rule \(testCase.rule)")
    }
}
