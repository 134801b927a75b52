/// What the frame around every page says: the top, the foot and the keyboard help.
enum FrameText: Phrase, CaseIterable {
    case tagline, skip, logOut, language, errorTitle
    case keys, keysHint, keysOff, keysOn, keysNowOff, keysNowOn, close
    case keyHelp, undoWithKey

    var words: Words {
        switch self {
        case .tagline:
            Words("Modération des commentaires", "Comment moderation", "الإشراف على التعليقات")
        case .skip: Words("Aller au contenu", "Skip to content", "انتقل إلى المحتوى")
        case .logOut: Words("Se déconnecter", "Sign out", "تسجيل الخروج")
        case .language: Words("Langue de la page", "Language of the page", "لغة الصفحة")
        case .errorTitle: Words("Erreur : %1", "Error: %1", "خطأ: %1")
        case .keys: Words("Raccourcis clavier", "Keyboard shortcuts", "اختصارات لوحة المفاتيح")
        case .keysHint:
            Words(
                "Ils agissent sur le commentaire choisi. Ils dorment pendant que vous écrivez dans un champ.",
                "They act on the chosen comment. They sleep while you type in a field.",
                "تعمل على التعليق المختار، وتتوقف أثناء الكتابة في حقل.")
        case .keysOff: Words("Désactiver les raccourcis", "Turn shortcuts off", "تعطيل الاختصارات")
        case .keysOn: Words("Activer les raccourcis", "Turn shortcuts on", "تفعيل الاختصارات")
        case .keysNowOff: Words("Raccourcis désactivés.", "Shortcuts are off.", "عُطِّلت الاختصارات.")
        case .keysNowOn: Words("Raccourcis activés.", "Shortcuts are on.", "فُعِّلت الاختصارات.")
        case .close: Words("Fermer", "Close", "إغلاق")
        case .keyHelp: Words("cette aide", "this help", "هذه المساعدة")
        case .undoWithKey: Words("La touche %1 l’annule.", "Press %1 to undo.", "اضغط %1 للتراجع.")
        }
    }
}
