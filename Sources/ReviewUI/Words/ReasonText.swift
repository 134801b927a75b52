import Moderation

extension DecisionReason: Phrase {
    var words: Words {
        switch self {
        case .spam: Words("spam", "spam", "محتوى مزعج")
        case .insult: Words("insulte", "insult", "إهانة")
        case .hate: Words("haine", "hate", "كراهية")
        case .threat: Words("menace", "threat", "تهديد")
        case .sexual: Words("contenu sexuel", "sexual content", "محتوى جنسي")
        case .profanity: Words("grossièreté", "profanity", "كلام بذيء")
        case .personalData: Words("données personnelles", "personal data", "بيانات شخصية")
        case .illegal: Words("contenu illégal", "illegal content", "محتوى غير قانوني")
        case .offTopic: Words("hors sujet", "off topic", "خارج الموضوع")
        case .engineUnavailable: Words("analyse impossible", "could not be scored", "تعذّر الفحص")
        case .other: Words("autre motif", "other reason", "سبب آخر")
        }
    }
}

extension PageLanguage {
    /// A stored reason in words; one that we do not know stands as it is.
    func reason(_ stored: String) -> String {
        DecisionReason(rawValue: stored).map { self($0) } ?? stored
    }

    func role(_ role: Role) -> String {
        switch role {
        case .admin: self(QueueText.admin)
        case .moderator: self(QueueText.moderator)
        case .viewer: self(QueueText.viewer)
        }
    }
}
