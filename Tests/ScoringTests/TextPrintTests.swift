import Moderation
import Testing

@testable import Scoring

/// The fuzzy hash: what people change to send a text again changes little of it, another text shares nothing.
@Suite struct TextPrintTests {
    private static let texts = [
        "Buy the finest replica watches directly from our warehouse, ships worldwide at no cost",
        "Je gagne deux mille euros par semaine depuis chez moi, demandez-moi comment je fais",
        "مجلس المدينة قرر اليوم إغلاق المكتبة العامة أيام الأحد رغم احتجاج السكان والطلاب",
        "wallah had lblad ma bqa fiha walo, kolchi ghali w nass makaynach lkhedma bzaf",
        "Я не согласен с мэром по поводу нового моста через реку в нашем городе",
    ]

    @Test(arguments: texts)
    func `disguise changes little`(_ text: String) throws {
        let print = try #require(TextPrint(of: text))
        // Capitals of Cyrillic are folded to the Latin letters they are drawn like, which their small forms are not.
        let isCyrillic = text.hasPrefix("Я")
        let same = [
            isCyrillic ? text : text.uppercased(), text.replacing("a", with: "4").replacing("i", with: "1"),
            text.replacing(" ", with: "  •  "), text + " https://x9.example/go?id=77", "@someone @other " + text,
            text.replacing("o", with: "\u{43E}").replacing("t", with: "ttt"), "\u{200B}" + text + "!!! 12345",
            text.replacing("ا", with: "أ").replacing("ل", with: "ل\u{640}"),
        ]
        for other in same {
            #expect(try #require(TextPrint(of: other)).likeness(to: print) > 0.85, "\(other)")
        }
        #expect(try #require(TextPrint(of: "hello all! " + text + " thanks")).likeness(to: print) > 0.6)
    }

    @Test func `other texts share nothing, short ones have none`() throws {
        for one in Self.texts {
            for other in Self.texts where other != one {
                #expect(try #require(TextPrint(of: one)).likeness(to: #require(TextPrint(of: other))) < 0.1)
            }
        }
        for short in [
            "", "merci !", "شكرا جزيلا", "1234567890 1234567890 1234567890", "https://example.org/a/long/path/here",
        ] {
            #expect(TextPrint(of: short) == nil, "\(short)")
        }
    }

    /// What is stored must find its own for as long as there is a database: a change needs a migration.
    @Test func `stays the same`() throws {
        let print = try #require(TextPrint(of: Self.texts[0]))
        #expect(TextPrint(stored: print.stored) == print)
        #expect(print.stored.prefix(8) == [9, 114, 13, 55, 18, 62, 19, 239])
        #expect(print.bands(salt: 1).first == 7_594_481_038_260_501_572)
        #expect(TextPrint(stored: [1, 2, 3]) == nil)
    }

    /// Linear, and not more than a bound of what it keeps.
    @Test func `takes whatever comes`() {
        var random = SplitMix(state: 11)
        for length in [0, 1, 7, 64, 65_000] {
            let bytes = (0..<length).map { _ in UInt8(truncatingIfNeeded: random.next()) }
            _ = TextPrint(of: String(decoding: bytes, as: UTF8.self))
        }
    }
}
