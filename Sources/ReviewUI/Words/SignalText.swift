import Moderation

/// Signals in words, by the longest dotted beginning of their name that stands here.
enum SignalText {
    /// A sentence for a signal; its name when no rule of that kind is told of.
    static func sentence(for signal: String, _ language: PageLanguage) -> String {
        var name = signal[...]
        while true {
            if let words = sentences[String(name)] { return words[language] }
            guard let dot = name.lastIndex(of: ".") else { break }
            name = name[..<dot]
        }
        return language(Fallback.signal, signal)
    }

    enum Fallback: Phrase, CaseIterable {
        case signal

        var words: Words { Words("Règle « %1 »", "Rule “%1”", "القاعدة «%1»") }
    }

    static let sentences: [String: Words] = [
        "wordlist": Words("Mots d’une liste", "Words of a list", "كلمات من قائمة"),
        "wordlist.insult": Words("Mots insultants", "Insulting words", "ألفاظ مهينة"),
        "wordlist.hate": Words("Mots de haine", "Words of hate", "ألفاظ كراهية"),
        "wordlist.threat": Words("Menaces", "Threats", "تهديدات"),
        "wordlist.sexual": Words("Vocabulaire sexuel", "Sexual words", "ألفاظ جنسية"),
        "wordlist.profanity": Words("Grossièretés", "Profanity", "ألفاظ بذيئة"),
        "wordlist.spam": Words("Formules publicitaires", "Advertising phrases", "عبارات إعلانية"),
        "wordlist.casino": Words("Jeux d’argent", "Gambling", "قمار"),
        "wordlist.pharma": Words("Médicaments en vente", "Medicine for sale", "بيع أدوية"),
        "wordlist.loans": Words("Offres de crédit", "Loan offers", "عروض قروض"),
        "wordlist.crypto": Words("Offres de cryptomonnaie", "Cryptocurrency offers", "عروض عملات مشفرة"),
        "wordlist.seo": Words("Offres de référencement", "Search ranking offers", "عروض تحسين الظهور في محركات البحث"),
        "wordlist.adult": Words("Offres pour adultes", "Adult offers", "عروض للبالغين"),
        "wordlist.counterfeit": Words("Contrefaçons en vente", "Counterfeits for sale", "بيع سلع مقلدة"),
        "wordlist.jobs": Words("Promesses de gain", "Promises of earnings", "وعود بالربح"),
        "wordlist.contact": Words(
            "Invitation à écrire ailleurs", "Invitation to write elsewhere", "دعوة إلى المراسلة في مكان آخر"),
        "wordlist.selfpromotion": Words("Publicité pour soi-même", "Self-promotion", "ترويج ذاتي"),
        "insult.address": Words(
            "Insulte adressée à quelqu’un", "Insult aimed at somebody", "إهانة موجهة إلى شخص"),
        "insult.alone": Words("Rien que des insultes", "Nothing but insults", "لا شيء سوى إهانات"),
        "blunt.alone": Words("Rien que des grossièretés", "Nothing but blunt words", "لا شيء سوى ألفاظ فظة"),
        "disguise.word": Words("Mot dur maquillé", "A harsh word in disguise", "كلمة نابية مموهة"),
        "insult.piled": Words(
            "Insultes et grossièretés ensemble", "Insults and profanity together", "إهانات وألفاظ بذيئة معا"),
        "insult.shouted": Words("Insultes en capitales", "Insults in capitals", "إهانات بأحرف كبيرة"),
        "trade.explicit": Words(
            "Offre en termes sexuels", "An offer in sexual words", "عرض بألفاظ جنسية"),
        "hate.group": Words("Attaque contre un groupe", "Attack on a group", "هجوم على جماعة"),
        "hate.insulted_group": Words(
            "Insulte contre un groupe", "Insult against a group", "إهانة بحق جماعة"),
        "mention.quoted": Words("Propos cités", "Quoted words", "كلام مقتبس"),
        "links": Words("Liens", "Links", "روابط"),
        "links.any": Words("Contient un lien", "Contains a link", "فيه رابط"),
        "links.several": Words("Plusieurs liens", "Several links", "عدة روابط"),
        "links.many": Words("Beaucoup de liens", "Many links", "روابط كثيرة"),
        "links.dense": Words("Surtout des liens", "Mostly links", "معظمه روابط"),
        "links.shortener": Words("Lien raccourci", "Shortened link", "رابط مختصر"),
        "markup": Words("Balises dans le texte", "Markup in the text", "وسوم داخل النص"),
        "markup.bbcode": Words("Liens en BBCode", "Links in BBCode", "روابط بصيغة BBCode"),
        "markup.anchor": Words("Liens en HTML", "Links in HTML", "روابط بصيغة HTML"),
        "shape.capitals": Words("Presque tout en capitales", "Almost all capitals", "أغلبه بأحرف كبيرة"),
        "shape.gibberish": Words("Suite de lettres sans sens", "Letters without meaning", "حروف بلا معنى"),
        "repeat": Words("Répétitions", "Repetition", "تكرار"),
        "repeat.letters": Words("Lettres répétées", "Repeated letters", "حروف مكررة"),
        "repeat.words": Words("Mots répétés", "Repeated words", "كلمات مكررة"),
        "repeat.lines": Words("Lignes répétées", "Repeated lines", "أسطر مكررة"),
        "script.mixed": Words(
            "Alphabets mêlés dans un mot", "Scripts mixed in one word", "خليط أبجديات في كلمة"),
        "script.marks": Words("Signes empilés", "Piled-up marks", "علامات متراكمة"),
        "contact": Words("Coordonnées", "Contact details", "وسائل اتصال"),
        "contact.phone": Words("Numéro de téléphone", "Telephone number", "رقم هاتف"),
        "contact.bait": Words("Appel à prendre contact", "Call to get in touch", "دعوة إلى التواصل"),
        "author": Words("Nom ou site de l’auteur", "Author’s name or site", "اسم الكاتب أو موقعه"),
        "author.link": Words("Lien dans le nom", "Link in the name", "رابط في الاسم"),
        "author.keywords": Words("Mots-clés en guise de nom", "Keywords as a name", "كلمات مفتاحية بدل الاسم"),
    ]
}
