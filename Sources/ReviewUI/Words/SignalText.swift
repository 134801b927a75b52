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
        "insult.dismissal": Words("Quelqu’un est envoyé promener", "Sends somebody away rudely", "طرد شخص بكلام مهين"),
        "threat": Words("Menaces", "Threats", "تهديدات"),
        "threat.frame": Words("Violence annoncée", "Announced violence", "عنف يُتوعَّد به"),
        "threat.wish": Words("Mort souhaitée", "A wish that somebody die", "تمني الموت لشخص"),
        "hate.group": Words("Attaque contre un groupe", "Attack on a group", "هجوم على جماعة"),
        "hate.insulted_group": Words(
            "Insulte contre un groupe", "Insult against a group", "إهانة بحق جماعة"),
        "mention.quoted": Words("Propos cités", "Quoted words", "كلام مقتبس"),
        "mention": Words("Propos rapportés", "Reported words", "كلام منقول"),
        "mention.marked": Words("Propos entre guillemets", "Words between quotation marks", "كلام بين علامتي تنصيص"),
        "mention.negated": Words("Propos niés", "Denied words", "كلام منفي"),
        "mention.reported": Words("Propos d’autrui", "What others say", "كلام الآخرين"),
        "mention.oneself": Words("L’auteur parle de lui-même", "The author speaks of himself", "الكاتب يتحدث عن نفسه"),
        "links": Words("Liens", "Links", "روابط"),
        "links.any": Words("Contient un lien", "Contains a link", "فيه رابط"),
        "links.several": Words("Plusieurs liens", "Several links", "عدة روابط"),
        "links.many": Words("Beaucoup de liens", "Many links", "روابط كثيرة"),
        "links.dense": Words("Surtout des liens", "Mostly links", "معظمه روابط"),
        "links.shortener": Words("Lien raccourci", "Shortened link", "رابط مختصر"),
        "links.address": Words("Lien vers une adresse IP", "Link to an IP address", "رابط إلى عنوان IP"),
        "links.punycode": Words("Nom de domaine encodé", "Encoded host name", "اسم نطاق مرمّز"),
        "links.odd_host": Words("Nom de domaine étrange", "Odd host name", "اسم نطاق غريب"),
        "links.top_level": Words(
            "Extension souvent abusée", "Often abused top-level domain", "نطاق كثيرا ما يساء استعماله"),
        "links.referral": Words("Lien de parrainage", "Referral link", "رابط إحالة"),
        "links.hidden": Words("Lien déguisé", "Disguised link", "رابط متخفٍّ"),
        "links.rejected": Words("Site déjà refusé ici", "Host rejected here before", "موقع سبق رفضه هنا"),
        "links.approved": Words("Site déjà approuvé ici", "Host approved here before", "موقع سبق قبوله هنا"),
        "markup": Words("Balises dans le texte", "Markup in the text", "وسوم داخل النص"),
        "markup.bbcode": Words("Liens en BBCode", "Links in BBCode", "روابط بصيغة BBCode"),
        "markup.anchor": Words("Liens en HTML", "Links in HTML", "روابط بصيغة HTML"),
        "markup.anchor_text": Words(
            "Publicité dans le texte d’un lien", "Advertising as the text of a link", "إعلان في نص رابط"),
        "action": Words("Appel à agir", "Call to act", "دعوة إلى فعل"),
        "action.any": Words("Appel à agir", "Call to act", "دعوة إلى فعل"),
        "action.link": Words("Appel à suivre un lien", "Call to follow a link", "دعوة إلى فتح رابط"),
        "action.trade": Words("Appel à profiter d’une offre", "Call to take an offer", "دعوة إلى الاستفادة من عرض"),
        "action.several": Words("Plusieurs appels à agir", "Several calls to act", "عدة دعوات إلى فعل"),
        "money": Words("Argent", "Money", "مال"),
        "money.offer": Words(
            "Prix ou pourcentage dans une offre", "Price or percentage in an offer", "ثمن أو نسبة في عرض"),
        "model.abuse": Words(
            "Ressemble à des commentaires agressifs", "Reads like abusive comments", "يشبه تعليقات مسيئة"),
        "model.spam": Words(
            "Ressemble à des messages publicitaires", "Reads like spam", "يشبه رسائل مزعجة"),
        "learned.spam": Words(
            "Ressemble à ce que ce site a rejeté comme publicité", "Reads like what this site rejected as spam",
            "يشبه ما رفضه هذا الموقع كرسائل مزعجة"),
        "learned.abuse": Words(
            "Ressemble à ce que ce site a rejeté comme agressif", "Reads like what this site rejected as abusive",
            "يشبه ما رفضه هذا الموقع كتعليقات مسيئة"),
        "learned": Words(
            "Ce que ce site a appris", "What this site has learned", "ما تعلمه هذا الموقع"),
        "money.rate": Words("Gain par jour ou par mois", "Earnings per day or month", "ربح يومي أو شهري"),
        "template": Words("Texte de modèle", "Template text", "نص قالب"),
        "template.spun": Words("Restes d’un modèle", "Left-overs of a template", "بقايا قالب"),
        "template.praise": Words("Éloge passe-partout avec un lien", "Stock praise with a link", "مديح جاهز مع رابط"),
        "form": Words("Arrivée par le formulaire public", "Came by the public form", "وصل عبر النموذج العام"),
        "form.honeypot": Words(
            "Champ invisible rempli : sans doute un programme", "Invisible field filled in: probably a program",
            "مُلئ حقل غير مرئي: على الأرجح برنامج"),
        "form.hurried": Words(
            "Envoyé moins de 3 secondes après l’ouverture de la page", "Sent within 3 seconds of opening the page",
            "أُرسل خلال 3 ثوان من فتح الصفحة"),
        "form.token_missing": Words(
            "Envoyé sans jeton récent de la page", "Sent without a recent token of the page",
            "أُرسل دون رمز حديث من الصفحة"),
        "flood": Words("Trop d’envois", "Too many comments", "تعليقات كثيرة"),
        "flood.author": Words(
            "Trop d’envois de cette adresse", "Too many comments from this address", "تعليقات كثيرة من هذا العنوان"),
        "flood.network": Words(
            "Trop d’envois de ce réseau", "Too many comments from this network", "تعليقات كثيرة من هذه الشبكة"),
        "terms": Words("Mots que ce site surveille", "Words this site looks for", "كلمات يرصدها هذا الموقع"),
        "terms.insult": Words(
            "Insulte que ce site surveille", "Insult this site looks for", "إهانة يرصدها هذا الموقع"),
        "terms.hate": Words(
            "Mot de haine que ce site surveille", "Word of hate this site looks for", "لفظ كراهية يرصده هذا الموقع"),
        "terms.threat": Words("Menace que ce site surveille", "Threat this site looks for", "تهديد يرصده هذا الموقع"),
        "terms.sexual": Words(
            "Mot sexuel que ce site surveille", "Sexual word this site looks for", "لفظ جنسي يرصده هذا الموقع"),
        "terms.profanity": Words(
            "Grossièreté que ce site surveille", "Profanity this site looks for", "لفظ بذيء يرصده هذا الموقع"),
        "terms.spam": Words(
            "Publicité que ce site surveille", "Advertising this site looks for", "إعلان يرصده هذا الموقع"),
        "campaign": Words("Campagne", "Campaign", "حملة"),
        "campaign.rejected": Words(
            "Presque pareil que ce qui a été rejeté", "Nearly the same as what was rejected", "شبيه بما رُفض"),
        "campaign.approved": Words(
            "Presque pareil que ce qui a été approuvé", "Nearly the same as what was approved", "شبيه بما قُبل"),
        "standing": Words("Qui l’a écrit", "Who wrote it", "من كتبه"),
        "standing.banned": Words("Personne bannie ici", "Author banned here", "كاتب محظور هنا"),
        "standing.trusted": Words("Compte de confiance ici", "Account trusted here", "حساب موثوق هنا"),
        "standing.trusted_tone": Words("Compte de confiance ici", "Account trusted here", "حساب موثوق هنا"),
        "standing.known": Words(
            "Adresse dont les commentaires passent ici", "Address whose comments are approved here",
            "عنوان تُقبل تعليقاته هنا"),
        "standing.troubled": Words(
            "Adresse dont les commentaires sont surtout rejetés ici",
            "Address whose comments are mostly rejected here", "عنوان تُرفض أغلب تعليقاته هنا"),
        "language.thread": Words("Autre langue que le fil", "Another language than the thread", "لغة غير لغة النقاش"),
        "shape.capitals": Words("Presque tout en capitales", "Almost all capitals", "أغلبه بأحرف كبيرة"),
        "shape.mashing": Words("Touches frappées au hasard", "Random keystrokes", "ضغط عشوائي على المفاتيح"),
        "shape.emoji": Words("Surtout des émojis", "Mostly emoji", "معظمه رموز تعبيرية"),
        "repeat": Words("Répétitions", "Repetition", "تكرار"),
        "repeat.sentences": Words("Phrases répétées", "Repeated sentences", "جمل مكررة"),
        "repeat.words": Words("Mots répétés", "Repeated words", "كلمات مكررة"),
        "repeat.lines": Words("Lignes répétées", "Repeated lines", "أسطر مكررة"),
        "script.mixed": Words(
            "Alphabets mêlés dans un mot", "Scripts mixed in one word", "خليط أبجديات في كلمة"),
        "script.marks": Words("Signes empilés", "Piled-up marks", "علامات متراكمة"),
        "contact": Words("Coordonnées", "Contact details", "وسائل اتصال"),
        "contact.phone": Words("Numéro de téléphone", "Telephone number", "رقم هاتف"),
        "contact.bait": Words("Appel à prendre contact", "Call to get in touch", "دعوة إلى التواصل"),
        "contact.email": Words("Adresse e-mail", "E-mail address", "عنوان بريد إلكتروني"),
        "author": Words("Nom ou site de l’auteur", "Author’s name or site", "اسم الكاتب أو موقعه"),
        "author.link": Words("Lien dans le nom", "Link in the name", "رابط في الاسم"),
        "author.host": Words(
            "Lien vers le site de l’auteur", "Link to the author’s own site", "رابط إلى موقع الكاتب"),
        "author.phrase": Words("Une phrase en guise de nom", "A sentence as a name", "جملة بدل الاسم"),
        "author.keywords": Words("Mots-clés en guise de nom", "Keywords as a name", "كلمات مفتاحية بدل الاسم"),
    ]
}
