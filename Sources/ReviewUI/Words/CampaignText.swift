/// What is said of comments that say nearly the same.
enum CampaignText: Phrase, CaseIterable {
    case title, one, all, hint, waiting, newest, none, approve, reject, rejectHint, undo, decided, notYet, conflict

    var words: Words {
        switch self {
        case .title: Words("Campagne", "Campaign", "حملة")
        case .one:
            Words(
                "Un commentaire parmi d’autres presque pareils", "One of several nearly the same",
                "واحد من عدة تعليقات متشابهة")
        case .all:
            Words("Tout voir et décider d’un coup", "See all and decide at once", "عرض الكل والبت فيها دفعة واحدة")
        case .hint:
            Words(
                "Ces commentaires disent presque la même chose, même déguisés, ou renvoient au même site. Une décision vaut pour tous et pour ceux qui viendront ; ce que quelqu’un a décidé pour un seul reste.",
                "These comments say nearly the same, however disguised, or link to the same site. One decision holds for all of them and for those to come; what somebody decided of a single one stays.",
                "تقول هذه التعليقات الشيء نفسه تقريبًا ولو مموَّهة، أو تحيل إلى الموقع نفسه. قرار واحد يسري عليها كلها وعلى ما سيأتي منها، ويبقى ما قُرّر لتعليق وحده."
            )
        case .waiting:
            Words(
                "Ceux qui attendent, dans la file", "Those that wait, in the queue", "ما ينتظر منها، في القائمة")
        case .newest: Words("Les plus récents", "The newest", "الأحدث")
        case .none:
            Words(
                "Aucun autre commentaire ne dit presque la même chose.", "No other comment says nearly the same.",
                "لا يوجد تعليق آخر يقول الشيء نفسه تقريبًا.")
        case .approve: Words("Tout approuver", "Approve all", "قبول الكل")
        case .reject: Words("Tout rejeter", "Reject all", "رفض الكل")
        case .rejectHint:
            Words(
                "Ceux qui viendront seront rejetés aussi.", "Those to come are rejected too.",
                "ويُرفض ما سيأتي منها أيضًا.")
        case .undo: Words("Annuler pour toute la campagne", "Undo for the whole campaign", "إلغاء القرار للحملة كلها")
        case .decided: Words("Décidé pour tous", "Decided for all", "قُرّر للجميع")
        case .notYet:
            Words("Rien n’est décidé pour l’ensemble.", "Nothing is decided for the whole.", "لم يُقرَّر شيء للمجموع.")
        case .conflict:
            Words(
                "Quelqu’un a été plus rapide : voici ce qui est décidé maintenant.",
                "Somebody was faster: this is what is decided now.", "سبقك أحد: هذا هو القرار الآن.")
        }
    }
}
