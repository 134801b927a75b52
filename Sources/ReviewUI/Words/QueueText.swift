/// What the queue and the frame around every page say.
enum QueueText: Phrase, CaseIterable {
    case skip, logOut, queue, waiting, order, empty, emptyHint, nextPage, firstPage, open, minutes, hours, days
    case approve, reject, undo, reason, chooseReason, note, noteHint
    case nowApproved, nowRejected, nowFlagged, takenBack, viewerHint, admin, moderator, viewer
    case keys, keysHint, keysOff, keysOn, keyNext, keyPrevious, keyApprove, keyReject, keyUndo, keyHelp

    var words: Words {
        switch self {
        case .skip: Words("Aller au contenu", "Skip to content", "انتقل إلى المحتوى")
        case .logOut: Words("Déconnexion", "Sign out", "خروج")
        case .queue: Words("File de modération", "Review queue", "قائمة المراجعة")
        case .waiting: Words("En attente : %1", "Waiting: %1", "قيد الانتظار: %1")
        case .order: Words("Les plus urgents d’abord", "Most urgent first", "الأكثر إلحاحًا أولًا")
        case .empty: Words("Rien n’attend.", "Nothing is waiting.", "لا شيء قيد الانتظار.")
        case .emptyHint:
            Words(
                "Les commentaires signalés apparaîtront ici.", "Flagged comments will appear here.",
                "ستظهر هنا التعليقات التي تحتاج إلى مراجعة.")
        case .nextPage: Words("Page suivante", "Next page", "الصفحة التالية")
        case .firstPage: Words("Début de la file", "Start of the queue", "بداية القائمة")
        case .open: Words("Détails", "Details", "التفاصيل")
        case .minutes: Words("il y a %1 min", "%1 min ago", "قبل %1 د")
        case .hours: Words("il y a %1 h", "%1 h ago", "قبل %1 س")
        case .days: Words("il y a %1 j", "%1 d ago", "قبل %1 ي")
        case .approve: Words("Approuver", "Approve", "قبول")
        case .reject: Words("Rejeter", "Reject", "رفض")
        case .undo: Words("Annuler", "Undo", "تراجع")
        case .reason: Words("Motif", "Reason", "السبب")
        case .chooseReason: Words("Choisir un motif…", "Choose a reason…", "اختر سببًا…")
        case .note: Words("Note (facultative)", "Note (optional)", "ملاحظة (اختيارية)")
        case .noteHint:
            Words(
                "Visible dans l’historique et les webhooks.", "Shown in the history and in webhooks.",
                "تظهر في السجل وفي الإشعارات.")
        case .nowApproved: Words("Approuvé : commentaire de", "Approved: comment by", "قُبل تعليق")
        case .nowRejected: Words("Rejeté : commentaire de", "Rejected: comment by", "رُفض تعليق")
        case .nowFlagged:
            Words("Remis en file : commentaire de", "Back in the queue: comment by", "عاد إلى القائمة تعليق")
        case .takenBack:
            Words("Décision annulée : commentaire de", "Decision undone: comment by", "أُلغي القرار بشأن تعليق")
        case .viewerHint:
            Words(
                "Vous pouvez lire, pas décider.", "You may look, not decide.", "يمكنك الاطلاع دون اتخاذ قرار.")
        case .admin: Words("administration", "admin", "مدير")
        case .moderator: Words("modération", "moderator", "مشرف")
        case .viewer: Words("lecture", "viewer", "مطّلع")
        case .keys: Words("Raccourcis clavier", "Keyboard shortcuts", "اختصارات لوحة المفاتيح")
        case .keysHint:
            Words(
                "Ils agissent sur le commentaire choisi avec j ou k.", "They act on the comment chosen with j or k.",
                "تعمل على التعليق المختار بـ j أو k.")
        case .keysOff: Words("Désactiver les raccourcis", "Turn shortcuts off", "تعطيل الاختصارات")
        case .keysOn: Words("Activer les raccourcis", "Turn shortcuts on", "تفعيل الاختصارات")
        case .keyNext: Words("suivant", "next", "التالي")
        case .keyPrevious: Words("précédent", "previous", "السابق")
        case .keyApprove: Words("approuver", "approve", "قبول")
        case .keyReject: Words("rejeter : choisir le motif", "reject: choose the reason", "رفض: اختيار السبب")
        case .keyUndo: Words("annuler la dernière décision", "undo the last decision", "التراجع عن آخر قرار")
        case .keyHelp: Words("cette aide", "this help", "هذه المساعدة")
        }
    }
}
