import Moderation
import Testing

@testable import Scoring

@Suite struct FoldingTests {
    struct Case: CustomTestStringConvertible, Sendable {
        var text: String
        /// What of the text must be found; nil when nothing may be.
        var found: String?
        var testDescription: String { text }
    }

    @Test(arguments: [
        Case(text: "a plain zorglub here", found: "zorglub"),
        Case(text: "ZORGLUB", found: "ZORGLUB"),
        Case(text: "zörglüb", found: "zörglüb"),
        Case(text: "zo\u{301}rglub\u{308}!", found: "zo\u{301}rglub\u{308}"),
        Case(text: "zo\u{200B}rg\u{AD}lub", found: "zo\u{200B}rg\u{AD}lub"),
        Case(text: "ｚｏｒｇｌｕｂ", found: "ｚｏｒｇｌｕｂ"),
        Case(text: "𝐳𝕠𝓻𝖌𝗅𝚞𝒃", found: "𝐳𝕠𝓻𝖌𝗅𝚞𝒃"),
        Case(text: "ⓩⓞⓡⓖⓛⓤⓑ", found: "ⓩⓞⓡⓖⓛⓤⓑ"),
        Case(text: "zоrglub", found: "zоrglub"),
        Case(text: "zοrglub", found: "zοrglub"),
        Case(text: "z0rglub", found: "z0rglub"),
        Case(text: "z0rg1ub", found: "z0rg1ub"),
        Case(text: "you z0rg|ub", found: "z0rg|ub"),
        Case(text: "zorglubbbbb", found: "zorglubbbbb"),
        Case(text: "zoooorglub", found: "zoooorglub"),
        Case(text: "zorg1ub", found: "zorg1ub"),
        Case(text: "z()rglub", found: "z()rglub"),
        Case(text: "zorgl|_|b", found: "zorgl|_|b"),
        Case(text: "zorgl[]b", found: nil),
        Case(text: "z__glub", found: "z__glub"),
        Case(text: "zorglub--zorglu", found: "zorglub"),
        Case(text: "zorg\u{4C0}ub", found: "zorg\u{4C0}ub"),
        Case(text: "z\u{585}rglu\u{13CF}", found: nil),
        Case(text: "z\u{585}rglu\u{13F4}", found: "z\u{585}rglu\u{13F4}"),
        Case(text: "ᴢᴏʀɢʟᴜʙ", found: "ᴢᴏʀɢʟᴜʙ"),
        Case(text: "🅉🄾🅁🄶🄻🅄🄱", found: "🅉🄾🅁🄶🄻🅄🄱"),
        Case(text: "🇿🇴🇷🇬🇱🇺🇧", found: "🇿🇴🇷🇬🇱🇺🇧"),
        Case(text: "z̷͓͇o̵͍r̶̼g̴͔l̸u̵b̷", found: "z̷͓͇o̵͍r̶̼g̴͔l̸u̵b̷"),
        Case(text: "z🍆o🍆r🍆g🍆l🍆u🍆b", found: "z🍆o🍆r🍆g🍆l🍆u🍆b"),
        Case(text: "z.o-r_g l.u b", found: "z.o-r_g l.u b"),
        Case(text: "z 0 r g 1 u b", found: nil),
        Case(text: "z 0 r g l u b", found: "z 0 r g l u b"),
        Case(text: "q(_)(_)x", found: "q(_)(_)x"),
        Case(text: "zo rglub", found: nil),
        Case(text: "zorglu b", found: "zorglu b"),
        Case(text: "John's zorglu", found: nil),
        Case(text: "rglub's zo", found: nil),
        Case(text: "z o r g l u b", found: "z o r g l u b"),
        Case(text: "z.o.r.g.l.u.b", found: "z.o.r.g.l.u.b"),
        Case(text: "zo.rglub", found: "zo.rglub"),
        Case(text: "z*rglub", found: "z*rglub"),
        Case(text: "z*****b", found: "z*****b"),
        Case(text: "z****b", found: nil),
        Case(text: "zorglubs", found: nil),
        Case(text: "xzorglub", found: nil),
        Case(text: "(zorglub)", found: "zorglub"),
        Case(text: "the big bad wolf", found: "big bad wolf"),
        Case(text: "the big, bad\nwolf", found: "big, bad\nwolf"),
        Case(text: "the big bad", found: nil),
        Case(text: "kappa", found: "kappa"),
        Case(text: "kapa", found: nil),
        Case(text: "kapppa", found: "kapppa"),
        Case(text: "unquux", found: "quux"),
        Case(text: "quuxly", found: "quux"),
        Case(text: "a quuxotic day", found: nil),
        Case(text: "dash", found: "dash"),
        Case(text: "d@sh", found: nil),
        Case(text: "daaash", found: nil),
    ]) func `disguises are seen through and neighbours left alone`(testCase: Case) throws {
        try expect(testCase)
    }

