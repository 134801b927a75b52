/// What the pages say when something does not go.
enum TroubleText: Phrase, CaseIterable {
    case conflictTitle, conflict, conflictHint, nothingToUndoTitle, nothingToUndo
    case refusedTitle, otherOrigin, formExpired, roleTooLow
    case notFoundTitle, notFound, badFormTitle, badForm, tooLarge
    case reasonNeeded, noteTooLong
    case busyTitle, busy, unavailableTitle, unavailable, brokenTitle, broken, goOn, nextInQueue

    var words: Words {
        switch self {
        case .conflictTitle: Words("Quelqu’un a été plus rapide", "Somebody was faster", "سبقك أحدهم")
        case .conflict:
            Words(
                "Votre décision n’a pas été enregistrée, car ce commentaire a changé entre-temps :",
                "Your decision was not recorded, because this comment has changed meanwhile:",
                "لم يُسجَّل قرارك لأن هذا التعليق تغيّر في هذه الأثناء:")
        case .conflictHint:
            Words(
                "Si vous n’êtes pas d’accord, ouvrez le commentaire et décidez à nouveau.",
                "If you do not agree, open the comment and decide again.",
                "إن لم توافق فافتح التعليق وقرّر من جديد.")
        case .nothingToUndoTitle: Words("Rien à annuler", "Nothing to undo", "لا شيء للتراجع عنه")
        case .nothingToUndo:
            Words(
                "Toutes les décisions prises sur ce commentaire ont déjà été annulées.",
                "Every decision on this comment has been undone already.",
                "أُلغيت من قبل جميع القرارات بشأن هذا التعليق.")
        case .refusedTitle: Words("Demande refusée", "Request refused", "طلب مرفوض")
        case .otherOrigin:
            Words(
                "Cette demande ne vient pas d’une page de Tamis. Rien n’a été enregistré.",
                "This request came from a page that is not ours. Nothing was recorded.",
                "جاء هذا الطلب من صفحة ليست من صفحاتنا. لم يُسجَّل شيء.")
        case .formExpired:
            Words(
                "Ce formulaire n’est plus valable et rien n’a été enregistré. Rouvrez la page et recommencez.",
                "This form is no longer valid, and nothing was recorded. Open the page again and repeat.",
                "لم يعد هذا النموذج صالحًا، ولم يُسجَّل شيء. افتح الصفحة من جديد وأعد المحاولة.")
        case .roleTooLow:
            Words(
                "Votre rôle ne permet pas cela. Un administrateur peut vous en donner un autre.",
                "Your role does not allow this. An administrator can give you another.",
                "دورك لا يسمح بذلك. يمكن للمدير أن يمنحك دورًا آخر.")
        case .notFoundTitle: Words("Page introuvable", "Page not found", "الصفحة غير موجودة")
        case .notFound:
            Words(
                "Il n’y a rien à cette adresse. Le lien est peut-être incomplet.",
                "There is nothing at this address. The link may be incomplete.",
                "لا يوجد شيء في هذا العنوان. ربما كان الرابط ناقصًا.")
        case .badFormTitle: Words("Formulaire illisible", "Unreadable form", "نموذج غير مقروء")
        case .badForm:
            Words(
                "Le formulaire n’a pas la forme attendue. Rien n’a été enregistré.",
                "The form does not have the expected shape. Nothing was recorded.",
                "النموذج ليس بالشكل المنتظر. لم يُسجَّل شيء.")
        case .tooLarge:
            Words(
                "Le formulaire est trop grand. Rien n’a été enregistré.",
                "The form is too large. Nothing was recorded.", "النموذج كبير جدًا. لم يُسجَّل شيء.")
        case .reasonNeeded:
            Words(
                "Un rejet a besoin d’un motif. Rien n’a été enregistré.",
                "A rejection needs a reason. Nothing was recorded.", "الرفض يحتاج إلى سبب. لم يُسجَّل شيء.")
        case .noteTooLong:
            Words(
                "La note dépasse %1 octets. Rien n’a été enregistré.",
                "The note exceeds %1 bytes. Nothing was recorded.", "تتجاوز الملاحظة %1 بايت. لم يُسجَّل شيء.")
        case .busyTitle: Words("Un instant", "One moment", "لحظة من فضلك")
        case .busy:
            Words(
                "Beaucoup de personnes se connectent en même temps. Réessayez dans quelques secondes.",
                "Many people are signing in at the same time. Try again in a few seconds.",
                "كثيرون يسجّلون الدخول في الوقت نفسه. أعد المحاولة بعد ثوانٍ.")
        case .unavailableTitle: Words("Momentanément indisponible", "Unavailable for now", "غير متاح مؤقتًا")
        case .unavailable:
            Words(
                "La base de données ne répond pas. Rien n’a été enregistré ; réessayez dans un moment.",
                "The database does not answer. Nothing was recorded; try again in a moment.",
                "قاعدة البيانات لا تستجيب. لم يُسجَّل شيء؛ أعد المحاولة بعد قليل.")
        case .brokenTitle: Words("Une erreur de notre côté", "An error on our side", "خطأ من جهتنا")
        case .broken:
            Words(
                "Cette page n’a pas pu être préparée. Réessayez ; si l’erreur revient, le journal du serveur en dit plus.",
                "This page could not be prepared. Try again; if it happens again, the server’s log says more.",
                "تعذّر تحضير هذه الصفحة. أعد المحاولة؛ وإن تكرر الخطأ فسجل الخادم يوضح أكثر.")
        case .goOn: Words("Voir le commentaire", "See the comment", "عرض التعليق")
        case .nextInQueue: Words("Continuer la file", "Go on with the queue", "متابعة القائمة")
        }
    }
}
