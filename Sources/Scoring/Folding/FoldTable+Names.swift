extension FoldTable {
    /// The letter a Unicode character name speaks of: `LATIN SMALL LETTER E WITH ACUTE` is `e`,
    /// `MATHEMATICAL BOLD CAPITAL A` is `a`, `ARABIC LETTER BEH INITIAL FORM` is beh.
    static func named(_ name: String) -> UInt8? {
        let words = name.split(separator: " ")
        guard let first = words.first else { return nil }
        switch name {
        case "LATIN SMALL LETTER SHARP S", "LATIN CAPITAL LETTER SHARP S": return FoldCode.doubleS
        case "LATIN SMALL LETTER DOTLESS I", "LATIN LETTER SMALL CAPITAL I": return FoldCode.latin("i")
        default: break
        }
        if first == "ARABIC" { return arabicNamed(words) }
        guard familiar.contains(String(first)) else { return nil }
        for (index, word) in words.enumerated() where introduces.contains(String(word)) {
            guard index + 1 < words.count else { break }
            let candidate = words[index + 1]
            if candidate == "AE" { return FoldCode.ae }
            if candidate == "OE" { return FoldCode.oe }
            if candidate.utf8.count == 1, let letter = candidate.unicodeScalars.first, letter >= "A", letter <= "Z" {
                return FoldCode.a + UInt8(letter.value - 0x41)
            }
        }
        return nil
    }

    private static let introduces: Set<String> = ["LETTER", "SMALL", "CAPITAL", "LIGATURE"]

    private static let familiar: Set<String> = [
        "LATIN", "MATHEMATICAL", "FULLWIDTH", "CIRCLED", "PARENTHESIZED", "NEGATIVE", "SQUARED", "DOUBLE-STRUCK",
        "SCRIPT", "BLACK-LETTER", "REGIONAL", "SUPERSCRIPT", "SUBSCRIPT", "MODIFIER", "TORTOISE",
    ]

    private static func arabicNamed(_ words: [Substring]) -> UInt8? {
        guard words.count >= 3 else { return nil }
        if words[1] == "LIGATURE" {
            if words[2] == "ALLAH" { return FoldCode.allah }
            return words.count >= 5 && words[2] == "LAM" && words[4] == "ALEF" ? FoldCode.lamAlef : nil
        }
        guard words[1] == "LETTER" else { return nil }
        var letter = String(words[2])
        if letter == "FARSI", words.count > 3 { letter = String(words[3]) }
        letter = arabicTwins[letter] ?? letter
        guard let index = FoldCode.arabicLetters.firstIndex(of: letter) else { return nil }
        // Teh marbuta is heard, and mostly typed, as heh; alef maksura and yeh are one key apart.
        if letter == "TEH", words.count > 3, words[3] == "MARBUTA" { return FoldCode.arabic("HEH") }
        if letter == "ALEF", words.count > 3, words[3] == "MAKSURA" { return FoldCode.arabic("YEH") }
        return FoldCode.firstArabic + UInt8(index)
    }

    /// Persian and Maghribi letters, and the letter they are exchanged with.
    private static let arabicTwins = [
        "PEH": "BEH", "TCHEH": "JEEM", "JEH": "JEEM", "VEH": "FEH", "GAF": "KAF", "KEHEH": "KAF", "NG": "KAF",
        "SWASH": "KAF",
    ]

    /// Letters of other scripts that are drawn like a Latin one.
    static let lookAlikes: [Unicode.Scalar: Unicode.Scalar] = {
        var table: [Unicode.Scalar: Unicode.Scalar] = [:]
        // Cyrillic, Greek, IPA, Armenian, Cherokee, Lisu, Roman numbers and signs of currencies.
        let rows: [(Unicode.Scalar, String)] = [
            ("a", "аАαΑ∂ªɐɑΛᎪꓮ₳"), ("b", "ЬВвΒβьъᏴᛒꓐ฿₿"), ("c", "сСϲ©ⅭⅽᏟꓚϹ₵"), ("d", "ԁժᎠꓓⅮⅾ₫ð"),
            ("e", "еЕεΕєЄ℮ёəǝɛɜэЭᎬꓰξΞ"), ("f", "ғҒƒſꓝᖴ"), ("g", "ɡցԍᏀꓖ₲"), ("h", "һНнΗհᎻꓧԋ"),
            ("i", "іІιΙїЇɩΊίⅠⅰᎥꓲᎢ"), ("j", "јЈᎫꓙյ"), ("k", "кКκΚĸᏦꓗ₭"), ("l", "ӏӀⅬⅼᏞꓡլւ"), ("m", "мМΜⅯⅿᎷꓟɱ"),
            ("n", "пηΝŋΠπИийЙոռրꓠ₦"), ("o", "оОΟσοΘθօՕՑꓳºФφΦ"), ("p", "рРρΡքᏢꓑ₱þÞ"), ("q", "ԛզԶ"),
            ("r", "гʀяЯɹᏒꓣʁ"), ("s", "ѕЅʃՏᏚꓢ"), ("t", "тТτΤէꓔ₮"), ("u", "υџµμʊսՍцЦꓴՄ"), ("v", "νѵʌѴⅤⅴᏙꓦ∨√"),
            ("w", "ѡωԝШшЩщɯաᎳꓪ₩ʍ"), ("x", "хХχΧⅩⅹ×ҳꓫ"), ("y", "уУγΥүҮʎՎꓬ"), ("z", "ΖʒᏃꓜ"),
        ]
        for (letter, twins) in rows {
            for twin in twins.unicodeScalars { table[twin] = letter }
        }
        return table
    }()
}
