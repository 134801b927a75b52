/// Finds what language a comment is written in: scripts first, then the commonest words of each language.
enum Language {
    /// BCP 47; `und` when nothing speaks for any language.
    static func find(_ glyphs: borrowing Glyphs, votes: [Double], languages: [String], hint: String?) -> String {
        func vote(_ language: String) -> Double {
            languages.firstIndex(of: language).map { votes[$0] } ?? 0
        }
        if glyphs.arabicLetters > glyphs.latinLetters {
            // Moroccan words beside standard ones make the text Moroccan; the other way round is how everybody writes.
            let moroccan = vote("ary")
            if moroccan > 0, moroccan * 2 >= vote("ar") { return "ary" }
            return moroccan == 0 && vote("ar") == 0 && hint == "ary" ? "ary" : "ar"
        }
        if glyphs.otherLetters > glyphs.latinLetters || glyphs.latinLetters == 0 { return "und" }
        let hinted = hint.map(primary)
        var best = "und"
        var most = 0.0
        for (index, language) in languages.enumerated() where language != "ar" && language != "ary" && language != "und"
        {
            let points = votes[index] + (votes[index] > 0 && language == hinted ? 0.5 : 0)
            if points > most {
                most = points
                best = language
            }
        }
        if best == "und", let hinted, languages.contains(hinted), hinted != "ar", hinted != "ary" { return hinted }
        return best
    }

    /// Whether a word of `list` that is harmless elsewhere means harm in a comment in `comment`. Standard Arabic is
    /// read by all who write Moroccan; the other way round a word may well mean something else.
    static func isOwn(list: String, comment: String) -> Bool {
        list == comment || comment == "und" || list == "und" || (list == "ar" && comment == "ary")
    }

    private static func primary(_ tag: String) -> String {
        tag == "ar-Latn" ? tag : String(tag.prefix { $0 != "-" })
    }
}
