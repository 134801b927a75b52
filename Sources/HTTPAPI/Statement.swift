package import Moderation

/// The words a statement of reasons is made with.
package struct StatementWords: Sendable {
    package var signal: @Sendable (_ name: String, PageLanguage) -> String
    package var reason: @Sendable (_ stored: String, PageLanguage) -> String

    package init(
        signal: @escaping @Sendable (String, PageLanguage) -> String,
        reason: @escaping @Sendable (String, PageLanguage) -> String
    ) {
        self.signal = signal
        self.reason = reason
    }
}

/// What an author whose comment is held back is owed: what was restricted, on what ground and facts, whether a machine
/// decided, and how to object (Regulation (EU) 2022/2065, article 17). It repeats nothing that was written.
struct Statement {
    /// Most facts it names, the weightiest first.
    static let factLimit = 10

    let comment: Comment
    let restriction: Restriction
    let site: Site
    /// Where the site takes objections, if it said so.
    let contact: String?
    let language: PageLanguage
    let words: StatementWords

    /// Nil when nothing is restricted.
    init?(_ comment: Comment, site: Site, contact: String?, language: PageLanguage, words: StatementWords) {
        guard comment.status != .erased, let restriction = Restriction(comment.decision) else { return nil }
        self.comment = comment
        self.restriction = restriction
        self.site = site
        self.contact = contact
        self.language = language
        self.words = words
    }

    private var reasons: [String] { comment.decision.reasons.map { words.reason($0, language) } }

    /// What counted against the comment, in plain words, each once.
    private var facts: [(signal: String, text: String)] {
        var facts: [(signal: String, text: String)] = []
        let counted = comment.signals.filter { !$0.shadow && $0.points > 0 }.sorted { $0.points > $1.points }
        for signal in counted {
            let text = words.signal(signal.name, language)
            if facts.count < Self.factLimit, !facts.contains(where: { $0.text == text }) {
                facts.append((signal.name, text))
            }
        }
        return facts
    }

    private var page: String? { comment.thread.url.map { Redaction.hidingAddresses(inURL: $0) } }

    /// The whole statement for the author, a line for each part.
    var text: String {
        var lines = [StatementText.restricted(restriction.kind)[language]]
        lines.append(StatementText.ground(restriction.ground)[language])
        if !reasons.isEmpty { lines.append(StatementText.reasons[language] + reasons.joined(separator: comma)) }
        if !facts.isEmpty { lines.append(StatementText.facts[language] + facts.map(\.text).joined(separator: "; ")) }
        lines.append(StatementText.decided(restriction.decider)[language])
        let place = [site.name, contact, page].compactMap(\.self).joined(separator: " – ")
        lines.append(StatementText.objection[language] + place)
        lines.append(StatementText.further[language])
        return lines.joined(separator: "\n")
    }

    private var comma: String { language == .ar ? "، " : ", " }

    var json: [UInt8] {
        JSONWriter.object { json in
            json.member("comment_id", comment.id.text)
            json.member("version", comment.version)
            json.member("language", language.rawValue)
            json.member("decided_at", comment.decision.at.rfc3339)
            json.member("restriction", restriction.kind.rawValue)
            json.object("ground") { json in
                json.member("kind", restriction.ground.rawValue)
                json.array("reasons") { list in
                    for (code, text) in zip(comment.decision.reasons, reasons) {
                        list.object {
                            $0.member("code", code)
                            $0.member("text", text)
                        }
                    }
                }
            }
            json.array("facts") { list in
                for fact in facts {
                    list.object {
                        $0.member("signal", fact.signal)
                        $0.member("text", fact.text)
                    }
                }
            }
            json.member("decided_by", restriction.decider.rawValue)
            json.object("objection") {
                $0.member("site", site.name)
                if let contact { $0.member("contact", contact) }
                if let page { $0.member("page", page) }
            }
            json.member("text", text)
        }
    }
}

/// The sentences of a statement of reasons.
enum StatementText {
    static func restricted(_ kind: Restriction.Kind) -> Translation {
        switch kind {
        case .held:
            Translation(
                fr: "Votre commentaire n’est pas visible tant que personne ne l’a examiné.",
                en: "Your comment is not visible until somebody has looked at it.",
                ar: "لن يظهر تعليقك إلى أن يُراجَع.")
        case .removed:
            Translation(
                fr: "Votre commentaire n’est pas visible sur le site.", en: "Your comment is not visible on the site.",
                ar: "تعليقك غير ظاهر على الموقع.")
        }
    }

    static func ground(_ ground: Restriction.Ground) -> Translation {
        switch ground {
        case .illegal:
            Translation(
                fr: "Fondement : le contenu est considéré comme illégal.",
                en: "Ground: the content is held to be illegal.",
                ar: "الأساس: يُعدّ المحتوى غير قانوني.")
        case .terms:
            Translation(
                fr: "Fondement : le contenu est considéré comme contraire aux règles du site.",
                en: "Ground: the content is held to break the site’s rules.",
                ar: "الأساس: يُعدّ المحتوى مخالفًا لقواعد الموقع.")
        }
    }

    static let reasons = Translation(fr: "Motif : ", en: "Reason: ", ar: "السبب: ")
    static let facts = Translation(
        fr: "Ce que l’analyse automatique a relevé : ", en: "What the automated check found: ",
        ar: "ما وجده الفحص الآلي: ")

    static func decided(_ decider: Restriction.Decider) -> Translation {
        switch decider {
        case .automated:
            Translation(
                fr: "La décision a été prise de façon automatisée.", en: "The decision was made by automated means.",
                ar: "اتُّخذ القرار آليًا.")
        case .human:
            Translation(
                fr: "La décision a été prise par une personne, après une analyse automatique.",
                en: "The decision was made by a person, after an automated check.",
                ar: "اتخذ القرارَ شخصٌ بعد فحص آلي.")
        case .site:
            Translation(
                fr: "La décision a été prise par les moyens du site, après une analyse automatique.",
                en: "The decision was made by the site’s own means, after an automated check.",
                ar: "اتُّخذ القرار بوسائل الموقع نفسه بعد فحص آلي.")
        }
    }

    static let objection = Translation(
        fr: "Pour contester gratuitement cette décision, écrivez au site : ",
        en: "To object to this decision, free of charge, write to the site: ",
        ar: "للاعتراض على هذا القرار مجانًا، راسل الموقع: ")
    static let further = Translation(
        fr: "Vous pouvez aussi saisir un organe certifié de règlement extrajudiciaire des litiges, ou un tribunal.",
        en: "You may also turn to a certified out-of-court dispute settlement body, or to a court.",
        ar: "ويمكنك أيضًا اللجوء إلى هيئة معتمدة لتسوية النزاعات خارج المحاكم، أو إلى القضاء.")
}
