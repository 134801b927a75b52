import Moderation

/// Lists compiled in a way of their own, to ask which terms a text holds, whatever language it seems to be in.
struct WordlistProbe {
    /// A term by its list and its place there.
    struct Place: Hashable {
        var list: Int
        var term: Int
    }

    struct Hit {
        var place: Place
        /// What of the text it covers, in bytes and in folded characters.
        var bytes: Range<Int>
        var glyphs: ClosedRange<Int>
    }

    let lists: [Wordlist]
    /// By the number that the scan gives terms.
    private let places: [Place]
    private let scorer: Scorer

    /// Terms that hold only in their own language hold everywhere here; `change` may take more away.
    init(_ lists: [Wordlist], change: (Wordlist, inout Wordlist.Term) -> Void = { _, _ in }) {
        self.lists = lists
        var open = lists
        var places: [Place] = []
        for list in open.indices {
            for term in open[list].terms.indices {
                open[list].terms[term].flags.remove(.own)
                change(lists[list], &open[list].terms[term])
                if open[list].role != .innocent {
                    places.append(Place(list: list, term: term))
                }
            }
        }
        self.places = places
        scorer = Scorer(wordlists: open, policy: Policy())
    }

    /// The terms of lists that give points, in a text.
    func hits(in text: String, language: String) -> [Hit] {
        let facts = scorer.read(CommentContent(body: text, languageHint: language)).0
        return facts.matches.filter { $0.field == .body }.map { match in
            Hit(place: places[facts.lexicon.terms[match.term].origin], bytes: match.bytes, glyphs: match.glyphs)
        }
    }

    func list(of place: Place) -> Wordlist { lists[place.list] }
    func term(at place: Place) -> Wordlist.Term { lists[place.list].terms[place.term] }

    /// Whether a term counts in a comment in a language.
    func counts(_ place: Place, in language: String) -> Bool {
        !term(at: place).flags.contains(.own)
            || (Language(tag: language) ?? .unknown).isOwn(list: list(of: place).language)
    }

    /// A term as a person writes it, its alternatives spelled out and without stars; at most `limit` ways.
    static func texts(of text: String, limit: Int = 24) -> [String] {
        // A term that was read has good braces, so nothing is lost to `try?`.
        let all = (try? TermSpelling.expandBraces(text)) ?? []
        // Of many some from everywhere, or the first alternative would speak for all.
        let some = all.count <= limit ? all : (0..<limit).map { all[$0 * all.count / limit] }
        return some.map { plain in
            var inner = plain[...]
            if inner.first == "*" { inner = inner.dropFirst() }
            if inner.last == "*" { inner = inner.dropLast() }
            return String(inner)
        }
    }

    /// The same inside longer words, where its stars leave it open.
    static func longerTexts(of text: String, limit: Int = 24) -> [String] {
        // As above.
        ((try? TermSpelling.expandBraces(text)) ?? []).prefix(limit).compactMap { plain in
            guard plain.first == "*" || plain.last == "*" else { return nil }
            let inner = plain.filter { $0 != "*" }
            let letter = inner.utf8.first.map { $0 >= 0xD8 && $0 <= 0xDB } == true ? "ظ" : "q"
            return (plain.first == "*" ? letter : "") + inner + (plain.last == "*" ? letter : "")
        }
    }
}
