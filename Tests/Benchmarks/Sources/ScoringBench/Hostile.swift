/// Texts made to be slow, each as long as asked for (to a few bytes).
enum Hostile {
    static let kinds: [(name: String, text: @Sendable (Int) -> String)] = [
        ("one letter", { fill("a", $0) }),
        ("two letters in turn", { fill("ab", $0) }),
        ("one letter in capitals and not", { fill("aA", $0) }),
        ("stars between letters", { fill("f*", $0) }),
        ("stars only", { fill("*", $0) }),
        ("long rows of stars", { fill("a" + String(repeating: "*", count: 600), $0) }),
        ("every sign", { fill("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", $0) }),
        ("leet signs and digits", { fill("4@$5!1|0", $0) }),
        ("a digit after each letter", { fill("a1", $0) }),
        ("one letter and many ones", { "a" + fill("1", $0 - 1) }),
        ("marks on one letter", { "a" + fill("\u{301}\u{302}", $0 - 1) }),
        ("zero width between letters", { fill("f\u{200B}u\u{200D}", $0) }),
        ("zero width only", { fill("\u{200B}", $0) }),
        ("letters apart by spaces", { fill("f u c k ", $0) }),
        ("letters apart by dots", { fill("f.u.c.k.", $0) }),
        ("letters apart in different ways", { fill("f.u c_k-x  y...z ", $0) }),
        ("pieces of two letters", { fill("fu.ck-ab_", $0) }),
        ("the beginning of a long term", { fill("motherfucke ", $0) }),
        ("beginnings without borders", { fill("motherfuckemotherfucke", $0) }),
        ("thousands of matches", { fill("fuck you cunt ", $0) }),
        ("a match in each line", { fill("fuck you all\n", $0) }),
        ("harmless words that hold terms", { fill("scunthorpe assassin cockpit ", $0) }),
        ("words of a list of languages", { fill("the and vous nicht para che ", $0) }),
        ("Arabic particles", { fill("وبال", $0) }),
        ("Arabic words with particles", { fill("والكلب ", $0) }),
        ("tatweel and marks", { fill("كـــَّلب ", $0) }),
        ("scripts mixed in each word", { fill("раypаl ", $0) }),
        ("links", { fill("http://a.com/ ", $0) }),
        ("dots of hosts", { fill("a.b.", $0) }),
        ("a host of 64 KiB", { fill("abc", $0) + ".com" }),
        ("schemes only", { fill("http://", $0) }),
        ("brackets", { fill("[url<a ", $0) }),
        ("open tags", { fill("<", $0) }),
        ("telephone numbers", { fill("+212 600-000-000 ", $0) }),
        ("plus signs and zeros", { fill("+0", $0) }),
        ("one digit", { fill("0", $0) }),
        ("the same line", { fill("Buy the best pills here\n", $0) }),
        ("line ends", { fill("\n", $0) }),
        ("a different line each", { numbered("line of words ", "\n", $0) }),
        ("consonants", { fill("bcdfghjklmnpqrst", $0) }),
        ("emoji", { fill("😀👍🏽", $0) }),
        ("words of another script", { fill("привет мир ", $0) }),
        ("letters of many bytes", { fill("𝐟𝐮𝐜𝐤 ", $0) }),
        ("ligatures that unfold", { fill("ﷲﻻß", $0) }),
        ("quotations", { fill("\"fuck\" he said ", $0) }),
        ("threats", { fill("I will kill you ", $0) }),
    ]

    private static func fill(_ piece: String, _ bytes: Int) -> String {
        String(repeating: piece, count: max(1, bytes / piece.utf8.count))
    }

    private static func numbered(_ head: String, _ tail: String, _ bytes: Int) -> String {
        var text = ""
        var number = 0
        while text.utf8.count < bytes {
            text += head + String(number) + tail
            number += 1
        }
        return text
    }
}
