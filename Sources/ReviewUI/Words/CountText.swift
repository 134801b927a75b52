/// Phrases that change with a number: the forms of each language between `|`, in the order of `PluralForm`.
enum CountText: Phrase, CaseIterable {
    case waiting, newComments, minutes, hours, days, retrySeconds, retryMinutes, attempts
    case withinHours, withinDays, bulkApproved, bulkRejected, bulkUndone, bulkLeft, alike

    var words: Words {
        switch self {
        case .waiting:
            Words(
                "%1 commentaire attend une décision|%1 commentaires attendent une décision",
                "%1 comment waits for a decision|%1 comments wait for a decision",
                "لا تعليق بانتظار قرار|تعليق واحد بانتظار قرار|تعليقان بانتظار قرار|%1 تعليقات بانتظار قرار"
                    + "|%1 تعليقًا بانتظار قرار|%1 تعليق بانتظار قرار")
        case .newComments:
            Words(
                "%1 nouveau – afficher|%1 nouveaux – afficher", "%1 new – show|%1 new – show",
                "لا جديد|تعليق جديد – عرض|تعليقان جديدان – عرض|%1 تعليقات جديدة – عرض|%1 تعليقًا جديدًا – عرض"
                    + "|%1 تعليق جديد – عرض")
        case .minutes:
            Words(
                "il y a %1 min|il y a %1 min", "%1 minute ago|%1 minutes ago",
                "الآن|قبل دقيقة|قبل دقيقتين|قبل %1 دقائق|قبل %1 دقيقة|قبل %1 دقيقة")
        case .hours:
            Words(
                "il y a %1 h|il y a %1 h", "%1 hour ago|%1 hours ago",
                "الآن|قبل ساعة|قبل ساعتين|قبل %1 ساعات|قبل %1 ساعة|قبل %1 ساعة")
        case .days:
            Words(
                "il y a %1 jour|il y a %1 jours", "%1 day ago|%1 days ago",
                "اليوم|قبل يوم|قبل يومين|قبل %1 أيام|قبل %1 يومًا|قبل %1 يوم")
        case .retrySeconds:
            Words(
                "Réessayez dans %1 seconde.|Réessayez dans %1 secondes.",
                "Try again in %1 second.|Try again in %1 seconds.",
                "حاول مجددًا الآن.|حاول مجددًا بعد ثانية.|حاول مجددًا بعد ثانيتين.|حاول مجددًا بعد %1 ثوانٍ."
                    + "|حاول مجددًا بعد %1 ثانية.|حاول مجددًا بعد %1 ثانية.")
        case .retryMinutes:
            Words(
                "Réessayez dans %1 minute.|Réessayez dans %1 minutes.",
                "Try again in %1 minute.|Try again in %1 minutes.",
                "حاول مجددًا الآن.|حاول مجددًا بعد دقيقة.|حاول مجددًا بعد دقيقتين.|حاول مجددًا بعد %1 دقائق."
                    + "|حاول مجددًا بعد %1 دقيقة.|حاول مجددًا بعد %1 دقيقة.")
        case .withinHours:
            Words(
                "%1 heure|%1 heures", "%1 hour|%1 hours",
                "ساعة|ساعة واحدة|ساعتين|%1 ساعات|%1 ساعة|%1 ساعة")
        case .withinDays:
            Words("%1 jour|%1 jours", "%1 day|%1 days", "يوم|يوم واحد|يومين|%1 أيام|%1 يومًا|%1 يوم")
        case .bulkApproved:
            Words(
                "%1 commentaire approuvé|%1 commentaires approuvés", "%1 comment approved|%1 comments approved",
                "لم يُقبل شيء|قُبل تعليق واحد|قُبل تعليقان|قُبلت %1 تعليقات|قُبل %1 تعليقًا|قُبل %1 تعليق")
        case .bulkRejected:
            Words(
                "%1 commentaire rejeté|%1 commentaires rejetés", "%1 comment rejected|%1 comments rejected",
                "لم يُرفض شيء|رُفض تعليق واحد|رُفض تعليقان|رُفضت %1 تعليقات|رُفض %1 تعليقًا|رُفض %1 تعليق")
        case .bulkUndone:
            Words(
                "%1 décision annulée|%1 décisions annulées", "%1 decision undone|%1 decisions undone",
                "لم يُلغَ شيء|أُلغي قرار واحد|أُلغي قراران|أُلغيت %1 قرارات|أُلغي %1 قرارًا|أُلغي %1 قرار")
        case .bulkLeft:
            Words(
                "%1 avait changé entre-temps et reste tel quel|%1 avaient changé entre-temps et restent tels quels",
                "%1 had changed meanwhile and was left as it is|%1 had changed meanwhile and were left as they are",
                "لم يتغير شيء|تغيّر تعليق واحد في هذه الأثناء وتُرك كما هو|تغيّر تعليقان في هذه الأثناء وتُركا كما هما"
                    + "|تغيّرت %1 تعليقات في هذه الأثناء وتُركت كما هي|تغيّر %1 تعليقًا في هذه الأثناء وتُرك كما هو"
                    + "|تغيّر %1 تعليق في هذه الأثناء وتُرك كما هو")
        case .alike:
            Words(
                "%1 commentaire|%1 commentaires presque pareils", "%1 comment|%1 comments nearly the same",
                "لا تعليق|تعليق واحد|تعليقان متشابهان|%1 تعليقات متشابهة|%1 تعليقًا متشابهًا|%1 تعليق متشابه")
        case .attempts:
            Words(
                "%1 essai|%1 essais", "%1 attempt|%1 attempts",
                "دون محاولة|محاولة واحدة|محاولتان|%1 محاولات|%1 محاولة|%1 محاولة")
        }
    }
}
