import Moderation
import Testing

struct `The language of messages` {
    struct Case: Sendable {
        let header: String?
        let language: PageLanguage
        init(_ header: String?, _ language: PageLanguage) {
            self.header = header
            self.language = language
        }
    }

    static let cases: [Case] = [
        Case(nil, .ar), Case("", .ar), Case("de", .ar), Case("fr", .fr), Case("FR", .fr), Case("fr-CA", .fr),
        Case("fr_FR", .fr), Case("frx", .ar), Case("en-US,en;q=0.5", .en), Case("de, en;q=0.7, fr;q=0.8", .fr),
        Case("en;q=0.8,fr;q=0.8", .en), Case("ary-MA", .ar), Case("en;q=0, fr;q=0.001", .fr), Case("fr;q=0", .ar),
        Case("fr ; q=0.3 , en ; q=0.4", .en), Case("*", .ar), Case("*;q=0.9, en;q=0.5", .ar),
        Case("*;q=0.1, en;q=0.5", .en), Case("fr;q=1.5", .fr), Case("fr;q=2, en;q=0.1", .en),
        Case("fr;q=abc, en;q=0.1", .en), Case("fr;q=0.12345, en;q=0.1", .en), Case(",,;,fr", .fr), Case(";q=1", .ar),
        Case("fr;level=1;q=0.2, en;q=0.3", .en), Case("fr;q=-1, en;q=0.1", .en), Case("\u{0}\u{FF}", .ar),
        Case(String(repeating: "de,", count: 30) + "fr", .ar), Case(String(repeating: " ", count: 600) + "fr", .ar),
    ]

    @Test(arguments: cases)
    func `is the best of ours that the browser asks for`(_ row: Case) {
        #expect(LanguagePreference.pick(row.header, fallback: .ar) == row.language)
    }
}
