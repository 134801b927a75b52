/// What the queue's filter, its claims and its bulk acts say.
enum FilterText: Phrase, CaseIterable {
    case filter, label, any, text, age, score, atLeast, narrow, everything, nothingFits, walkedOn, allHeld
    case held, handed, heldNow, pass, passTo, passed, cannotPass
    case select, bulk, bulkHint, bulkNone, context, parent, earlier, noEarlier, receipt, limits, limitsReject
    case campaign, views, viewName, saveView, dropView, viewNameNeeded, tooManyViews

    var words: Words {
        switch self {
        case .filter: Words("Filtrer", "Filter", "تصفية")
        case .label: Words("Type", "Kind", "النوع")
        case .any: Words("tous", "any", "الكل")
        case .text: Words("Texte", "Text", "النص")
        case .age: Words("Reçu depuis", "Received within", "ورد خلال")
        case .score: Words("Probabilité", "Probability", "الاحتمال")
        case .atLeast: Words("%1 % ou plus", "%1% or more", "%1٪ أو أكثر")
        case .narrow: Words("Appliquer", "Apply", "تطبيق")
        case .everything: Words("Tout afficher", "Show everything", "عرض الكل")
        case .nothingFits:
            Words(
                "Rien de tel dans cette partie de la file", "Nothing like that in this part of the queue",
                "لا شيء كهذا في هذا الجزء من القائمة")
        case .walkedOn:
            Words(
                "La suite de la file n’a pas encore été parcourue.",
                "The rest of the queue has not been looked through yet.",
                "لم يُبحث بعد في بقية القائمة.")
        case .allHeld:
            Words(
                "D’autres personnes examinent déjà tout ce qui attend.",
                "Others are already looking at everything that waits.", "ينظر آخرون الآن في كل ما ينتظر.")
        case .held: Words("réservés pour vous jusqu’au %1", "yours until %1", "محجوزة لك حتى %1")
        case .handed: Words("transmis par", "passed on by", "أُحيل إليك من")
        case .heldNow:
            Words(
                "%1 examine ce commentaire jusqu’au %2", "%1 is looking at this comment until %2",
                "ينظر %1 في هذا التعليق حتى %2")
        case .pass: Words("Transmettre", "Pass on", "إحالة")
        case .passTo: Words("Transmettre à", "Pass on to", "إحالة إلى")
        case .passed: Words("Commentaire transmis.", "Comment passed on.", "أُحيل التعليق.")
        case .cannotPass:
            Words(
                "Ce commentaire n’attend plus, ou quelqu’un d’autre l’examine. Rien n’a changé.",
                "This comment no longer waits, or somebody else is looking at it. Nothing has changed.",
                "لم يعد هذا التعليق بالانتظار أو ينظر فيه شخص آخر. لم يتغير شيء.")
        case .select: Words("Cocher le commentaire de %1", "Select the comment by %1", "تحديد تعليق %1")
        case .bulk: Words("Commentaires cochés", "Selected comments", "التعليقات المحددة")
        case .bulkHint:
            Words(
                "La décision vaut pour tous ; elle s’annule d’un coup.",
                "One decision for all of them, undone in one go.", "قرار واحد لها جميعًا، ويمكن التراجع عنه دفعة واحدة.")
        case .bulkNone:
            Words(
                "Aucun commentaire n’était coché. Rien n’a été enregistré.",
                "No comment was selected. Nothing was recorded.", "لم يُحدَّد أي تعليق. لم يُسجَّل شيء.")
        case .context: Words("Autour de ce commentaire", "Around this comment", "حول هذا التعليق")
        case .parent: Words("En réponse à", "In answer to", "ردًّا على")
        case .earlier:
            Words(
                "Autres commentaires de cette personne ici", "Earlier comments by this author here",
                "تعليقات سابقة لهذا الكاتب هنا")
        case .noEarlier: Words("C’est son premier commentaire.", "This is their first comment.", "هذا أول تعليق له.")
        case .receipt: Words("Reçu complet (JSON)", "Full receipt (JSON)", "الإيصال الكامل (JSON)")
        case .campaign: Words("Une seule campagne", "One campaign only", "حملة واحدة فقط")
        case .views: Words("Vues enregistrées", "Saved views", "طرق عرض محفوظة")
        case .viewName: Words("Nom de cette vue", "Name of this view", "اسم طريقة العرض هذه")
        case .saveView: Words("Enregistrer la vue", "Save the view", "حفظ طريقة العرض")
        case .dropView: Words("Oublier cette vue", "Forget this view", "نسيان طريقة العرض هذه")
        case .viewNameNeeded:
            Words(
                "Une vue a besoin d’un nom de 60 octets au plus, et ne garde pas d’adresse e-mail. Rien n’a été enregistré.",
                "A view needs a name of at most 60 bytes, and keeps no e-mail address. Nothing was saved.",
                "تحتاج طريقة العرض إلى اسم لا يزيد على 60 بايت، ولا تُحفظ فيها عناوين بريد. لم يُحفظ شيء.")
        case .tooManyViews:
            Words(
                "Il y a déjà %1 vues. Oubliez-en une d’abord.", "There are %1 views already. Forget one first.",
                "توجد %1 من طرق العرض بالفعل. انسَ واحدة أولًا.")
        case .limits: Words("à examiner dès %1", "to review from %1", "للمراجعة ابتداءً من %1")
        case .limitsReject:
            Words(
                "à examiner dès %1, rejeté dès %2", "to review from %1, rejected from %2",
                "للمراجعة ابتداءً من %1، مرفوض ابتداءً من %2")
        }
    }
}
