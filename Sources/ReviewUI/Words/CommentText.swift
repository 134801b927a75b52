/// What the page of one comment says.
enum CommentText: Phrase, CaseIterable {
    case title, by, on, thread, language, received, back, why, nothingFound, points, shadow
    case spam, abuse, totalNone, authorURL
    case approved, flagged, rejected, erased, decide, erasedHint
    case address, addressHint, addressReason, reveal, addressIs, addressOnce, noAddress, addressReasonNeeded
    case history, byPolicy, byKey, byCommandLine, byGone, version, undoes, revealed, delivery
    case decidedApprove, decidedFlag, decidedReject, delivered, waiting, dead
    case statement, statementHint, statementNone

    var words: Words {
        switch self {
        case .title: Words("Commentaire de %1", "Comment by %1", "تعليق %1")
        case .by: Words("par", "by", "بواسطة")
        case .on: Words("sous", "on", "على")
        case .thread: Words("Page", "Page", "الصفحة")
        case .language: Words("Langue", "Language", "اللغة")
        case .received: Words("Reçu", "Received", "ورد")
        case .back: Words("Retour à la file", "Back to the queue", "العودة إلى القائمة")
        case .statement: Words("Exposé des motifs", "Statement of reasons", "بيان الأسباب")
        case .statementHint:
            Words(
                "À transmettre à l’auteur dans sa langue : rien de ce qu’il a écrit n’y est répété.",
                "To pass on to the author in their language: it repeats nothing of what they wrote.",
                "لإبلاغ الكاتب بلغته: لا يكرر شيئًا مما كتبه.")
        case .statementNone:
            Words(
                "Ce commentaire est visible : rien n’est à justifier.",
                "This comment is visible: there is nothing to give reasons for.",
                "هذا التعليق ظاهر: لا حاجة إلى بيان أسباب.")
        case .why: Words("Ce qui a été trouvé", "What was found", "ما وُجد في التعليق")
        case .nothingFound:
            Words("Aucune règle n’a rien trouvé.", "No rule found anything.", "لم تجد القواعد شيئًا.")
        case .points: Words("%1 pts", "%1 pts", "%1 نقطة")
        case .shadow: Words("observé, non compté", "watched, not counted", "للمراقبة، غير محسوب")
        case .spam: Words("Spam", "Spam", "محتوى مزعج")
        case .abuse: Words("Abus", "Abuse", "إساءة")
        case .totalNone: Words("aucun point", "no points", "لا نقاط")
        case .authorURL: Words("Site indiqué", "Site given", "الموقع المذكور")
        case .approved: Words("approuvé", "approved", "مقبول")
        case .flagged: Words("à examiner", "to review", "للمراجعة")
        case .rejected: Words("rejeté", "rejected", "مرفوض")
        case .erased: Words("effacé", "erased", "ممحوّ")
        case .decide: Words("Votre décision", "Your decision", "قرارك")
        case .erasedHint:
            Words(
                "Ce commentaire a été effacé : il n’y a plus rien à décider.",
                "This comment was erased: there is nothing left to decide.", "مُحي هذا التعليق ولم يبقَ ما يُقرَّر.")
        case .address: Words("Adresse e-mail", "E-mail address", "البريد الإلكتروني")
        case .addressHint:
            Words(
                "Chaque consultation est inscrite dans l’historique, avec son motif.",
                "Every look is written into the history, with its reason.", "يُسجَّل كل اطلاع في السجل مع سببه.")
        case .addressReason: Words("Motif de la consultation", "Reason for looking", "سبب الاطلاع")
        case .reveal: Words("Afficher l’adresse", "Show the address", "إظهار العنوان")
        case .addressIs: Words("L’adresse est", "The address is", "العنوان هو")
        case .addressOnce:
            Words(
                "Elle n’est affichée que cette fois.", "It is shown this once only.", "يظهر هذه المرة فقط.")
        case .noAddress:
            Words("Aucune adresse n’est gardée.", "No address is kept.", "لا يوجد عنوان محفوظ.")
        case .addressReasonNeeded:
            Words(
                "Indiquez un motif, de 500 octets au plus.", "Give a reason, of 500 bytes at most.",
                "اذكر السبب في 500 بايت على الأكثر.")
        case .history: Words("Historique", "History", "السجل")
        case .byPolicy: Words("règles automatiques", "automatic rules", "القواعد الآلية")
        case .byKey: Words("clé d’API %1", "API key %1", "مفتاح API %1")
        case .byCommandLine: Words("ligne de commande", "command line", "سطر الأوامر")
        case .byGone: Words("modérateur %1", "moderator %1", "المشرف %1")
        case .version: Words("version %1", "version %1", "النسخة %1")
        case .undoes: Words("annule la version %1", "undoes version %1", "تلغي النسخة %1")
        case .revealed: Words("Adresse consultée", "Address looked at", "اطُّلع على العنوان")
        case .delivery: Words("Webhook", "Webhook", "إشعار Webhook")
        case .decidedApprove: Words("Approuvé", "Approved", "قُبل")
        case .decidedFlag: Words("À examiner", "Flagged", "أُحيل إلى المراجعة")
        case .decidedReject: Words("Rejeté", "Rejected", "رُفض")
        case .delivered: Words("livré", "delivered", "سُلِّم")
        case .waiting: Words("en attente", "waiting", "قيد الانتظار")
        case .dead: Words("non livré, à renvoyer", "not delivered, to be sent again", "لم يُسلَّم، تجب إعادة إرساله")
        }
    }
}
