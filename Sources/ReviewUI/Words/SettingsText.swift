/// What the page of a moderator's own settings says, and what each key does.
enum SettingsText: Phrase, CaseIterable {
    case settings, hint, blur, save, saved, wrongKeys
    case next, previous, approve, reject, undo, select, bulk, open, term

    init(_ act: PageSettings.Act) {
        self =
            switch act {
            case .next: .next
            case .previous: .previous
            case .approve: .approve
            case .reject: .reject
            case .undo: .undo
            case .select: .select
            case .bulk: .bulk
            case .open: .open
            case .term: .term
            }
    }

    var words: Words {
        switch self {
        case .settings: Words("Réglages", "Settings", "الإعدادات")
        case .hint:
            Words(
                "Une lettre de a à z pour chaque action. Les réglages restent dans ce navigateur.",
                "One letter from a to z for each action. Settings stay in this browser.",
                "حرف واحد من a إلى z لكل إجراء. تبقى الإعدادات في هذا المتصفح.")
        case .blur:
            Words(
                "Flouter les textes violents jusqu’à ce qu’ils soient choisis",
                "Blur ugly text until the comment is chosen", "تمويه النصوص المسيئة إلى أن يُختار التعليق")
        case .save: Words("Enregistrer", "Save", "حفظ")
        case .saved: Words("Réglages enregistrés.", "Settings saved.", "حُفظت الإعدادات.")
        case .wrongKeys:
            Words(
                "Chaque action a besoin d’une lettre de a à z, et de la sienne seule. Rien n’a été enregistré.",
                "Each action needs a letter from a to z of its own. Nothing was saved.",
                "يحتاج كل إجراء إلى حرف خاص به من a إلى z. لم يُحفظ شيء.")
        case .next: Words("commentaire suivant", "next comment", "التعليق التالي")
        case .previous: Words("commentaire précédent", "previous comment", "التعليق السابق")
        case .approve: Words("approuver", "approve", "قبول")
        case .reject:
            Words(
                "rejeter, puis un chiffre pour le motif", "reject, then a digit for the reason",
                "رفض، ثم رقم للسبب")
        case .undo: Words("annuler la dernière décision", "undo the last decision", "التراجع عن آخر قرار")
        case .select: Words("cocher le commentaire", "select the comment", "تحديد التعليق")
        case .bulk:
            Words("décider des commentaires cochés", "decide the selected comments", "البت في التعليقات المحددة")
        case .open: Words("ouvrir les détails", "open the details", "فتح التفاصيل")
        case .term:
            Words(
                "essayer le mot sélectionné comme mot du site", "try the selected word as one of the site’s",
                "تجربة الكلمة المحددة ككلمة للموقع")
        }
    }
}