    @Test(arguments: [
        Case(text: "هذا كتاب", found: "كتاب"),
        Case(text: "كِتَابٌ", found: "كِتَابٌ"),
        Case(text: "كتـــاب", found: "كتـــاب"),
        Case(text: "والكتاب", found: "كتاب"),
        Case(text: "للكتاب", found: "كتاب"),
        Case(text: "وبكتاب", found: "كتاب"),
        Case(text: "يا كتاب", found: "كتاب"),
        Case(text: "ياكتاب", found: "كتاب"),
        Case(text: "سكتاب", found: nil),
        Case(text: "ك ت ا ب", found: "ك ت ا ب"),
        Case(text: "ك.ت.ا.ب", found: "ك.ت.ا.ب"),
        Case(text: "مدر5ة", found: nil),
        Case(text: "ق7ط", found: "ق7ط"),
        Case(text: "ﻗﺤﻂ", found: "ﻗﺤﻂ"),
        Case(text: "گتاب", found: "گتاب"),
        Case(text: "كتابات", found: nil),
        Case(text: "مدرسة", found: "مدرسة"),
        Case(text: "مدرسه", found: "مدرسه"),
        Case(text: "إسم", found: "إسم"),
        Case(text: "أسم", found: "أسم"),
        Case(text: "ٱسم", found: "ٱسم"),
        Case(text: "ﻛﺘﺎﺏ", found: "ﻛﺘﺎﺏ"),
        Case(text: "9mar", found: "9mar"),
        Case(text: "٩mar", found: "٩mar"),
    ]) func `Arabic forms are one, particles come off`(testCase: Case) throws {
        try expect(testCase)
    }

    @Test func `evidence always lies on character borders, in order, apart`() throws {
        let scorer = try Self.scorer()
        let pieces = [
            "zorglub", "z0", "рglub", "é", "e\u{301}", "\u{200D}", "كِتَاب", "لا", "ﷲ", "ß", "œ", "👩‍👩‍👧", " ", ".", "*",
            "\n", "z o r g l u b",
            "🇲🇦", "\u{300}", "@", "big bad", "wolf",
        ]
        for seed in 0..<400 {
            var random = SplitMix(state: UInt64(seed))
            let text = (0..<random.below(30)).map { _ in pieces[random.below(pieces.count)] }.joined()
            let bytes = Array(text.utf8)
            for signal in scorer.score(CommentContent(body: text)).signals {
                var last = 0
                for piece in signal.evidence {
                    try #require(piece.begin >= last && piece.begin < piece.end && piece.end <= bytes.count)
                    let isBorder = [piece.begin, piece.end].allSatisfy { $0 == bytes.count || bytes[$0] & 0xC0 != 0x80 }
                    #expect(isBorder, "seed \(seed)")
                    last = piece.end
                }
            }
        }
    }

    private func expect(_ testCase: Case) throws {
        let score = try Self.scorer().score(CommentContent(body: testCase.text))
        let bytes = Array(testCase.text.utf8)
        let found = score.signals.first { $0.name == "wordlist.insult" }?.evidence.first.map {
            String(decoding: bytes[$0.begin..<$0.end], as: UTF8.self)
        }
        #expect(found == testCase.found)
    }

    private static func scorer() throws -> Scorer {
        let list = """
            language: und
            label: abuse
            category: insult
            points: 5
            zorglub
            big bad wolf
            kappa
            *quux*
            \t!quuxotic
            dash\t5\texact
            كتاب
            مدرسة
            اسم
            قحط
            9mar
            """
        return Scorer(wordlists: [try Wordlist.parse(list, file: "test")], policy: Policy())
    }
}
