/// What the pages say when something does not go.
enum TroubleText: Phrase, CaseIterable {
    case conflictTitle, conflict, conflictHint, nothingToUndoTitle, nothingToUndo
    case refusedTitle, otherOrigin, formExpired, roleTooLow
    case notFoundTitle, notFound, badFormTitle, badForm, tooLarge
    case reasonNeededTitle, reasonNeeded, noteTooLong
    case busyTitle, busy, unavailableTitle, unavailable, brokenTitle, broken, goOn

    var words: Words {
        switch self {
        case .conflictTitle: Words("Quelqu’un a été plus rapide", "Somebody was faster", "سبقك غيرك")
        case .conflict:
            Words(
                "Votre décision n’a pas été enregistrée. Entre-temps :", "Your decision was not recorded. Meanwhile:",
                "لم يُسجَّل قرارك. في هذه الأثناء:")
        case .conflictHint:
            Words(
                "Regardez le commentaire, puis décidez à nouveau s’il le faut.",
                "Look at the comment, then decide again if need be.", "راجع التعليق ثم قرّر من جديد إن لزم.")
        case .nothingToUndoTitle: Words("Rien à annuler", "Nothing to undo", "لا شيء للتراجع عنه")
        case .nothingToUndo:
            Words(
                "Aucune décision d’un modérateur ne reste à annuler.", "No moderator’s decision is left to undo.",
                "لم يبقَ قرار لمشرف يمكن إلغاؤه.")
        case .refusedTitle: Words("Demande refusée", "Request refused", "طلب مرفوض")
        case .otherOrigin:
            Words(
                "Cette demande vient d’une autre page que les nôtres.",
                "This request came from a page that is not ours.",
                "جاء هذا الطلب من صفحة ليست من صفحاتنا.")
        case .formExpired:
            Words(
                "Ce formulaire n’est plus valable. Rouvrez la page et recommencez.",
                "This form is no longer valid. Open the page again and repeat.",
                "لم يعد هذا النموذج صالحًا. افتح الصفحة من جديد وأعد المحاولة.")
        case .roleTooLow:
            Words("Votre rôle ne le permet pas.", "Your role does not allow this.", "دورك لا يسمح بذلك.")
        case .notFoundTitle: Words("Introuvable", "Not found", "غير موجود")
        case .notFound:
            Words("Il n’y a rien à cette adresse.", "There is nothing at this address.", "لا يوجد شيء في هذا العنوان.")
        case .badFormTitle: Words("Formulaire illisible", "Unreadable form", "نموذج غير مقروء")
        case .badForm:
            Words(
                "Le formulaire n’a pas la forme attendue.", "The form does not have the expected shape.",
                "النموذج ليس بالشكل المنتظر.")
        case .tooLarge: Words("Le formulaire est trop grand.", "The form is too large.", "النموذج كبير جدًا.")
        case .reasonNeededTitle: Words("Motif manquant", "A reason is missing", "السبب ناقص")
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
                "Trop de connexions à la fois. Réessayez dans quelques secondes.",
                "Too many sign-ins at once. Try again in a few seconds.", "طلبات دخول كثيرة معًا. أعد المحاولة بعد ثوانٍ."
            )
        case .unavailableTitle: Words("Indisponible", "Unavailable", "غير متاح")
        case .unavailable:
            Words(
                "La base de données ne répond pas. Rien n’a été enregistré ; réessayez plus tard.",
                "The database does not answer. Nothing was recorded; try again later.",
                "قاعدة البيانات لا تستجيب. لم يُسجَّل شيء؛ أعد المحاولة لاحقًا.")
        case .brokenTitle: Words("Erreur de notre côté", "An error on our side", "خطأ من جهتنا")
        case .broken:
            Words(
                "La page n’a pas pu être faite. Le journal du serveur en dit plus.",
                "The page could not be made. The server’s log says more.", "تعذّر إنشاء الصفحة. سجل الخادم يوضح أكثر.")
        case .goOn: Words("Voir le commentaire", "See the comment", "عرض التعليق")
        }
    }
}
