/// What the queue and the acts on a comment say.
enum QueueText: Phrase, CaseIterable {
    case queue, order, empty, emptyHint, lookAgain, nextPage, firstPage, open, justNow
    case approve, reject, undo, reason, chooseReason, note, probability
    case nowApproved, nowRejected, nowFlagged, takenBack, viewerHint, admin, moderator, viewer

    var words: Words {
        switch self {
        case .queue: Words("File de modération", "Review queue", "قائمة المراجعة")
        case .order: Words("les plus urgents d’abord", "most urgent first", "الأكثر إلحاحًا أولًا")
        case .empty: Words("Tout est traité", "All done", "أُنجز كل شيء")
        case .emptyHint:
            Words(
                "Aucun commentaire n’attend de décision. Les prochains qui demandent un regard humain apparaîtront ici.",
                "No comment waits for a decision. The next ones that need a human eye will appear here.",
                "لا تعليق بانتظار قرار. ستظهر هنا التعليقات التالية التي تحتاج إلى نظر بشري.")
        case .lookAgain: Words("Actualiser", "Look again", "تحديث")
        case .nextPage: Words("Page suivante", "Next page", "الصفحة التالية")
        case .firstPage: Words("Début de la file", "Start of the queue", "بداية القائمة")
        case .open: Words("Détails", "Details", "التفاصيل")
        case .justNow: Words("à l’instant", "just now", "الآن")
        case .approve: Words("Approuver", "Approve", "قبول")
        case .reject: Words("Rejeter", "Reject", "رفض")
        case .undo: Words("Annuler", "Undo", "تراجع")
        case .reason: Words("Motif", "Reason", "السبب")
        case .chooseReason: Words("Choisir un motif…", "Choose a reason…", "اختر سببًا…")
        case .note:
            Words(
                "Note facultative, visible dans l’historique et les webhooks",
                "Optional note, shown in the history and in webhooks",
                "ملاحظة اختيارية تظهر في السجل وفي إشعارات Webhook")
        case .probability:
            Words("%1 points, probabilité %2 %", "%1 points, probability %2%", "%1 من النقاط، الاحتمال %2٪")
        case .nowApproved: Words("Approuvé : commentaire de", "Approved: comment by", "قُبل تعليق")
        case .nowRejected: Words("Rejeté : commentaire de", "Rejected: comment by", "رُفض تعليق")
        case .nowFlagged:
            Words("Remis en file : commentaire de", "Back in the queue: comment by", "عاد إلى القائمة تعليق")
        case .takenBack:
            Words("Décision annulée : commentaire de", "Decision undone: comment by", "أُلغي القرار بشأن تعليق")
        case .viewerHint:
            Words(
                "Votre rôle permet de lire, pas de décider.", "Your role lets you read, not decide.",
                "دورك يتيح القراءة دون اتخاذ القرار.")
        case .admin: Words("administration", "admin", "مدير")
        case .moderator: Words("modération", "moderator", "مشرف")
        case .viewer: Words("lecture", "viewer", "قارئ")
        }
    }
}
